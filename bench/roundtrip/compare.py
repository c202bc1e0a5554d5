#!/usr/bin/env python3
"""Every array of every profile of real files, as the parser and as netCDF4-python read them: equal or named.

  compare.py --node NODE FILE...
"""
import argparse
import sys

import netCDF4
import numpy as np

from parser import Parser


def texts(variable):
    data = variable[:]
    rows = data.reshape(*data.shape[:-1], -1)
    return [b"".join(row).split(b"\0")[0].decode("latin1").strip() for row in rows.reshape(-1, data.shape[-1])]


def known(variable, profile):
    """The values with NaN for a missing one: only what the variable declares, and what is not finite."""
    values = variable[profile].astype("f8")
    fill = getattr(variable, "_FillValue", netCDF4.default_fillvals[variable.dtype.str[1:]])
    return np.where(np.isfinite(values) & (variable[profile] != fill), values, np.nan)


def same(ours, theirs):
    """Levels at the end that hold nothing are left out on one side."""
    padded = np.full(theirs.shape, np.nan)
    padded[: len(ours)] = ours[: len(theirs)]
    return len(ours) <= len(theirs) and np.array_equal(padded, theirs, equal_nan=True)


def compare(path, parser):
    answer = parser.read(path)
    if "failed" in answer:
        return 0, 0, [f"{path}: {answer['failed']}"]
    arrays, differing = 0, []
    with netCDF4.Dataset(path) as file:
        file.set_auto_maskandscale(False)
        station = file["STATION_PARAMETERS"]
        names = np.array(texts(station)).reshape(station.shape[:2])
        for number, row in enumerate(answer["rows"]):
            for name in dict.fromkeys(names[number]):
                if name not in row["parameters"]:
                    if name in file.variables and file[name].ndim == 2:
                        differing.append(f"{path}: {number} has no {name}")
                    continue
                ours = row["parameters"][name]
                for side, ending in (("raw", ""), ("adjusted", "_ADJUSTED"), ("error", "_ADJUSTED_ERROR")):
                    if name + ending not in file.variables:
                        continue
                    arrays += 1
                    if not same(ours[side], known(file[name + ending], number)):
                        differing.append(f"{path}: {name}{ending} of {number}")
                for side, ending in (("qc", "_QC"), ("adjusted_qc", "_ADJUSTED_QC")):
                    if name + ending not in file.variables:
                        continue
                    arrays += 1
                    theirs = b"".join(file[name + ending][number]).replace(b"\0", b" ").decode("latin1").rstrip()
                    length = max(len(ours["raw"]), len(ours["adjusted"]), len(ours["error"]))
                    if ours[side].rstrip() != theirs[:length].rstrip() and length > 0:
                        differing.append(f"{path}: {name}{ending} of {number}")
    return len(answer["rows"]), arrays, differing


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--node", default="node")
    words.add_argument("files", nargs="+")
    given = words.parse_args()
    parser = Parser(given.node)
    profiles = arrays = 0
    differing = []
    for path in given.files:
        more, compared, different = compare(path, parser)
        profiles, arrays, differing = profiles + more, arrays + compared, differing + different
    print(f"{len(given.files)} files, {profiles} profiles, {arrays} arrays, {len(differing)} differ")
    for line in differing[:50]:
        print(line)
    sys.exit(1 if differing else 0)


main()
