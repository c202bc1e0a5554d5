#!/usr/bin/env python3
"""HDF5 files that name other files for their data: make_hostile.py OUT_DIR. Needs h5py from PyPI."""
import gzip, os, sys
import h5py
import numpy as np

out = sys.argv[1]
path = os.path.join(out, "other_files.h5")
with h5py.File(path, "w") as file:
    file.create_dataset("CYCLE_NUMBER", data=np.array([1], "i4"))
    # The values are the first bytes of a file of the machine that reads them.
    file.create_dataset("STOLEN", shape=(16,), dtype="i1", external=[("/etc/passwd", 0, 16)])
    file["LINKED"] = h5py.ExternalLink("/etc/hostname.h5", "/x")
    layout = h5py.VirtualLayout(shape=(4,), dtype="i4")
    layout[:] = h5py.VirtualSource("/tmp/other.h5", "x", shape=(4,))
    file.create_virtual_dataset("VIRTUAL", layout)
with open(path, "rb") as bare, gzip.GzipFile(f"{path}.gz", "wb", mtime=0) as packed:
    packed.write(bare.read())
os.remove(path)
