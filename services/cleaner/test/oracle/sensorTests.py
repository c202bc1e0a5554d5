"""Restates tests 21, 22, 26, 56, 57 and 59 apart from the cleaner, and writes what they say of made profiles.

    pip install numpy
    python3 services/cleaner/test/oracle/sensorTests.py > services/cleaner/test/oracle/sensorTests.json

Written after the manuals and the published code of Coriolis (add_rtqc_to_profile_file.m 7.0), with masks where the
cleaner has loops. The values are such that of the other tests only 6, the global range, can fail: it says which values
are bad already.
"""

import json
import math

import numpy as np

random = np.random.default_rng(57)
BITS = {"DOXY": 30, "PH_IN_SITU_TOTAL": 29, "NITRATE": 10}


def judge(profile):
    arrays = {n: np.array([np.nan if v is None else v for v in p["values"]], np.float32) for n, p in profile["parameters"].items()}
    levels = profile["levels"]
    flags = {n: np.ones(levels, int) for n in arrays}
    bits = {n: np.zeros(levels, int) for n in arrays}

    def put(name, mask, flag, bit):
        mask = mask & np.isfinite(arrays[name])
        flags[name][mask] = np.maximum(flags[name][mask], flag)
        bits[name][mask] |= 1 << bit

    scheme, platform = profile["scheme"], profile["platform"]
    apex = platform.startswith("APEX") or platform.startswith("NAVIS")
    p = arrays["PRES"]
    with np.errstate(invalid="ignore"):
        # 21
        if scheme.startswith("Near-surface") and not apex and ", pumped" not in scheme and "PSAL" in arrays:
            put("PSAL", np.ones(levels, bool), 3, 21)
        # 22
        if scheme.startswith("Near-surface"):
            if platform.startswith("ARVOR") or platform.startswith("PROVOR"):
                threshold = 0.5 if "discrete" in scheme else 1
                for name in ("TEMP", "TEMP_DOXY"):
                    if name in arrays:
                        put(name, p <= threshold, 3, 22)
            elif apex and "TEMP" in arrays:
                argos = platform.startswith("APEX") and profile["positioning"] == "ARGOS"
                names = ["PRES", "TEMP"] if argos else ["PRES", "TEMP", "PSAL"]
                if all(n in arrays for n in names):
                    there = np.logical_and.reduce([np.isfinite(arrays[n]) for n in names])
                    check = np.where(there & (p < 5))[0]
                    first = -1
                    for i in range(len(check) - 2, -1, -1):
                        rise = float(p[check[i + 1]]) - float(p[check[i]])
                        if (rise < 0.5) if argos else (rise <= 0):
                            first = i
                            break
                    mask = np.zeros(levels, bool)
                    mask[check[: first + 1]] = True
                    for n in names:
                        put(n, mask, 3, 22)
        # 6, the global range of those of which a 4 tells against others
        for name, low, high in (("TEMP", -2.5, 40), ("PSAL", 2, 41)):
            if name in arrays:
                put(name, (arrays[name] < np.float32(low)) | (arrays[name] > np.float32(high)), 4, 6)
        # 26
        if all(n in arrays for n in ("TEMP", "PSAL", "TEMP_CNDC")):
            used = np.isfinite(p) & np.isfinite(arrays["TEMP"]) & np.isfinite(arrays["PSAL"]) & np.isfinite(arrays["TEMP_CNDC"])
            used &= (flags["TEMP"] != 4) & (flags["PSAL"] != 4)
            away = np.abs(arrays["TEMP_CNDC"].astype(float) - arrays["TEMP"].astype(float))
            if (used & (p <= 500) & (away > 10)).sum() + (used & (p > 500) & (away > 1.5)).sum() > 2:
                put("TEMP_CNDC", used, 4, 26)
                put("PSAL", used, 3, 26)
        # 56, 57, 59
        for name, bit in BITS.items():
            if name not in arrays:
                continue
            if profile["parameters"][name]["mode"] == "R":
                put(name, np.ones(levels, bool), 3, bit)
            if "TEMP" in arrays:
                put(name, np.isfinite(arrays["TEMP"]) & (flags["TEMP"] == 4), 4, bit)
            if "PSAL" in arrays:
                put(name, np.isfinite(arrays["PSAL"]) & (flags["PSAL"] == 4), 3, bit)
            if name == "PH_IN_SITU_TOTAL":
                for current in ("IB_PH", "IK_PH"):
                    if current in arrays:
                        put(name, (arrays[current] < -100) | (arrays[current] > 100), 3, bit)
            if name == "NITRATE" and "FIT_ERROR_NITRATE" in arrays:
                put(name, arrays["FIT_ERROR_NITRATE"] >= np.float32(0.003), 4, bit)
    return {
        n: {"failed": bits[n].tolist(), "flags": "".join(str(f) if math.isfinite(v) else " " for f, v in zip(flags[n], arrays[n]))}
        for n in arrays
        if (flags[n] > 1).any()
    }


