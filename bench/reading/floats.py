"""Whole floats in every user mode: our levels beside the points that argopy finds in the files themselves.

    python bench/reading/floats.py http://localhost:8000 FOLDER [--floats 6901929,3902131] [--cycles 60] [--profile-files] [--kind synthetic]

FOLDER is laid out as a GDAC, and the gateway holds its files and has PUBLIC_READ set. Each line: float, kind of files, mode,
points there and here, values compared, those that differ, and by which rule of docs/reading.md ("Beside argopy 1.5"). It ends
with 1 where values differ that no rule explains. Without a multi-profile file argopy reads profile files, which takes long:
as many cycles as --cycles says; with --profile-files it does so of every float. Needs argopy 1.5, h5py, netCDF4, pandas.
"""
import argparse
import collections
import glob
import io
import os
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import warnings

warnings.filterwarnings("ignore")

import argopy  # noqa: E402
import netCDF4  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

MODES = ("expert", "standard", "research")
CORE = {"temperature": "TEMP", "salinity": "PSAL"}
BGC = {"dissolved_oxygen": "DOXY", "chlorophyll": "CHLA", "nitrate": "NITRATE", "ph": "PH_IN_SITU_TOTAL", "bbp700": "BBP700"}
MISSING = np.float32(-99999)


def answer(url, what, **query):
    with urllib.request.urlopen(f"{url}/api/v1/{what}?{urllib.parse.urlencode(query)}&format=csv") as response:
        return pd.read_csv(io.BytesIO(response.read()), dtype={"platform_number": str}, low_memory=False)


def date_of(path):
    with netCDF4.Dataset(path) as nc:
        return pd.to_datetime(nc["DATE_UPDATE"][:].tobytes().decode(), utc=True)


def cycles_of(folder, wmo, kind):
    names = (os.path.basename(p)[len(kind) + len(wmo) + 2 : -3] for p in glob.glob(f"{folder}/dac/*/{wmo}/profiles/{kind}[RD]{wmo}_*.nc"))
    return sorted({int(name.rstrip("D")) for name in names})


def read_by_argopy(folder, wmo, kind, mode, most, profile_files):
    """The points, and for whole floats the date of the multi-profile file that they came from."""
    fetcher = argopy.DataFetcher(src="gdac", ds="bgc" if kind else "phy", mode=mode, gdac=folder)
    whole = [] if profile_files else glob.glob(f"{folder}/dac/*/{wmo}/{wmo}_{kind}prof.nc")
    chosen = fetcher.float(int(wmo)) if whole else fetcher.profile(int(wmo), cycles_of(folder, wmo, kind)[:most])
    try:
        points = chosen.to_xarray().to_dataframe().reset_index(drop=True)
    except argopy.errors.DataNotFound:
        raise
    except argopy.errors.NoData:
        points = pd.DataFrame()
    return points, date_of(whole[0]) if whole else None


def keyed(cycle, direction, *columns):
    """A multiset of (cycle, direction, pressure as argopy rounds it, values)."""
    pressure, *values = [np.asarray(column, dtype="f4") for column in columns]
    filled = [np.where(np.isnan(v), MISSING, v).tolist() for v in (np.round(pressure, 1), *values)]
    return collections.Counter(zip(np.asarray(cycle, dtype=int).tolist(), direction, *filled))


def their_values(points, mode, names):
    if not len(points):
        return {name: collections.Counter() for name in names}
    found = {}
    for name in names:
        if mode == "expert":
            columns = [name, f"{name}_QC", f"{name}_ADJUSTED"]
        else:
            columns = [name]
        if not set(columns) <= set(points):
            found[name] = collections.Counter()
            continue
        # Flags are compared where the value is there: argopy has 0 or NaN where one is blank.
        rows = points[points["PRES"].notna() & points[name].notna()]
        found[name] = keyed(rows.CYCLE_NUMBER, rows.DIRECTION, rows.PRES, *(rows[c] for c in columns))
    return found


def our_values(url, wmo, kind, mode, names, span):
    """Values of the sub-profile that argopy reads too, and those of the others of the same files."""
    rows = answer(url, "levels", platform=wmo, mode=mode, **span)
    if mode != "expert":
        return {
            name: keyed(r.cycle_number, r.direction, r.pressure, r[column])
            for column, name in names.items()
            for r in [rows[rows[column].notna()]]
        }, {name: collections.Counter() for name in names.values()}
    rows = rows[rows.source_kind == ("synthetic" if kind else "core")]
    place = ["profile_id", "level"]
    pressure = rows[rows.parameter == "PRES"].set_index(place)["value"].rename("pressure")
    first, others = {}, {}
    for name in names.values():
        r = rows[(rows.parameter == name) & rows.value.notna()].join(pressure, on=place)
        r = r[r.pressure.notna()]
        for into, chosen in ((first, r[r.profile_index == 0]), (others, r[r.profile_index > 0])):
            into[name] = keyed(chosen.cycle_number, chosen.direction, chosen.pressure, chosen.value, chosen.qc, chosen.adjusted)
    return first, others


