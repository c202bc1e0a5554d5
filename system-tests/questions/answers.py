"""Answers the questions of questions.json from the files themselves, with netCDF4-python, and writes them into it.

    python answers.py FOLDER

FOLDER holds the Argo files that the questions name. Nothing of this project is used.
"""

import json
import pathlib
import sys
from datetime import datetime, timedelta

import netCDF4
import numpy as np

from floatQuestions import questions_of

folder = pathlib.Path(sys.argv[1])
def letters(value):
    """Each character of an array, a blank where it is missing."""
    return [one.decode("latin1").strip(" \0") for one in np.ma.filled(value, b" ")]


def text(value):
    return "".join(one.decode("latin1") for one in np.ma.filled(value, b" ")).strip(" \0")



def numbers(variable, index):
    """What the file has, NaN where it is missing: beyond valid_min and valid_max netCDF4-python would hide values that are there."""
    variable.set_auto_mask(False)
    found = variable[index].astype("f8")
    return np.where(found == variable._FillValue, np.nan, found)


class Profile:
    """A profile of a file, its best values: adjusted in modes A and D, else raw."""

    def __init__(self, name, index):
        with netCDF4.Dataset(folder / name) as file:
            self.mode = text(file["DATA_MODE"][index : index + 1]) if "DATA_MODE" in file.variables else None
            names = [text(one) for one in file["STATION_PARAMETERS"][index]]
            modes = letters(file["PARAMETER_DATA_MODE"][index]) if self.mode is None or name.startswith("B") else []
            self.modes = {one: (modes[i] if modes else self.mode) for i, one in enumerate(names) if one}
            self.cycle = int(file["CYCLE_NUMBER"][index])
            self.direction = text(file["DIRECTION"][index : index + 1])
            self.juld_qc = text(file["JULD_QC"][index : index + 1])
            self.position_qc = text(file["POSITION_QC"][index : index + 1])
            self.latitude = float(file["LATITUDE"][index])
            self.longitude = float(file["LONGITUDE"][index])
            juld = float(file["JULD"][index])
            self.time = datetime(1950, 1, 1) + timedelta(seconds=int(np.floor(juld * 86400 + 0.5)))
            self.values, self.flags, self.errors = {}, {}, {}
            for one, mode in self.modes.items():
                adjusted = mode in "AD" and f"{one}_ADJUSTED" in file.variables
                side = f"{one}_ADJUSTED" if adjusted else one
                if side not in file.variables or file[side].ndim != 2:
                    continue
                self.values[one] = numbers(file[side], index)
                if f"{side}_QC" in file.variables:
                    self.flags[one] = np.array(letters(file[f"{side}_QC"][index]))
                if f"{one}_ADJUSTED_ERROR" in file.variables:
                    self.errors[one] = numbers(file[f"{one}_ADJUSTED_ERROR"], index)

    def where(self, flags, *names):
        """Levels at which all of the parameters have one of the flags."""
        return np.all([np.isin(self.flags[one], list(flags)) for one in names], axis=0)


def every(name):
    with netCDF4.Dataset(folder / name) as file:
        count = len(file.dimensions["N_PROF"])
    return [Profile(name, index) for index in range(count)]


def good(profile, flags):
    return profile.juld_qc in flags and profile.position_qc in flags


def mean(values):
    return float(np.nanmean(np.concatenate([np.atleast_1d(one) for one in values])))


def standard(profiles, name):
    core = [one for one in ("PRES", "TEMP", "PSAL") if one in profiles[0].values]
    return [one.values[name][one.where("12", *core)] for one in profiles if good(one, "12")]


core = lambda name: Profile(name, 0)
tropical, kuroshio, china, chinese = "13857_prof.nc", "2900313_prof.nc", "2902696_prof.nc", "2901623_prof.nc"

pacific, oxygen = "5906072_prof.nc", "2902746_Sprof.nc"


def across():
    """Profiles of the floats on both sides of the antimeridian that lie within a box across it."""
    return [one for one in every(pacific) + every(oxygen)
            # Of cycle 1 there is a core file too.
            if one.cycle > 1 and -40 <= one.latitude <= 30 and (one.longitude >= 139 or -180 <= one.longitude <= -98)]


def upper(profiles, below, flags=None):
    """Temperatures above a pressure; with flags those of levels, and of profiles, that have them."""
    found = []
    for one in profiles:
        keep = one.values["PRES"] < below
        if flags is not None:
            keep &= one.where(flags, "PRES", "TEMP", "PSAL") if good(one, flags) else False
        found.append(one.values["TEMP"][keep])
    return found


