"""Writes densityCheckValues.json: what the Python package `seawater` (EOS-80) and, for comparison, `gsw` (TEOS-10) say
of potential density over the whole range of the ocean, and prints the bounds that density/mayBeDenser.ts relies on.

    pip install seawater gsw numpy
    python densityCheckValues.py
"""

import json
import pathlib
import warnings

import gsw
import numpy as np

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import seawater as sw

SALINITIES = [0, 2, 10, 25, 33, 35, 38, 42]
TEMPERATURES = [-2.5, 0, 2, 5, 10, 18, 25, 32, 40]
PRESSURES = [-5, 0, 10, 300, 1000, 2000, 6000, 12000]
REFERENCES = [0, 4000]

rows = []
for s in SALINITIES:
    for t in TEMPERATURES:
        for p in PRESSURES:
            for reference in [*REFERENCES, p + 1.0]:
                value = float(sw.pden(s, t, p, reference))
                rows.append([s, t, p, reference, round(value, 8)])

# How far EOS-80 is from TEOS-10 where both hold, mid-ocean, as differences between two levels 10 dbar apart:
# that is what test 14 looks at.
p = np.arange(5.0, 5000, 10)
t = 2 + 18 * np.exp(-p / 400)
s = 35 - 0.8 * np.exp(-p / 500)
middle = (p[:-1] + p[1:]) / 2
eos80 = sw.pden(s[:-1], t[:-1], p[:-1], middle) - sw.pden(s[1:], t[1:], p[1:], middle)
sa = gsw.SA_from_SP(s, p, -30, 45)
ct = gsw.CT_from_t(sa, t, p)
teos10 = gsw.rho(sa[:-1], ct[:-1], middle) - gsw.rho(sa[1:], ct[1:], middle)
print("largest difference of the two equations in a step of density, kg/m3:", float(np.abs(eos80 - teos10).max()))

grid = np.meshgrid(np.linspace(2, 41, 40), np.linspace(-3, 41, 90), np.linspace(-5, 12000, 60), indexing="ij")
salinity, temperature, pressure = grid
h = 1e-4
by_salinity = (sw.dens(salinity + h, temperature, pressure) - sw.dens(salinity - h, temperature, pressure)) / (2 * h)
by_temperature = (sw.dens(salinity, temperature + h, pressure) - sw.dens(salinity, temperature - h, pressure)) / (2 * h)
gradient = sw.adtg(salinity, temperature, pressure)
print("slope by salinity", float(by_salinity.min()), float(by_salinity.max()))
print("slope by temperature", float(by_temperature.min()), float(by_temperature.max()))
print("adiabatic gradient", float(gradient.min()), float(gradient.max()))

target = pathlib.Path(__file__).with_name("densityCheckValues.json")
lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
target.write_text(
    '{"columns":["salinity","temperature","pressure","reference","potential density"],\n"rows":[\n' + lines + "\n]}\n"
)
print(len(rows), "rows")
