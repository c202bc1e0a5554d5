#!/usr/bin/env python3
"""One NetCDF file in every container that the parser knows, written by netCDF-C.

  make_containers.py IN.nc OUT_DIR [--gzip]

Needs netCDF4 from PyPI. The variants hold the same values, attributes and fill values:

  cdf1, cdf2, cdf5   the classic formats
  nc4                NetCDF-4: deflate, shuffle, chunks of one profile, N_PROF unlimited
  nc4big             NetCDF-4 classic model: big-endian, contiguous, nothing compressed
  nc4string          NetCDF-4: every text a string of variable length (flags stay characters)

With --gzip the files are written compressed, which is how the tests keep them: bare, an HDF5 file of ten
kilobytes of data has a hundred of headers.
"""
import argparse, gzip, os, shutil
import netCDF4
import numpy as np

VARIANTS = {
    "cdf1": "NETCDF3_CLASSIC",
    "cdf2": "NETCDF3_64BIT_OFFSET",
    "cdf5": "NETCDF3_64BIT_DATA",
    "nc4": "NETCDF4",
    "nc4big": "NETCDF4_CLASSIC",
    "nc4string": "NETCDF4",
}
FLAGS = ("_QC", "DIRECTION", "DATA_MODE")  # one character each: the width is no padding


def copy(source, path, variant):
    target = netCDF4.Dataset(path, "w", format=VARIANTS[variant])
    target.setncatts({name: source.getncattr(name) for name in source.ncattrs()})
    for name, dimension in source.dimensions.items():
        unlimited = name == "N_PROF" if variant == "nc4" else dimension.isunlimited() and not variant.startswith("nc4")
        target.createDimension(name, None if unlimited else len(dimension))
    for name, variable in source.variables.items():
        variable.set_auto_maskandscale(False)
        variable.set_auto_chartostring(False)
        data = variable[:]
        attributes = {key: variable.getncattr(key) for key in variable.ncattrs()}
        fill = attributes.pop("_FillValue", None)
        dimensions, options = variable.dimensions, {"fill_value": fill}
        is_text = variable.dtype == "S1" and dimensions and not name.endswith(FLAGS)
        if variant == "nc4string" and is_text:
            texts = netCDF4.chartostring(np.where(data == b"", b" ", data).astype("S1"), encoding="latin1")
            out = target.createVariable(name, str, dimensions[:-1])
            flat = np.array(texts, dtype=object).reshape(-1)
            out[...] = np.array([str(text) for text in flat], dtype=object).reshape(data.shape[:-1])
            out.setncatts(attributes)
            continue
        if variant == "nc4" and dimensions:
            chunks = [1 if key == "N_PROF" else max(len(source.dimensions[key]), 1) for key in dimensions]
            options |= {"zlib": True, "shuffle": True, "chunksizes": chunks}
        if variant == "nc4big" and variable.dtype != "S1":
            options |= {"endian": "big"}
        big = options.get("endian") == "big"
        out = target.createVariable(name, variable.dtype.newbyteorder(">") if big else variable.dtype, dimensions, **options)
        out.set_auto_maskandscale(False)
        out.set_auto_chartostring(False)
        out.setncatts(attributes)
        if data.size:
            out[:] = data
    target.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source")
    parser.add_argument("out_dir")
    parser.add_argument("--gzip", action="store_true")
    arguments = parser.parse_args()
    os.makedirs(arguments.out_dir, exist_ok=True)
    stem = os.path.splitext(os.path.basename(arguments.source))[0]
    source = netCDF4.Dataset(arguments.source)
    for variant in VARIANTS:
        path = os.path.join(arguments.out_dir, f"{stem}.{variant}.nc")
        copy(source, path, variant)
        if arguments.gzip:
            with open(path, "rb") as bare, gzip.GzipFile(f"{path}.gz", "wb", mtime=0) as packed:
                shutil.copyfileobj(bare, packed)
            os.remove(path)


if __name__ == "__main__":
    main()