def of_bgc(profiles, name, flags):
    """Values for general use of a parameter of synthetic profiles: argopy's rule as docs/reading.md has it."""
    return [one.values[name][one.where("12", "PRES") & one.where(flags, name)] for one in profiles
            if good(one, "12") and any(one.modes.get(each) in ("A", "D") for each in ("DOXY", "CHLA", "NITRATE", "PH_IN_SITU_TOTAL"))]


def finite(arrays):
    return int(sum(np.isfinite(one).sum() for one in arrays))


def warmest_month():
    months = {}
    for one in every(oxygen):
        months.setdefault(one.time.strftime("%Y-%m"), []).extend(upper([one], 20))
    return max(months, key=lambda month: mean(months[month]))


def least_oxygen():
    """The least value below 200 dbar and its pressure, the first of equals."""
    found = [(value, one.cycle, level, float(one.values["PRES"][level])) for one in every(oxygen)
             for level, value in enumerate(one.values["DOXY"]) if np.isfinite(value) and one.values["PRES"][level] > 200]
    least = min(found)
    return float(least[0]), least[3]


def raw(name, parameter):
    with netCDF4.Dataset(folder / name) as file:
        return int(np.isfinite(np.ma.filled(file[parameter][:].astype("f8"), np.nan)).sum())


