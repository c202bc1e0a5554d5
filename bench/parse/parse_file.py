#!/usr/bin/env python3
"""The other side of the bench: the same variables of a file read by netCDF4-python and decoded to profiles.

  parse_file.py FILE TIMES        prints a line of JSON

Whole variables at a time, as one writes it: fill, NaN and infinities to NaN, texts stripped, JULD rounded to the
second, and for each profile a dict of its own slices. No digest, no PROFILE_<P>_QC check: the parser does these too.
"""
import json, resource, sys, time
import netCDF4
import numpy as np

TEXTS = ("PLATFORM_NUMBER", "PROJECT_NAME", "PI_NAME", "DIRECTION", "DATA_CENTRE", "DATA_STATE_INDICATOR", "DATA_MODE",
         "PLATFORM_TYPE", "WMO_INST_TYPE", "JULD_QC", "POSITION_QC", "POSITIONING_SYSTEM", "VERTICAL_SAMPLING_SCHEME")
NUMBERS = ("CYCLE_NUMBER", "JULD", "JULD_LOCATION", "LATITUDE", "LONGITUDE", "CONFIG_MISSION_NUMBER")


def texts(variable):
    data = variable[:]
    rows = data.view(f"S{data.shape[-1]}")[..., 0] if data.ndim > 1 else data
    return [text.decode("latin1").strip() for text in rows.reshape(-1).tolist()]


def numbers(variable):
    values = variable[:].astype("f8")
    values[(values == variable._FillValue) | (np.abs(values) >= 99990)] = np.nan
    return values


def levels(variable):
    values = variable[:]
    values[(values == variable._FillValue) | ~(np.abs(values) < 99990)] = np.nan
    return values


def parse(path):
    file = netCDF4.Dataset(path)
    file.set_auto_maskandscale(False)
    file.set_auto_chartostring(False)
    count = len(file.dimensions["N_PROF"])
    facts = {name: texts(file[name]) for name in TEXTS if name in file.variables}
    facts |= {name: numbers(file[name]) for name in NUMBERS if name in file.variables}
    seconds = np.floor(facts["JULD"] * 86400 + 0.5)
    names = np.array(texts(file["STATION_PARAMETERS"])).reshape(count, -1)
    modes = file["PARAMETER_DATA_MODE"][:] if "PARAMETER_DATA_MODE" in file.variables else None
    columns = {}
    for name in dict.fromkeys(names.reshape(-1).tolist()):
        if not name:
            continue
        columns[name] = [levels(file[name + suffix]) for suffix in ("", "_ADJUSTED", "_ADJUSTED_ERROR")]
        columns[name] += [file[name + suffix][:] for suffix in ("_QC", "_ADJUSTED_QC")]
        columns[name].append(texts(file[f"PROFILE_{name}_QC"]))
    values = 0
    for row in range(count):
        profile = {name: column[row] for name, column in facts.items()} | {"timestamp": seconds[row], "parameters": []}
        for place, name in enumerate(names[row]):
            raw, adjusted, error, qc, adjusted_qc, letter = columns[name]
            profile["parameters"].append((name, modes[row, place] if modes is not None else None, raw[row], adjusted[row],
                                          error[row], qc[row].tobytes(), adjusted_qc[row].tobytes(), letter[row]))
            values += raw.shape[1]
    file.close()
    return count, values


runs = []
rss = None
for _ in range(int(sys.argv[2])):
    cpu, wall = time.process_time(), time.perf_counter()
    profiles, values = parse(sys.argv[1])
    runs.append({"wall": (time.perf_counter() - wall) * 1000, "cpu": (time.process_time() - cpu) * 1000})
    rss = rss or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"runs": runs, "profiles": profiles, "values": values,
                  "rssMiB": rss}))