def cycles_held_twice(folder, wmo, kind):
    """Cycles of which the folder has a file in real time and one in delayed mode."""
    modes = [
        {os.path.basename(p)[len(kind) + 1 :] for p in glob.glob(f"{folder}/dac/*/{wmo}/profiles/{kind}{mode}{wmo}_*.nc")}
        for mode in "RD"
    ]
    names = (name.split("_")[1][:-3] for name in modes[0] & modes[1])
    return {(int(name.rstrip("D")), "D" if name.endswith("D") else "A") for name in names}


unjudged = {}


def cycles_with_other_flags(points, kind):
    """Cycles in which argopy leaves a level out for the flag of another parameter than the value's own."""
    flags = [name for name in points if name.endswith("_QC") and not name.startswith(("TIME", "POSITION"))]
    others = [name for name in flags if kind or not name.startswith(("PRES", "TEMP_QC", "TEMP_ADJ", "PSAL"))]
    others = [name for name in others if not name.endswith("_ADJUSTED_QC")]
    if not others:
        return set()
    bad = ~points[others].isin([1, 2, 5, 8] if kind else [1, 2]).all(axis=1)
    return set(zip(points.CYCLE_NUMBER[bad].astype(int).tolist(), points.DIRECTION[bad]))


def compare(url, folder, wmo, kind, mode, most, profile_files):
    started = time.perf_counter()
    names = BGC if kind else CORE
    points, prof = read_by_argopy(folder, wmo, kind, mode, most, profile_files)
    span = {} if prof is not None else {"direction": "A", "cycle": f"0-{cycles_of(folder, wmo, kind)[:most][-1]}"}
    theirs = their_values(points, mode, names.values())
    ours, others = our_values(url, wmo, kind, mode, names, span)
    shown = answer(url, "profiles", platform=wmo)
    shown["date_update"] = pd.to_datetime(shown.date_update, utc=True)
    # Of a multi-profile file argopy has its state of a cycle, whichever is newer; the database has the other.
    multi = [] if kind else glob.glob(f"{folder}/dac/*/{wmo}/{wmo}_prof.nc")
    is_other = (shown.date_update == date_of(multi[0])) == (prof is None) if multi else shown.date_update.isna()
    elsewhere = {(r.cycle_number, r.direction) for r in shown[is_other].itertuples()}
    twice = cycles_held_twice(folder, wmo, kind)
    listed = {(r.cycle_number, r.direction) for r in shown.itertuples()}
    if mode == "expert":
        unjudged[wmo, kind] = cycles_with_other_flags(points, kind)
    rules, compared, examples = collections.Counter(), 0, []
    for name in names.values():
        sub_profiles = others[name]
        here, there = ours[name] - theirs[name], theirs[name] - ours[name]
        found_there = there & sub_profiles
        there, left = there - found_there, sub_profiles - found_there
        compared += max(ours[name].total(), theirs[name].total())
        if left:
            rules["other sub-profiles"] += left.total()
        for side, values in (("here", here), ("there", there)):
            for value, count in values.items():
                rule = "UNEXPLAINED"
                if value[:2] in elsewhere:
                    rule = "version"
                elif prof is None and value[:2] in twice:
                    rule = "real time and delayed mode"
                elif value[:2] not in listed:
                    rule = "not held"
                elif side == "here" and mode != "expert" and value[:2] in unjudged[wmo, kind]:
                    rule = "flags of other parameters"
                rules[f"{rule} (only {side})"] += count
                if rule == "UNEXPLAINED" and len(examples) < 4:
                    examples.append((name, side, *value))
    unexplained = sum(count for rule, count in rules.items() if rule.startswith("UNEXPLAINED"))
    here = max(ours[name].total() for name in names.values())
    print(
        f"{'ok  ' if unexplained == 0 else 'FAIL'} {wmo} {'synthetic' if kind else 'core'} {mode}: argopy {len(points)} points, "
        f"{'_prof.nc' if prof is not None else 'profile files'}; {compared} values compared, "
        f"{dict(rules)} {examples or ''} {time.perf_counter() - started:.0f} s",
        flush=True,
    )
    return unexplained


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("url")
    parser.add_argument("folder")
    parser.add_argument("--floats", default="")
    parser.add_argument("--cycles", type=int, default=60)
    parser.add_argument("--profile-files", action="store_true")
    # One kind in a process: after multi-profile files of the one kind argopy finds nothing in those of the other.
    parser.add_argument("--kind", choices=("core", "synthetic"), default="core")
    arguments = parser.parse_args()
    url, folder = arguments.url.rstrip("/"), arguments.folder
    floats = [f for f in arguments.floats.split(",") if f] or sorted(os.path.basename(p) for p in glob.glob(f"{folder}/dac/*/*"))
    kind = "S" if arguments.kind == "synthetic" else ""
    argopy.set_options(gdac=folder, cachedir=tempfile.mkdtemp())
    failures = 0
    for wmo in floats:
        if not cycles_of(folder, wmo, kind):
            continue
        for mode in MODES:
            try:
                failures += compare(url, folder, wmo, kind, mode, arguments.cycles, arguments.profile_files)
            except argopy.errors.DataNotFound as error:
                failures += 1
                print(f"FAIL {wmo} {kind or 'core'} {mode}: argopy finds nothing ({error})", flush=True)
            except Exception as error:
                failures += 1
                print(f"FAIL {wmo} {kind or 'core'} {mode}: {type(error).__name__} {error}", flush=True)
    sys.exit(failures > 0)


main()
