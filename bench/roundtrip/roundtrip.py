#!/usr/bin/env python3
"""Real files, written again by other software in random ways: the same profiles, or a sentence.

  roundtrip.py --node NODE [--runs 2000] [--seed 1] FILE...

A run takes a file, changes its layout by a few of the steps below, writes it by one of the writers, and has the parser
read it. What cannot be written is counted and is nobody's fault. Prints a table, and each run that gave other
profiles with its seed.
"""
import argparse
import collections
import random
import sys
import tempfile
import warnings
from pathlib import Path

import netCDF4
import numpy as np
import xarray as xr

from parser import Parser

warnings.filterwarnings("ignore")
LETTERS = ("DIRECTION", "DATA_MODE", "JULD_QC", "POSITION_QC")


# How the file is opened.
def plain(path, _):
    return xr.open_dataset(path, decode_cf=False)


def decoded(path, _):
    return xr.open_dataset(path, decode_cf=True, concat_characters=False, decode_timedelta=False)


def as_users_do(path, _):
    return xr.open_dataset(path, decode_timedelta=False)


# What is done to it.
def transposed(data, chance):
    return data.transpose("N_LEVELS", "N_PROF", ...) if chance.random() < 0.5 else data.transpose(..., "N_PROF")


def squeezed(data, _):
    return data.isel(N_PROF=0) if data.sizes.get("N_PROF") == 1 else data


