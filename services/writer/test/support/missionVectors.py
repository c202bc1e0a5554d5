"""Restates tests 19, 23 and the parking hook of 62 apart from the writer, and writes what they say of made profiles.

    pip install numpy
    python3 services/writer/test/support/missionVectors.py > services/writer/test/support/mission-vectors.json

Written after the manuals and the published code of Coriolis (add_rtqc_to_profile_file.m, add_bbp_rtqc_to_profile_file.m),
level by level, with masks where the writer has lists.
"""

import json
import math

import numpy as np

random = np.random.default_rng(20250619)


def deepest_allowed(profile):
    if profile >= 1000:
        return profile + 100
    percent = 150 + (10 - 150) * (profile - 10) / (1000 - 10)
    return profile * (1 + percent / 100)


def hook(pressure, values, park):
    bad = np.zeros(len(values), bool)
    there = np.isfinite(pressure) & np.isfinite(values)
    index = np.where(there)[0]
    if len(index) < 2:
        return bad
    p, v = pressure[index], values[index]
    last = np.where(p == p.max())[0][-1]
    if last == 0 or p[last] - p[last - 1] > 20 or not abs(p[last] - park) < 100:
        return bad
    reference = (p < p[last] - 20) & (p >= p[last] - 50)
    if not reference.any():
        return bad
    bad[index[(p >= p[last] - 50) & (v > np.median(v[reference]) + 0.0002)]] = True
    return bad


def judge(mission, direction, values):
    arrays = {name: np.array([np.nan if x is None else x for x in one["values"]], float) for name, one in values.items()}
    flags = {name: np.ones(len(a), int) for name, a in arrays.items()}
    bits = {name: np.zeros(len(a), int) for name, a in arrays.items()}

    def put(name, mask, flag, bit):
        mask = mask & np.isfinite(arrays[name])
        flags[name] = np.where(mask, np.maximum(flags[name], flag), flags[name])
        if bit is not None:
            bits[name] = np.where(mask, bits[name] | (1 << bit), bits[name])

    with np.errstate(invalid="ignore"):
        if mission["profile_pressure"] is not None:
            limit = deepest_allowed(mission["profile_pressure"])
            for pressure in ("PRES", "PRES2"):
                if pressure in arrays:
                    for name in arrays:
                        if not name.endswith("_STD"):
                            put(name, arrays[pressure] > limit, 3, 19)
        if mission["deep_ctd"] is not None:
            good = mission["deep_ctd"].startswith("SBE61")
            for name, pressure in (
                ("PRES", "PRES"), ("TEMP", "PRES"), ("PSAL", "PRES"), ("TEMP_DOXY", "PRES"),
                ("PRES2", "PRES2"), ("TEMP2", "PRES2"), ("PSAL2", "PRES2"),
            ):
                if name not in arrays or "PRES" not in arrays:
                    continue
                at = arrays.get(pressure, arrays["PRES"])
                if name.startswith("PSAL") and values[name]["isRaw"]:
                    put(name, at > 2000, 3, 23)
                elif not good:
                    put(name, at > 2000, 2, None)
        if mission["park_pressure"] is not None and direction == "A" and "PRES" in arrays and "BBP700" in arrays:
            put("BBP700", hook(arrays["PRES"], arrays["BBP700"], mission["park_pressure"]), 4, 27)
    expected = {}
    for name in arrays:
        if (flags[name] > 1).any():
            text = "".join(str(f) if math.isfinite(x) else " " for f, x in zip(flags[name], arrays[name]))
            expected[name] = {"failed": bits[name].tolist(), "flags": text}
    return expected


def gaps(values, share):
    return [None if random.random() < share else float(np.float32(v)) for v in values]


vectors = []
while len(vectors) < 240:
    levels = int(random.integers(1, 16))
    bottom = float(random.choice([300, 1000, 1200, 2050, 2200, 4100]))
    step = float(random.choice([5, 9, 15, 25]))
    pressure = bottom - step * np.arange(levels)[::-1] + random.uniform(-1, 1, levels).round(1)
    share = float(random.choice([0, 0, 0.1]))
    values = {"PRES": {"isRaw": bool(random.random() < 0.5), "values": gaps(pressure, share)}}
    for name, centre in (("TEMP", 4), ("PSAL", 35), ("TEMP_DOXY", 4), ("PRES2", None), ("TEMP2", 4), ("PSAL2", 35), ("TEMP_STD", 0)):
        if random.random() < 0.4:
            made = pressure + 30 if centre is None else centre + random.normal(0, 0.1, levels)
            values[name] = {"isRaw": bool(random.random() < 0.5), "values": gaps(made, share)}
    if random.random() < 0.6:
        clear = 0.0003 + random.normal(0, 0.00003, levels)
        clear[pressure > bottom - float(random.choice([0, 8, 22]))] += float(random.choice([0, 0.00019, 0.0004]))
        values["BBP700"] = {"isRaw": True, "values": gaps(clear, share)}
    mission = {
        "profile_pressure": random.choice([None, 200.0, 505.0, 1000.0, 1100.0, 2000.0, 4000.0]),
        "park_pressure": random.choice([None, bottom, bottom + 99, bottom - 101]),
        "deep_ctd": random.choice([None, "SBE41CP", "SBE61", ""]),
    }
    direction = str(random.choice(["A", "A", "A", "D"]))
    expected = judge(mission, direction, values)
    # One in four of those of which there is nothing to say is enough.
    if expected or random.random() < 0.25:
        vectors.append({"mission": mission, "direction": direction, "values": values, "expected": expected})
print("[" + ",\n".join(json.dumps(one) for one in vectors) + "]")