answers = {
    "cycles of a box across the antimeridian": lambda: len({(one.latitude, one.longitude, one.time) for one in across()}),
    "floats of a box across the antimeridian": lambda: 2,
    "standard mean near the surface across the antimeridian": lambda: mean(upper(across(), 20, "12")),
    "mean near the surface across the antimeridian, whatever the flags": lambda: mean(upper(across(), 20)),
    "westernmost cycle across the antimeridian": lambda: min(one.longitude % 360 for one in across()),
    "positions that are estimated": lambda: sum(one.position_qc in "89" for one in every(pacific)),
    "standard points where positions are estimated": lambda: int(sum(
        one.where("12", "PRES", "TEMP", "PSAL").sum() for one in every(pacific) if good(one, "12"))),
    "easy points where positions are estimated": lambda: int(sum(
        one.where("1", "PRES", "TEMP", "PSAL").sum() for one in every(pacific) if good(one, "158"))),
    "cycles of every May": lambda: sum(one.time.month == 5 for one in every(oxygen)),
    "mean oxygen of a month": lambda: mean(
        [one.values["DOXY"] for one in every(oxygen) if (one.time.year, one.time.month) == (2019, 6)]),
    "cycles of a month of all floats": lambda: sum(
        (one.time.year, one.time.month) == (2020, 8) for one in every(pacific) + every(oxygen)),
    "warmest month of a float": warmest_month,
    "oxygen of a float": lambda: finite([one.values["DOXY"] for one in every(oxygen)]),
    "standard oxygen points": lambda: finite(of_bgc(every(oxygen), "DOXY", "1258")),
    "standard mean oxygen": lambda: mean(of_bgc(every(oxygen), "DOXY", "1258")),
    "research oxygen of a float in real time": lambda: sum(one.modes["DOXY"] == "D" for one in every(oxygen)),
    "oxygen minimum": lambda: least_oxygen()[0],
    "pressure of the oxygen minimum": lambda: least_oxygen()[1],
    "temperature beside oxygen": lambda: mean(
        [core("SD3902131_001.nc").values["TEMP"][np.isfinite(core("SD3902131_001.nc").values["DOXY"])]]),
    "oxygen that is in real time": lambda: finite(of_bgc(every("SD3902131_001.nc"), "DOXY", "1258")),
    "chlorophyll for general use": lambda: finite(of_bgc(every("SR6903247_001D.nc"), "CHLA", "1258")),
    "backscattering for general use": lambda: finite(of_bgc(every("SR6903247_001D.nc"), "BBP700", "1258")),
    "nitrate whatever the flags": lambda: float(np.nanmax(core("SR6903247_001D.nc").values["NITRATE"])),
    "parameters as delivered": lambda: raw(oxygen, "DOXY"),
    "research mean temperature": lambda: mean([
        one.values["TEMP"][one.where("1", "PRES", "TEMP", "PSAL") & (one.errors["PRES"] < 20)]
        for one in every(china) if good(one, "1") and one.mode == "D"]),
    "easy mean salinity": lambda: mean([
        one.values["PSAL"][one.where("1", "PRES", "TEMP", "PSAL")] for one in every(china) if good(one, "158")]),
    "cycles of one float in R, B and S files": lambda: 1,
    "levels of a cycle that five profiles hold": lambda: int(np.isfinite(core("D3902131_001.nc").values["TEMP"]).sum()),
    "mean temperature of a cycle": lambda: mean([core("D3902131_001.nc").values["TEMP"]]),
    "mean salinity of a cycle": lambda: mean([core("D3902131_001.nc").values["PSAL"]]),
    "deepest pressure of a cycle": lambda: float(np.nanmax(core("D3902131_001.nc").values["PRES"])),
    "descending cycle": lambda: float(np.nanmax(core("D3902131_001D.nc").values["PRES"])),
    "mode of a cycle": lambda: core("D3902131_001.nc").mode,
    "number of cycles": lambda: len(every(tropical)),
    "warmest surface": lambda: max(float(np.nanmax(one.values["TEMP"])) for one in every(tropical)),
    "mean of a float": lambda: mean([one.values["TEMP"] for one in every(tropical)]),
    "mean near the surface": lambda: mean([one.values["TEMP"][one.values["PRES"] < 50] for one in every(tropical)]),
    "standard points of a float without salinity": lambda: int(sum(len(one) for one in standard(every(tropical), "TEMP"))),
    "standard mean salinity": lambda: mean(standard(every(china), "PSAL")),
    "research points": lambda: int(sum(
        (one.where("1", "PRES", "TEMP", "PSAL") & (one.errors["PRES"] < 20)).sum()
        for one in every(china) if good(one, "1") and one.mode == "D")),
    "easy points": lambda: int(sum(one.where("1", "PRES", "TEMP", "PSAL").sum() for one in every(kuroshio) if good(one, "158"))),
    "cycles of a month": lambda: sum(1 for one in every(tropical) if (one.time.year, one.time.month) == (1998, 3)),
    "northernmost cycle": lambda: max(every(tropical), key=lambda one: one.latitude).cycle,
    "westernmost longitude": lambda: min(one.longitude for one in every(tropical)),
    "first date": lambda: min(one.time for one in every(kuroshio)).strftime("%Y-%m-%d %H:%M:%S"),
    "mean oxygen from the synthetic file": lambda: mean([Profile("SR2902746_001.nc", 0).values["DOXY"]]),
    "oxygen points": lambda: int(np.isfinite(Profile("SR2902746_001.nc", 0).values["DOXY"]).sum()),
    "oxygen where it is warmer than 20 degrees": lambda: (lambda one: mean([one.values["DOXY"][one.values["TEMP"] > 20]]))(
        Profile("SR2902746_001.nc", 0)),
    "chlorophyll maximum": lambda: float(np.nanmax(Profile("SR6903247_001D.nc", 0).values["CHLA"])),
    "temperature of a float with a synthetic file": lambda: mean([core("R6903247_001D.nc").values["TEMP"]]),
    "oxygen from the B-file": lambda: int(sum(
        np.isfinite(one.values["DOXY"]).sum() for one in every("BR6903247_135.nc") if "DOXY" in one.values)),
    "values of a parameter as delivered": lambda: int(sum(
        np.isfinite(one.values["TEMP"]).sum() for one in every("R6903247_001D.nc") if "TEMP" in one.values)),
    "sensors of a float": lambda: len({text(one) for one in netCDF4.Dataset(folder / "3902131_meta.nc")["SENSOR"][:]}),
    "share of delayed mode": lambda: float(np.mean([one.mode == "D" for one in every(china)])),
    "salinities below 34.5": lambda: int(sum((one.values["PSAL"] < 34.5).sum() for one in every(kuroshio))),
}

# The questions of floatQuestions.py are written anew each time: their names begin with "13857: ", a float.
path = pathlib.Path(__file__).with_name("questions.json")
questions = [one for one in json.loads(path.read_text()) if ": " not in one["about"]]
for question in questions:
    question["answer"] = answers[question["about"]]()
assert {question["about"] for question in questions} == set(answers)
for platform in ("13857", "2900313", "2902696"):
    for about, question, sql, answer in questions_of(platform, every(f"{platform}_prof.nc")):
        questions.append({"about": about, "question": question, "sql": sql, "answer": answer})
path.write_text(json.dumps(questions, indent=2, ensure_ascii=False, allow_nan=False) + "\n")
