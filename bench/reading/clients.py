"""Their clients on our server: what argopy, erddapy, xarray and pandas get, beside the files themselves.

    python bench/reading/clients.py http://localhost:8000 FOLDER [--floats 6901929,3902131] [--cycles 1-4]

FOLDER is laid out as a GDAC (`dac/`, indexes), and the gateway holds its files and has PUBLIC_READ set. Every line says
how many values were compared, and how many differ; it ends with 1 where one does that no known rule explains (docs/reading.md,
"Beside argopy"). Needs argopy 1.5, erddapy 3, h5py, netCDF4, xarray, pandas.
"""
import argparse
import glob
import io
import os
import sys
import tempfile
import time
import urllib.parse
import urllib.request
import warnings

warnings.filterwarnings("ignore")

import argopy  # noqa: E402
import erddapy  # noqa: E402
import netCDF4  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
import xarray as xr  # noqa: E402

MODES = ("standard", "research", "expert")
POINT = ["PLATFORM_NUMBER", "CYCLE_NUMBER", "DIRECTION"]
COLUMNS = {
    "pressure": "PRES", "temperature": "TEMP", "salinity": "PSAL", "dissolved_oxygen": "DOXY", "chlorophyll": "CHLA",
    "nitrate": "NITRATE", "ph": "PH_IN_SITU_TOTAL", "bbp700": "BBP700",
}
failures = 0


def say(what, compared, differing, note=""):
    global failures
    failures += differing > 0
    print(f"{'ok  ' if differing == 0 else 'FAIL'} {what}: {compared} compared, {differing} differ {note}".rstrip(), flush=True)


def levels(url, **query):
    text = urllib.request.urlopen(f"{url}/api/v1/levels?{urllib.parse.urlencode(query)}&format=csv").read()
    return pd.read_csv(io.BytesIO(text), dtype={"platform_number": str})


def argopy_points(source, ds, mode, wmo, cycles, whole=False, **options):
    fetcher = argopy.DataFetcher(src=source, ds=ds, mode=mode, **options)
    # Of a whole float argopy's gdac source reads its multi-profile file, of cycles the profile files.
    chosen = fetcher.float(int(wmo)) if whole else fetcher.profile(int(wmo), cycles)
    try:
        frame = chosen.to_xarray().to_dataframe().reset_index(drop=True)
    except (FileNotFoundError, argopy.errors.NoData):
        # An ERDDAP answers 404 where there are no rows, which argopy passes on; of rows that its mode leaves out it has none.
        return pd.DataFrame()
    frame = frame[frame["CYCLE_NUMBER"].isin(cycles)] if len(frame) else frame
    # argopy's gdac source leaves descending profiles out where it is asked for cycles: their files end in D.
    return frame[frame["DIRECTION"] == "A"] if "DIRECTION" in frame else frame


def same_points(what, ours, theirs):
    """The columns that both have, row by row; pressures as argopy's gdac source rounds them."""
    names = sorted((set(ours) & set(theirs)) - {"N_POINTS", "TIME", "VERTICAL_SAMPLING_SCHEME"})
    if len(ours) != len(theirs):
        return say(what, len(theirs), abs(len(ours) - len(theirs)), "points")
    if len(ours) == 0:
        return say(what, 0, 0)
    order = POINT + [n for n in ("PRES", "PRES_ADJUSTED", "TEMP_ADJUSTED", "TEMP") if n in names]
    rounded = [f.assign(**{n: np.round(f[n].astype("f4"), 1) for n in names if n.startswith("PRES") and "QC" not in n}) for f in (ours, theirs)]
    a, b = (f.sort_values(order).reset_index(drop=True) for f in rounded)
    differing = {}
    for name in names:
        u, v = a[name].to_numpy(), b[name].to_numpy()
        if u.dtype.kind == "f" or v.dtype.kind == "f":
            u, v = u.astype("f4"), v.astype("f4")
            bad = ~((u == v) | (np.isnan(u) & np.isnan(v)))
        else:
            bad = u.astype(str) != v.astype(str)
        if bad.any():
            differing[name] = int(bad.sum())
    say(what, len(a) * len(names), sum(differing.values()), str(differing) if differing else "")


