"""A question over a view of schema argo beside the same question over the tables, as one would write it.

    python bench/reading/views.py postgresql://…/name FLOAT[,FLOAT…] [--turns 7] [--view argo.standard]

For each float, and for a month: milliseconds of a processor of the server's process (which say more than the clock where
others use the machine), the least of some turns, one after the other; both answers must be the same rows. The server plans
without parallel workers, so that all the work is in one process. Needs psycopg.
"""
import argparse
import pathlib

import psycopg

parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
parser.add_argument("database")
parser.add_argument("floats")
parser.add_argument("--turns", type=int, default=7)
parser.add_argument("--view", default="argo.standard")
parser.add_argument("--explain", action="store_true")
arguments = parser.parse_args()

core = """p.source_kind = 'core' and p.profile_index = 0 and p.juld_qc in (1, 2) and p.position_qc in (1, 2)
  and m.pres_qc in (1, 2) and m.temp_qc in (1, 2) and (m.psal_qc in (1, 2) or m.psal_qc is null)"""
tables = "from profiles p join measurements m on m.profile_id = p.profile_id where {where} and "
whole = {
    "averages of temperature by cycle": (
        "select cycle_number, direction, avg(temperature), count(temperature) from {view} where {where} group by 1, 2 having count(temperature) > 0",
        f"select p.cycle_number, p.direction, avg(m.temperature), count(*) {tables} {core} and true group by 1, 2",
    ),
    "averages of temperature by cycle, core levels": (
        "select cycle_number, direction, avg(temperature), count(temperature) from {view} where {where} and source_kind = 'core' group by 1, 2",
        f"select p.cycle_number, p.direction, avg(m.temperature), count(*) {tables} {core} and true group by 1, 2",
    ),
    "pressures, temperatures, salinities": (
        "select cycle_number, direction, pressure, temperature, salinity from {view} where {where} and source_kind = 'core'",
        f"select p.cycle_number, p.direction, m.pressure, m.temperature, case when m.psal_qc in (1, 2) then m.salinity end {tables} {core}",
    ),
}
connection = psycopg.connect(arguments.database, autocommit=True)
connection.execute("set max_parallel_workers_per_gather = 0")
connection.execute("set jit = off")
process = pathlib.Path(f"/proc/{connection.info.backend_pid}/schedstat")


def milliseconds(query):
    """The least of some turns, and the rows."""
    least = None
    for _ in range(arguments.turns):
        before = int(process.read_text().split()[0])
        rows = connection.execute(query, prepare=False).fetchall()
        used = (int(process.read_text().split()[0]) - before) / 1e6
        least = used if least is None else min(least, used)
    return least, sorted(rows)


questions = [(f"float {number}", "{p}platform_number = '" + number + "'") for number in arguments.floats.split(",")]
questions.append(("a month", "{p}timestamp >= '2020-05-01' and {p}timestamp < '2020-06-01'"))
for what, where in questions:
    for name, (over_view, over_tables) in whole.items():
        view = over_view.format(view=arguments.view, where=where.format(p=""))
        table = over_tables.format(where=where.format(p="p."))
        if arguments.explain:
            for query in (view, table):
                print("\n".join(row[0] for row in connection.execute("explain (analyze, buffers) " + query)))
        (a, here), (b, there) = milliseconds(view), milliseconds(table)
        same = here == there
        print(f"{what}, {name}: {len(here)} rows, tables {b:.1f} ms, view {a:.1f} ms, {a / b:.2f} times{'' if same else ' NOT THE SAME ROWS'}", flush=True)
