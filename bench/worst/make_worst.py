#!/usr/bin/env python3
"""Files at the corners of what the parser admits: make_worst.py OUT_DIR. Needs netCDF4 from PyPI.

Each is the most of something: levels, parameters, names, profiles, bytes a profile, bytes for a byte of the file,
chunks. Names begin with the reader: classic, hdf5, zip. The limits are those of services/parser/src/FileLimits.ts.
"""
import gzip, io, os, sys, zipfile
import netCDF4
import numpy as np

out = sys.argv[1]
os.makedirs(out, exist_ok=True)
MIB = 1024 * 1024


def texts(values, width):
    return np.frombuffer("".join(value.ljust(width)[:width] for value in values).encode(), "S1").reshape(len(values), width)


def make(name, profiles, levels, parameters=3, adjusted=False, names=None, deflate=True, unlimited=False, chunk=None,
         noise=False, strings=False, width=16, random_rows=False):
    """names: how many STATION_PARAMETERS lists, where it is more than there are variables."""
    kind = name.split("-")[0]
    path = os.path.join(out, f"{name}.nc")
    if kind == "classic":
        target = netCDF4.Dataset(path, "w", format="NETCDF3_64BIT_OFFSET")
    else:
        target = netCDF4.Dataset(path, "w", format="NETCDF4")
    random = np.random.default_rng(1)
    packed = dict(zlib=True, shuffle=True) if kind == "hdf5" and deflate else {}
    listed = ["PRES", "TEMP", "PSAL"] + [f"P{i:04d}" for i in range(max(parameters, names or 0) - 3)]
    listed = listed[: max(parameters, names or 0)]
    target.createDimension("N_PROF", None if unlimited else profiles)
    for key, length in dict(W=width, S8=8, S14=14, S16=16, N_PARAM=len(listed), N_LEVELS=levels).items():
        target.createDimension(key, length)

    def variable(key, kind_, dimensions, value, fill=None, chunks=None):
        options = dict(packed)
        if packed and chunks is not None:
            options["chunksizes"] = chunks
        made = target.createVariable(key, kind_, dimensions, fill_value=fill, **options)
        made.set_auto_maskandscale(False)
        row = np.asarray(value)
        step = max(1, 64 * MIB // max(1, row.nbytes))
        for first in range(0, profiles, step):
            count = min(step, profiles - first)
            block = np.broadcast_to(row, (count, *row.shape))
            if random_rows and row.dtype == np.float32:
                block = block + random.random(block.shape, "f4")
            made[first : first + count] = block
        return made

    target.createVariable("DATA_TYPE", "S1", ("S16",))[:] = texts(["Argo profile"], 16)[0]
    target.createVariable("DATE_UPDATE", "S1", ("S14",))[:] = texts(["20240101000000"], 14)[0]
    variable("PLATFORM_NUMBER", "S1", ("N_PROF", "S8"), texts(["2902001"], 8)[0])
    cycles = target.createVariable("CYCLE_NUMBER", "i4", ("N_PROF",), fill_value=99999, **packed)
    cycles.set_auto_maskandscale(False)
    cycles[:profiles] = np.arange(profiles)
    for key, value in dict(JULD=27154.5, LATITUDE=12.5, LONGITUDE=68.25).items():
        variable(key, "f8", ("N_PROF",), value, 99999.0)
    for key, value in dict(DIRECTION="A", DATA_MODE="D" if adjusted else "R", JULD_QC="1", POSITION_QC="1").items():
        variable(key, "S1", ("N_PROF",), np.array(value, "S1"))
    if strings:
        made = target.createVariable("STATION_PARAMETERS", str, ("N_PROF", "N_PARAM"))
        made[:] = np.tile(np.array(listed, dtype=object), (profiles, 1))
    else:
        variable("STATION_PARAMETERS", "S1", ("N_PROF", "N_PARAM", "W"), texts(listed, width))
    for index, key in enumerate(listed[:parameters]):
        values = np.linspace(0, 2000, levels, dtype="f4") if index == 0 else np.full(levels, 10, "f4")
        if noise:
            values = values + random.random(levels, "f4")
        sides = [key, f"{key}_ADJUSTED", f"{key}_ADJUSTED_ERROR"] if adjusted else [key]
        for side in sides:
            variable(side, "f4", ("N_PROF", "N_LEVELS"), values, 99999, chunk)
        for side in sides[:2]:
            variable(f"{side}_QC", "S1", ("N_PROF", "N_LEVELS"), np.full(levels, b"1", "S1"), None, chunk)
    target.close()


for reader in ("classic", "hdf5"):
    # What compresses to nothing may have 16 MiB of values; noise costs its bytes.
    noise = reader == "hdf5"
    make(f"{reader}-levels-100000", 1, 100_000)
    make(f"{reader}-levels-100000-of-23", 1, 100_000, 23, adjusted=True, noise=noise)
    make(f"{reader}-parameters-256-of-9000-levels", 1, 9_000, 256, adjusted=True, noise=noise)
    make(f"{reader}-profiles-of-one-level", 14_500 if noise else 100_000, 1)
    make(f"{reader}-profiles-of-256-parameters", 3_400 if noise else 20_000, 1, 256)
    make(f"{reader}-names-256", 3_000 if noise else 8_000, 1, names=256)
    make(f"{reader}-names-256-of-4096", 15 if noise else 100, 10, names=256, width=4096)
    make(f"{reader}-levels-1000", 1_000 if noise else 2_000, 1_000)
    make(f"{reader}-levels-200", 4_000 if noise else 8_000, 200)
make("classic-records-of-one-level", 100_000, 1, unlimited=True)
make("classic-records-of-levels", 4_000, 1_000, unlimited=True)
make("hdf5-levels-1000-of-noise", 8_000, 1_000, noise=True)
make("hdf5-chunk-of-32-MiB", 8_000, 1_000, noise=True, chunk=(8_000, 1_000), random_rows=True)
make("hdf5-chunk-of-a-value", 20, 100, chunk=(1, 1))
make("hdf5-strings", 1_500, 1, names=256, strings=True)

with open(os.path.join(out, "classic-levels-200.nc"), "rb") as file:
    small = file.read(20_000)
with zipfile.ZipFile(os.path.join(out, "zip-members-20000.zip"), "w", zipfile.ZIP_DEFLATED) as target:
    for index in range(20_000):
        target.writestr(f"{index:05d}.nc", small)
packed = gzip.compress(small)
with zipfile.ZipFile(os.path.join(out, "zip-members-gz-5000.zip"), "w", zipfile.ZIP_STORED) as target:
    for index in range(5_000):
        target.writestr(f"{index:05d}.nc.gz", packed)
with zipfile.ZipFile(os.path.join(out, "zip-others-200000.zip"), "w", zipfile.ZIP_STORED) as target:
    target.writestr("0.nc", small)
    for index in range(199_999):
        target.writestr(f"{index:06d}.tar", "")
with zipfile.ZipFile(os.path.join(out, "zip-fill-of-60-MB.zip"), "w", zipfile.ZIP_DEFLATED) as target:
    for index in range(17):
        target.writestr(f"{index}.nc", bytes(60_000_000))