def same_levels(what, rows, theirs, parameters):
    """Our levels beside the points of argopy: for each parameter the same (cycle, pressure, value)."""
    compared = differing = 0
    notes = []
    for column, name in COLUMNS.items():
        if name not in parameters or name == "PRES" or column not in rows or name not in theirs:
            continue
        ours = rows[rows[column].notna()]
        mine = sorted(zip(ours.cycle_number, ours.pressure.astype("f4").round(1), ours[column].astype("f4")))
        points = theirs[theirs[name].notna()]
        other = sorted(zip(points.CYCLE_NUMBER, points.PRES.astype("f4").round(1), points[name].astype("f4")))
        compared += max(len(mine), len(other))
        more, less = set(mine) - set(other), set(other) - set(mine)
        if more or less:
            notes.append(f"{name}: {len(more)} only here, {len(less)} only there")
            differing += len(more) + len(less)
    say(what, compared, differing, "; ".join(notes))


def files_of(folder, wmo, kind):
    return sorted(glob.glob(f"{folder}/dac/*/{wmo}/profiles/{kind}[RD]{wmo}_*.nc"))


def date_of(path):
    with netCDF4.Dataset(path) as nc:
        return nc["DATE_UPDATE"][:].tobytes().decode()


def newer_prof(folder, wmo, kind):
    """The float's multi-profile file, where it is newer than its profile files: of two versions of a profile the newer holds."""
    files = files_of(folder, wmo, kind)
    for path in glob.glob(f"{folder}/dac/*/{wmo}/{wmo}_{kind}prof.nc"):
        if not files or date_of(path) > date_of(files[0]):
            return path
    return None


def from_files(folder, wmo, cycles, parameters, kind=""):
    """What netCDF4-python finds: by cycle, direction and sub-profile the arrays of each parameter, of the version that holds."""
    found = {}
    prof = newer_prof(folder, wmo, kind)
    for path in files_of(folder, wmo, kind) + ([prof] if prof else []):
        with netCDF4.Dataset(path) as nc:
            # Else what is beyond valid_min and valid_max counts as missing.
            nc.set_auto_mask(False)
            date = nc["DATE_UPDATE"][:].tobytes()
            directions = nc["DIRECTION"][:].tobytes().decode()
            modes = nc["DATA_MODE"][:].tobytes().decode() if "DATA_MODE" in nc.variables else " " * len(directions)
            seen = {}
            for p, direction in enumerate(directions):
                cycle = int(nc["CYCLE_NUMBER"][p])
                seen[cycle, direction] = index = seen.get((cycle, direction), -1) + 1
                if cycle not in cycles:
                    continue
                arrays = {}
                for name in parameters:
                    for suffix in ("", "_ADJUSTED", "_ADJUSTED_ERROR"):
                        if name + suffix in nc.variables:
                            values = nc[name + suffix][p].astype("f4")
                            arrays[name + suffix] = np.where(values == 99999, np.nan, values)
                version = (modes[p] == "D", date)
                before = found.get((cycle, direction, index))
                if before is None or before[0] < version:
                    found[cycle, direction, index] = (version, arrays)
    return {key: arrays for key, (_, arrays) in found.items()}


def pressures(found, name):
    return np.sort(np.concatenate([a[name][~np.isnan(a[name])] for a in found.values() if name in a] or [np.array([], "f4")]))


def check_erddapy(url, folder, wmo, cycles, dataset, kind, parameters):
    found = from_files(folder, wmo, cycles, parameters, kind)
    e = erddapy.ERDDAP(server=f"{url}/erddap", protocol="tabledap")
    e.dataset_id = dataset
    names = [f"{p.lower()}{s}" for p in parameters for s in ("", "_adjusted", "_adjusted_error")]
    e.variables = ["cycle_number", "direction", *names]
    e.constraints = {"platform_number=": str(wmo), "cycle_number>=": min(cycles), "cycle_number<=": max(cycles)}
    with tempfile.NamedTemporaryFile(suffix=".nc") as file:
        file.write(urllib.request.urlopen(urllib.parse.quote(e.get_download_url(response="nc"), safe=":/?&=,<>!~()")).read())
        file.flush()
        rows = xr.open_dataset(file.name, decode_times=False).load()
    frames = {"csvp": e.to_pandas(), "nc": rows.to_dataframe()}
    for form, frame in frames.items():
        frame = frame.rename(columns=lambda column: column.split(" (")[0])
        compared = differing = 0
        for name in names:
            expected = pressures(found, name.upper())
            got = np.sort(frame[name].dropna().to_numpy("f4"))
            compared += len(expected)
            differing += 0 if np.array_equal(expected, got) else max(1, abs(len(expected) - len(got)))
        say(f"erddapy .{form} {dataset} {wmo} beside netCDF4-python", compared, differing)
    listed = e.get_var_by_attr(dataset, standard_name="sea_water_pressure")
    say("erddapy get_var_by_attr", 1, int("pres" not in listed))