def concatenated(data, _):
    half = max(1, data.sizes["N_PROF"] // 2)
    parts = [data.isel(N_PROF=slice(0, half)), data.isel(N_PROF=slice(half, None))]
    return xr.concat([part for part in parts if part.sizes["N_PROF"] > 0], "N_PROF", data_vars="all")


def lower_case(data, _):
    names = {name: name.lower() for name in [*data.variables, *data.dims]}
    return data.rename({old: new for old, new in names.items() if old in data.variables or old in data.dims})


def other_dimensions(data, _):
    return data.rename({old: new for old, new in {"N_PROF": "profile", "N_LEVELS": "depth"}.items() if old in data.dims})


def doubles(data, _):
    for name, variable in data.variables.items():
        if variable.dtype == np.float32:
            encoding = dict(variable.encoding)
            encoding.pop("dtype", None)
            data[name] = variable.astype("f8")
            data[name].encoding = encoding
    return data


def flags_as_bytes(data, _):
    for name in list(data.variables):
        variable = data[name]
        if variable.dtype == "S1" and (str(name).endswith("_QC") or name in LETTERS):
            codes = np.frombuffer(variable.values.astype("S1").tobytes(), "i1").reshape(variable.shape).copy()
            codes[codes == 0] = 32
            data[name] = (variable.dims, codes)
    return data


def fewer_variables(data, _):
    return data.drop_vars([name for name in data.variables if str(name).startswith(("HISTORY_", "SCIENTIFIC_"))])


STEPS = {step.__name__: step for step in (transposed, squeezed, concatenated, lower_case, other_dimensions, doubles,
                                          flags_as_bytes, fewer_variables)}
UNITS = (None, None, "days since 1970-01-01", "hours since 1950-01-01", "seconds since 1970-01-01",
         "milliseconds since 1900-01-01", "days since 1950-01-01T06:00:00+06:00")


def time_units(data, units):
    """By hand in a file that is not decoded; by the encoding otherwise."""
    for name in list(data.variables):
        if str(name).upper() not in ("JULD", "JULD_LOCATION"):
            continue
        variable = data[name]
        if variable.dtype.kind == "M":
            encoding = {"units": units.replace("T06:00:00+06:00", "")}
            if variable.isnull().any() or units.startswith(("days", "hours")):
                encoding |= {"dtype": "f8", "_FillValue": 999999.0}
            variable.encoding = encoding
        elif "days since 1950" in variable.attrs.get("units", ""):
            scale = {"days": 1, "hours": 24, "seconds": 86400, "milliseconds": 86400e3}[units.split()[0]]
            epoch = {"1970": 7305, "1950": 0, "1900": -18262}[units.split()[2][:4]]
            fill = variable.values == 999999.0
            values = np.where(fill, 999999.0 if scale == 1 else -1e30, (variable.values - epoch) * scale)
            attributes = {**variable.attrs, "units": units, "_FillValue": 999999.0 if scale == 1 else -1e30}
            data[name] = (variable.dims, values, attributes)
    return data


WRITERS = (
    ("netcdf4", "NETCDF4"), ("netcdf4", "NETCDF4_CLASSIC"), ("netcdf4", "NETCDF3_CLASSIC"), ("netcdf4", "NETCDF3_64BIT"),
    ("h5netcdf", "NETCDF4"), ("scipy", "NETCDF3_CLASSIC"), ("scipy", "NETCDF3_64BIT"),
)


def write(data, path, engine, form, chance):
    unlimited = [name for name in data.dims if str(name).upper() in ("N_PROF", "N_LEVELS") and chance.random() < 0.3]
    if "3" in form:
        unlimited = []  # the classic format has one, and only in the first place
    encoding = {}
    if form.startswith("NETCDF4") and chance.random() < 0.5:
        encoding = {name: {"zlib": True, "complevel": 4} for name, variable in data.variables.items()
                    if variable.ndim > 0 and variable.dtype.kind in "fi" and 0 not in variable.shape}
    for name in data.variables:
        for stale in ("unlimited_dims", "contiguous", "chunksizes", "original_shape", "source", "szip", "zstd", "bzip2",
                      "blosc", "shuffle", "fletcher32", "preferred_chunks"):
            data[name].encoding.pop(stale, None)
    data.encoding.pop("unlimited_dims", None)
    data.to_netcdf(path, engine=engine, format=form, unlimited_dims=unlimited or None, encoding=encoding)


def copy_by_netcdf4(source, path, form, chance):
    """nccopy: the same variables in another container, or a dimension unlimited."""
    with netCDF4.Dataset(source) as old, netCDF4.Dataset(path, "w", format=form) as new:
        old.set_auto_maskandscale(False)
        free = chance.choice([None, "N_PROF", "N_LEVELS"] if form.startswith("NETCDF4") else [None])
        for name, dimension in old.dimensions.items():
            new.createDimension(name, None if name == free else max(len(dimension), 0 if form != "NETCDF3_CLASSIC" else 1))
        for name, variable in old.variables.items():
            if 0 in variable.shape or name.startswith("HISTORY_"):
                continue
            attributes = {key: variable.getncattr(key) for key in variable.ncattrs()}
            fill = attributes.pop("_FillValue", None)
            made = new.createVariable(name, variable.dtype, variable.dimensions, fill_value=fill)
            made.setncatts(attributes)
            made.set_auto_maskandscale(False)
            made[:] = variable[:]


def comparable(answer):
    rows = {}
    for row in answer["rows"]:
        key = tuple(row[name] for name in ("platform_number", "cycle_number", "direction", "source_kind", "profile_index"))
        rows[key] = row
    return rows


def difference(name, ours, theirs):
    if isinstance(theirs, dict):
        for key in ours.keys() | theirs.keys():
            if key not in ours or key not in theirs:
                return f"{name}.{key} is there once"
            found = difference(f"{name}.{key}", ours[key], theirs[key])
            if found:
                return found
        return None
    if isinstance(theirs, np.ndarray):
        return None if np.array_equal(ours, theirs, equal_nan=True) else name
    # Days pass through seconds and nanoseconds: the same to the second, which is compared, not to the last bit.
    if name.endswith(".juld") or ours == theirs:
        return None
    return f"{name}: {ours!r}, not {theirs!r}"


def run(path, base, parser, seed, folder):
    chance = random.Random(seed)
    target = Path(folder) / "again.nc"
    if chance.random() < 0.2:
        form = chance.choice(["NETCDF4", "NETCDF4_CLASSIC", "NETCDF3_CLASSIC", "NETCDF3_64BIT_OFFSET", "NETCDF3_64BIT_DATA"])
        what = ["nccopy", form]
        try:
            copy_by_netcdf4(path, target, form, chance)
        except Exception as error:  # whatever the other software cannot do
            return what, "not written", str(error)
    else:
        engine, form = chance.choice(WRITERS)
        opened = chance.choice([plain, decoded, as_users_do])
        steps = chance.sample(list(STEPS), chance.randint(0, 3))
        steps.sort(key=lambda step: step in ("lower_case", "other_dimensions"))
        units = chance.choice(UNITS)
        what = [opened.__name__, *steps, *([units] if units else []), engine, form]
        try:
            with opened(path, chance) as data:
                data = data.load()
                if units:
                    data = time_units(data, units)
                for step in steps:
                    data = STEPS[step](data, chance)
                write(data, target, engine, form, chance)
        except Exception as error:
            return what, "not written", f"{type(error).__name__}: {error}"
    answer = parser.read(target)
    if "failed" in answer:
        return what, "refused", answer["failed"]
    ours, theirs = comparable(answer), comparable(base)
    if ours.keys() != theirs.keys():
        return what, "rejected" if answer["rejected"] else "DIFFERENT", f"{len(ours)} profiles of {len(theirs)}: {answer['rejected'][:1]}"
    found = next(filter(None, (difference(str(key), ours[key], theirs[key]) for key in theirs)), None)
    if found is None:
        return what, "equal", ""
    return what, "warned" if answer["warnings"] != base["warnings"] else "DIFFERENT", f"{found}; {answer['warnings'][:2]}"


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--node", default="node")
    words.add_argument("--runs", type=int, default=2000)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--show", default="DIFFERENT", help="which outcomes are shown, with commas between")
    words.add_argument("files", nargs="+")
    given = words.parse_args()
    parser = Parser(given.node)
    bases = {path: parser.read(path) for path in given.files}
    counts = collections.Counter()
    sentences = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(given.seed, given.seed + given.runs):
            path = random.Random(seed).choice(given.files)
            what, outcome, why = run(path, bases[path], parser, seed, folder)
            counts[outcome] += 1
            if outcome in ("refused", "rejected"):
                sentences[why[:150]] += 1
            if outcome in given.show.split(","):
                print(seed, Path(path).name, *what, "|", outcome, why[:400], flush=True)
    print(dict(counts))
    for sentence, count in sentences.most_common(20):
        print(count, sentence)
    sys.exit(1 if counts["DIFFERENT"] else 0)


main()
