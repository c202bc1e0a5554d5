#!/usr/bin/env python3
"""NetCDF-4 files that are laid out in an odd way, and such as cost their sender nothing.

  make_odd.py OUT_DIR        Needs netCDF4 from PyPI; reads bgc_multi_profile.cdf1.nc.gz beside it.

  userblock8192   512 times 16 bytes of something else before the signature of HDF5
  groups          everything in a group
  enum            flags as an enumeration
  short           N_LEVELS and N_PROF unlimited; TEMP written for two levels of the first profile only
  unwritten_*     dimensions far beyond what was written, which is next to nothing
  one_chunk       a variable in a single chunk of 64 MiB
"""
import gzip, os, sys
import netCDF4
import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
out = sys.argv[1]


def keep(path):
    with open(path, "rb") as bare, gzip.GzipFile(f"{path}.gz", "wb", mtime=0) as packed:
        packed.write(bare.read())
    os.remove(path)


def source():
    with gzip.open(os.path.join(here, "bgc_multi_profile.cdf1.nc.gz")) as packed:
        dataset = netCDF4.Dataset("source", memory=packed.read())
    dataset.set_auto_maskandscale(False)
    dataset.set_auto_chartostring(False)
    return dataset


def copy(path, unlimited=(), group=None, enum=False, shorten=None):
    target = netCDF4.Dataset(path, "w", format="NETCDF4")
    place = target if group is None else target.createGroup(group)
    given = source()
    for name, dimension in given.dimensions.items():
        place.createDimension(name, None if name in unlimited else len(dimension))
    kind = place.createEnumType(np.uint8, "flag_t", {f"flag_{i}": i for i in range(10)}) if enum else None
    for name, variable in given.variables.items():
        attributes = {key: variable.getncattr(key) for key in variable.ncattrs()}
        fill = attributes.pop("_FillValue", None)
        data = variable[:]
        if enum and name.endswith("_QC") and "N_LEVELS" in variable.dimensions:
            flags = np.where(data == b" ", b"0", data).astype("U1").astype(np.uint8)
            place.createVariable(name, kind, variable.dimensions)[:] = flags
            continue
        made = place.createVariable(name, variable.dtype, variable.dimensions, fill_value=fill)
        made.set_auto_maskandscale(False)
        made.set_auto_chartostring(False)
        made.setncatts(attributes)
        if shorten is not None and name in shorten:
            rows, columns = shorten[name]
            made[:rows, :columns] = data[:rows, :columns]
        else:
            made[:] = data
    target.close()


def announce(path, profiles, levels, parameters, chunks=None):
    """An Argo file of these dimensions of which next to nothing was written."""
    target = netCDF4.Dataset(path, "w", format="NETCDF4_CLASSIC")
    for name, length in dict(STRING16=16, N_PROF=profiles, N_LEVELS=levels, N_PARAM=parameters).items():
        target.createDimension(name, length)
    target.createVariable("DATA_TYPE", "S1", ("STRING16",))[:] = np.array(list("Argo profile    "), "S1")
    target.createVariable("PLATFORM_NUMBER", "S1", ("N_PROF", "STRING16"), zlib=True)
    for name in ("CYCLE_NUMBER", "JULD", "LATITUDE", "LONGITUDE"):
        target.createVariable(name, "i4" if name == "CYCLE_NUMBER" else "f8", ("N_PROF",), zlib=True)
    target.createVariable("STATION_PARAMETERS", "S1", ("N_PROF", "N_PARAM", "STRING16"), zlib=True)
    for name in ("PRES", "TEMP", "PSAL"):
        target.createVariable(name, "f4", ("N_PROF", "N_LEVELS"), zlib=True, fill_value=99999, chunksizes=chunks)
    target["PRES"][0, 0] = 5
    target["STATION_PARAMETERS"][0, :3] = np.array([list(name.ljust(16)) for name in ("PRES", "TEMP", "PSAL")], "S1")
    target["PLATFORM_NUMBER"][0, :7] = np.array(list("2902001"), "S1")
    target["CYCLE_NUMBER"][0] = 1
    target.close()


def made(name):
    return os.path.join(out, f"odd.{name}.nc")


copy(made("userblock8192"))
with open(made("userblock8192"), "rb") as bare:
    contents = bare.read()
with open(made("userblock8192"), "wb") as file:
    file.write(b"not of this file" * 512 + contents)
copy(made("groups"), group="profiles")
copy(made("enum"), enum=True)
copy(made("short"), unlimited=("N_PROF", "N_LEVELS"), shorten={"TEMP": (1, 2)})
announce(made("unwritten_parameters"), 2000, 10, 1000)
announce(made("unwritten_profiles"), 1_000_000, 1, 3)
announce(made("unwritten_many"), 60_000, 1, 3)
announce(made("unwritten_levels"), 1, 10_000_000, 3)
announce(made("unwritten_block"), 500, 20_000, 3, (1, 1000))
announce(made("one_chunk"), 1000, 16_384, 3, (1000, 16_384))
for name in sorted(os.listdir(out)):
    if name.startswith("odd.") and name.endswith(".nc"):
        keep(os.path.join(out, name))
