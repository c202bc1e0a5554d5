"""Compares single quality tests with independent implementations in Python, value by value, over real files.

    pip install ioos_qc gsw numpy
    node bench/clean/singleTests.ts <folder of Argo files> | python3 services/cleaner/test/oracle/compareWithPython.py

Reads a line of JSON for each parameter of each profile. Ranges, spikes, gradients, density inversions, dates and
locations are compared with ioos_qc (the densities with gsw, TEOS-10, where the cleaner has EOS-80); the global range
with argortqcpy as well, where it can be imported. Prints how many values were compared, how many failed by either, and
how many differ; ends with 1 if any differs that should not.
"""

import collections
import datetime
import importlib.util
import json
import sys
import warnings

import gsw
import numpy as np
from ioos_qc import qartod

FAIL = 4
counts = collections.defaultdict(lambda: [0, 0, 0, 0])  # compared, failed here, failed there, differ
examples = collections.defaultdict(list)


def note(test, ours, theirs, compared, line):
    row = counts[test]
    row[0] += int(compared.sum())
    row[1] += int((ours & compared).sum())
    row[2] += int((theirs & compared).sum())
    differ = np.where((ours != theirs) & compared)[0]
    row[3] += len(differ)
    for level in differ[:2]:
        if len(examples[test]) < 5:
            examples[test].append((line["file"], line["number"], line["mode"], line["name"], int(level)))


def array(values):
    return np.array([np.nan if v is None else v for v in values], dtype="f8")


def failed(line, test, levels):
    mask = np.zeros(levels, bool)
    for level, _flag in line["results"][test]["failed"]:
        mask[level] = True
    return mask


def ranges(line, values):
    for test in ("bounds", "global range", "Red Sea range", "Mediterranean range"):
        if test not in line["results"]:
            continue
        limits = line["results"][test]["limits"]
        theirs = qartod.gross_range_test(values, fail_span=(limits["min"], limits["max"])) == FAIL
        note(test + " (ioos_qc)", failed(line, test, len(values)), np.asarray(theirs), np.isfinite(values), line)


def by_depth(line, values, pressure, test, method):
    limits = line["results"][test]["limits"]
    masked = np.where(np.isfinite(pressure), values, np.nan)
    flags = [
        np.ma.filled(qartod.spike_test(masked, fail_threshold=limits[key], method=method), 0)
        for key in ("shallow", "deep")
    ]
    with np.errstate(invalid="ignore"):
        theirs = np.where(pressure < 500, flags[0], flags[1]) == FAIL
    note(test + " (ioos_qc)", failed(line, test, len(values)), theirs, np.isfinite(masked), line)


def inversions(line, values, pressure, salinity):
    ours = failed(line, "density inversion", len(values))
    good = np.where(np.isfinite(values) & np.isfinite(pressure) & np.isfinite(salinity))[0]
    # TEOS-10 says nothing of such water; test 6 has flagged it before test 14 comes to it.
    in_range = (salinity >= 2) & (salinity <= 41) & (values >= -2.5) & (values <= 40) & (pressure >= -5)
    if len(good) < 2 or not in_range[good].all():
        return
    p, t, s = pressure[good], values[good], salinity[good]
    sa = gsw.SA_from_SP(s, np.maximum(p, 0), line["longitude"] or 0, line["latitude"] or 0)
    ct = gsw.CT_from_t(sa, t, p)
    middle = (p[:-1] + p[1:]) / 2
    upper, lower = gsw.rho(sa[:-1], ct[:-1], middle), gsw.rho(sa[1:], ct[1:], middle)
    theirs = np.zeros(len(values), bool)
    close = np.zeros(len(values), bool)
    for i in range(len(middle)):
        # ioos_qc turns the difference round where the pressure runs back; Argo's test does not: give it the order.
        flags = qartod.density_inversion_test([upper[i], lower[i]], [0, 1], fail_threshold=-0.03)
        theirs[good[i : i + 2]] |= np.asarray(flags) == FAIL
        # The two equations of state may differ about a step that is at the limit.
        close[good[i : i + 2]] |= abs(upper[i] - lower[i] - 0.03) < 1e-3
    note("density inversion (ioos_qc, gsw)", ours, theirs, np.isin(np.arange(len(values)), good) & ~close, line)


def profile(line):
    dates = line["juld"]
    if dates is not None:
        when = np.array([np.datetime64("1950-01-01T00:00:00") + np.timedelta64(round(dates * 86400), "s")])
        now = np.datetime64(datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None))
        theirs = np.asarray(qartod.impossible_date_test(when, fail_span=(np.datetime64("1997-01-01"), now)) == FAIL)
        note("impossible date (ioos_qc)", np.array([line["results"]["date"]]), theirs, np.array([True]), line)
    if line["latitude"] is not None and line["longitude"] is not None:
        theirs = qartod.location_test(lon=np.array([line["longitude"]]), lat=np.array([line["latitude"]]))
        ours = np.array([line["results"]["location"]])
        note("impossible location (ioos_qc)", ours, np.asarray(theirs == FAIL), np.array([True]), line)


def argortqcpy_check():
    if importlib.util.find_spec("argortqcpy") is None:
        return None
    from argortqcpy.checks import ArgoQcFlag, GlobalRangeCheck
    from argortqcpy.profile import ProfileBase

    class Columns(ProfileBase):
        def __init__(self, columns):
            self.columns = columns

        def get_property_data(self, property_name):
            return self.columns[property_name]

    def check(line, values):
        columns = {
            name: np.ma.masked_invalid(values.astype("f4") if name == line["name"] else np.zeros(len(values), "f4") + 20)
            for name in ("PRES", "TEMP", "PSAL")
        }
        output = GlobalRangeCheck(Columns(columns), None).run()
        flags = np.ma.filled(output.get_output_flags_for_property(line["name"]), b"")
        if line["name"] == "PRES":
            grade = {level: flag for level, flag in line["results"]["pressure grade"]["failed"]}
            ours = np.array([grade.get(i, 1) for i in range(len(values))])
            theirs = np.array([{b"3": 3, b"4": 4}.get(flag.strip(), 1) for flag in flags])
            for flag in (3, 4):
                note(f"pressure, grade {flag} (argortqcpy)", ours == flag, theirs == flag, np.isfinite(values), line)
        else:
            bad = np.array([flag.strip() == ArgoQcFlag.BAD.value for flag in flags])
            ours = failed(line, "global range", len(values))
            note("global range (argortqcpy)", ours, bad, np.isfinite(values), line)

    return check


warnings.simplefilter("ignore")
global_range = argortqcpy_check()
for text in sys.stdin:
    line = json.loads(text)
    if line["name"] == "PROFILE":
        profile(line)
        continue
    values = array(line["values"])
    ranges(line, values)
    if global_range is not None and line["name"] in ("PRES", "TEMP", "PSAL"):
        global_range(line, values)
    if line["pressure"] is None or len(values) < 3:
        continue
    pressure = array(line["pressure"])
    if "spike" in line["results"]:
        by_depth(line, values, pressure, "spike", "differential")
        by_depth(line, values, pressure, "gradient", "average")
    if "density inversion" in line["results"]:
        inversions(line, values, pressure, array(line["salinity"]))

print("| test | values compared | failed here | failed there | differ |")
print("|---|---:|---:|---:|---:|")
for test, row in sorted(counts.items()):
    print("| " + test + " | " + " | ".join(str(n) for n in row) + " |")
for test, found in examples.items():
    print(test, "differs, for example:", found)
sys.exit(1 if any(row[3] for row in counts.values()) else 0)