def check_netcdf(url, wmo, cycles):
    span = f"{min(cycles)}-{max(cycles)}"
    for mode in ("standard", "research"):
        rows = levels(url, platform=wmo, cycle=span, mode=mode)
        with tempfile.NamedTemporaryFile(suffix=".nc") as file:
            file.write(urllib.request.urlopen(f"{url}/api/v1/levels?platform={wmo}&cycle={span}&mode={mode}&format=nc").read())
            file.flush()
            with netCDF4.Dataset(file.name) as nc:
                place = {int(i): n for n, i in enumerate(nc["PROFILE_ID"][:])}
                compared = differing = 0
                for column, name in COLUMNS.items():
                    if name not in nc.variables or column not in rows:
                        continue
                    grid = np.full(nc[name].shape, np.nan, "f4")
                    grid[[place[i] for i in rows.profile_id], rows.level] = rows[column].astype("f4")
                    file_values = nc[name][:].filled(np.nan)
                    compared += int(np.isfinite(grid).sum())
                    differing += int((~((grid == file_values) | (np.isnan(grid) & np.isnan(file_values)))).sum())
            xr.open_dataset(file.name).load().close()
        say(f"format=nc {wmo} {mode} beside format=csv", compared, differing)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("url")
    parser.add_argument("folder")
    parser.add_argument("--floats", default="")
    parser.add_argument("--cycles", default="1-4")
    arguments = parser.parse_args()
    url, folder = arguments.url.rstrip("/"), arguments.folder
    first, last = (int(part) for part in arguments.cycles.split("-"))
    cycles = list(range(first, last + 1))
    floats = [f for f in arguments.floats.split(",") if f] or sorted(os.path.basename(p) for p in glob.glob(f"{folder}/dac/*/*"))
    argopy.set_options(erddap=f"{url}/erddap", gdac=f"{url}/gdac", cachedir=tempfile.mkdtemp())
    for wmo in floats:
        check_netcdf(url, wmo, cycles)
        check_erddapy(url, folder, wmo, cycles, "ArgoFloats", "", ["PRES", "TEMP", "PSAL"])
        datasets = [("phy", ["TEMP", "PSAL"])]
        if files_of(folder, wmo, "S"):
            check_erddapy(url, folder, wmo, cycles, "ArgoFloats-synthetic-BGC", "S", ["PRES", "TEMP", "PSAL", "DOXY"])
            datasets.append(("bgc", ["DOXY", "CHLA", "NITRATE", "PH_IN_SITU_TOTAL", "BBP700"]))
        for ds, parameters in datasets:
            for mode in MODES:
                started = time.perf_counter()
                whole = newer_prof(folder, wmo, "S" if ds == "bgc" else "") is not None
                try:
                    truth = argopy_points("gdac", ds, mode, wmo, cycles, whole, gdac=folder)
                except argopy.errors.DataNotFound:
                    print(f"     argopy finds nothing of {wmo} in {ds}")
                    break
                for source, options in (("erddap", {}), ("gdac", {"gdac": f"{url}/gdac"})):
                    points = argopy_points(source, ds, mode, wmo, cycles, whole and source == "gdac", **options)
                    same_points(f"argopy {source} {ds} {mode} {wmo}", points, truth)
                if mode != "expert":
                    rows = levels(url, platform=wmo, cycle=arguments.cycles, mode=mode, direction="A")
                    same_levels(f"levels {ds} {mode} {wmo} beside argopy", rows, truth, ["PRES", *parameters])
                print(f"     {time.perf_counter() - started:.1f} s", flush=True)
    sys.exit(failures > 0)


main()
