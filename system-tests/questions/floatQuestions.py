"""Questions that are asked of each of some floats: (about, question, SQL, answer from the files)."""

import numpy as np


def questions_of(platform, profiles):
    """The profiles are those of the float's _prof file."""
    at = f"platform_number = '{platform}'"
    yield from of_cycles(platform, at, profiles)
    yield from of_parameter(platform, at, profiles, "TEMP", "temperature")
    if any("PSAL" in one.values for one in profiles):
        yield from of_parameter(platform, at, profiles, "PSAL", "salinity")


def of_cycles(platform, at, profiles):
    def ask(what, column, answer, where=""):
        sql = f"select {column} from argo.cycles where {at}{where}"
        return f"{platform}: {what}", f"Of float {platform}: {what}?", sql, answer

    latitudes = [one.latitude for one in profiles]
    longitudes = [one.longitude for one in profiles]
    written = lambda one: one.strftime("%Y-%m-%d %H:%M:%S")
    as_written = lambda time: f"to_char({time} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')"
    middle = float(np.median(latitudes))
    yield ask("how many cycles are there", "count(*)", len(profiles))
    yield ask("how many of its cycles are ascending", "count(*)", sum(one.direction == "A" for one in profiles), " and direction = 'A'")
    yield ask("how many of its cycles are in delayed mode", "count(*)", sum(one.mode == "D" for one in profiles), " and data_mode = 'D'")
    yield ask("what is its highest cycle number", "max(cycle_number)", max(one.cycle for one in profiles))
    yield ask("how far north did it come", "max(latitude)", max(latitudes))
    yield ask("how far south did it come", "min(latitude)", min(latitudes))
    yield ask("how far east did it come", "max(longitude)", max(longitudes))
    yield ask("when was its last cycle", as_written("max(timestamp)"), written(max(one.time for one in profiles)))
    yield ask("in how many years did it measure", "count(distinct extract(year from timestamp at time zone 'UTC'))",
              len({one.time.year for one in profiles}))
    yield ask(f"how many cycles lie north of {middle:.2f} degrees", "count(*)",
              sum(one > round(middle, 2) for one in latitudes), f" and latitude > {middle:.2f}")


def of_parameter(platform, at, profiles, name, column):
    def ask(what, select, answer, where="", view="levels"):
        sql = f"select {select} from argo.{view} where {at}{where}"
        return f"{platform}: {what}", f"Of float {platform}: {what}?", sql, answer

    def values(low=-np.inf, high=np.inf):
        parts = [one.values[name][(one.values["PRES"] >= low) & (one.values["PRES"] < high)]
                 for one in profiles if name in one.values]
        found = np.concatenate(parts)
        return found[np.isfinite(found)]

    whole = values()
    yield ask(f"how many values of {column} are there", f"count({column})", len(whole))
    yield ask(f"what is its highest {column}", f"max({column})", float(whole.max()))
    yield ask(f"what is its lowest {column}", f"min({column})", float(whole.min()))
    yield ask(f"what is its mean {column}", f"avg({column})", float(whole.mean()))
    yield ask(f"what is the standard deviation of its {column}", f"stddev({column})", float(whole.std(ddof=1)))
    yield ask(f"what is the median of its {column}",
              f"percentile_cont(0.5) within group (order by {column})", float(np.median(whole)))
    for low, high in ((0, 100), (100, 300), (300, 600), (600, 1000)):
        layer = values(low, high)
        if not len(layer):
            continue
        where = f" and pressure >= {low} and pressure < {high}"
        yield ask(f"how many values of {column} lie from {low} to {high} dbar", f"count({column})", len(layer), where)
        yield ask(f"what is the mean {column} from {low} to {high} dbar", f"avg({column})", float(layer.mean()), where)