def listed(values, share=0.0):
    return [None if random.random() < share else float(np.float32(round(float(v), 5))) for v in values]


vectors = []
while len(vectors) < 240:
    levels = int(random.integers(3, 12))
    near = random.random() < 0.6
    if near:
        pressure = np.cumsum(random.choice([0, 0.2, 0.4, 0.6, 1.2], levels)) + random.choice([0.1, 0.5])
    else:
        pressure = float(random.choice([20, 460, 900])) + 9 * np.arange(levels)
    share = float(random.choice([0, 0, 0.15]))
    # Small steps, so that nothing is a spike, an inversion, or stuck.
    slope = np.arange(levels)
    temperature = 10 - 0.003 * slope
    salinity = 35 + 0.002 * slope
    for name, values, bad in (("T", temperature, 41), ("S", salinity, 42)):
        if random.random() < 0.3:
            values[-1] = bad
    parameters = {"PRES": {"mode": "R", "values": listed(pressure)}}
    if random.random() < 0.9:
        parameters["TEMP"] = {"mode": "R", "values": listed(temperature, share)}
    if random.random() < 0.9:
        parameters["PSAL"] = {"mode": "R", "values": listed(salinity, share)}
    for name, made, chance in (
        ("TEMP_DOXY", 10 - 0.002 * slope, 0.3),
        ("DOXY", 200 - 0.01 * slope, 0.4),
        ("PH_IN_SITU_TOTAL", 8 - 0.0001 * slope, 0.4),
        ("NITRATE", 5 + 0.01 * slope, 0.4),
        ("TEMP_CNDC", temperature + random.choice([0.1, 1.45, 1.55, 9.9, 10.1]), 0.5),
        ("IB_PH", random.choice([-101, -100, 0, 100, 101], levels) + 0.0 * slope, 0.4),
        ("IK_PH", random.choice([-101, -100, 0, 100, 101], levels) + 0.0 * slope, 0.4),
        ("FIT_ERROR_NITRATE", random.choice([0.001, 0.0029, 0.003, 0.0031], levels), 0.5),
    ):
        if random.random() < chance and len(set(made)) > 1:
            mode = "A" if name in BITS and random.random() < 0.5 else "R"
            parameters[name] = {"mode": mode, "values": listed(made, share)}
    profile = {
        "levels": levels,
        "scheme": (
            f"Near-surface sampling: {random.choice(['averaged', 'discrete', 'mixed'])}, {random.choice(['pumped', 'unpumped', 'unpumped'])} []"
            if near
            else "Primary sampling: averaged []"
        ),
        "platform": str(random.choice(["ARVOR", "PROVOR_III", "APEX", "NAVIS_A", "SOLO_II"])),
        "positioning": str(random.choice(["ARGOS", "GPS"])),
        "parameters": parameters,
    }
    # What is left of a parameter with gaps may be all the same: that is for test 13.
    if any(len({v for v in p["values"] if v is not None}) < 2 for p in parameters.values()):
        continue
    expected = judge(profile)
    if expected:
        vectors.append({**profile, "expected": expected})
print("[" + ",\n".join(json.dumps(one) for one in vectors) + "]")
