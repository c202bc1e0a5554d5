"""How long large answers take, and what the gateway's processor and memory do meanwhile.

    python bench/reading/stream.py [--postgres PID] [--token TOKEN] http://localhost:8000 PID [PATH …]

PID is the gateway's, on this machine, and that of the database's first process. Each line: seconds to the first byte and to
the last, the seconds of a processor of the gateway and of the database's processes (which say more than the clock on a machine
that others use too), megabytes, and how far the gateway's resident memory rose above that before the answer.
"""
import argparse
import glob
import os
import pathlib
import threading
import time
import urllib.request

parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
parser.add_argument("url")
parser.add_argument("pid", type=int)
parser.add_argument("--postgres", type=int)
parser.add_argument("--token", help="where reading is not public")
parser.add_argument("paths", nargs="*")
arguments = parser.parse_args()
url, pid = arguments.url, arguments.pid
box = "bbox=-180,-90,180,90"
paths = arguments.paths or [
    *(f"/api/v1/levels?{box}&mode=standard&format={form}" for form in ("csv", "ndjson", "json", "parquet", "nc")),
    f"/api/v1/levels?{box}&mode=research&format=csv",
    "/erddap/tabledap/ArgoFloats.csv?time,latitude,longitude,platform_number,cycle_number,pres,temp,psal&pres%3C=500",
]


def resident():
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise SystemExit(f"{pid} has no memory to look at")


def seconds_of(process):
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def database_seconds():
    """Of its processes that are there; one that ended is counted by its parent."""
    if arguments.postgres is None:
        return 0.0
    total = 0.0
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            fields = pathlib.Path(path).read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == arguments.postgres:
            total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        if path == f"/proc/{arguments.postgres}/stat":
            total += (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
    return total


print(f"at rest {resident():.0f} MB")
for path in paths:
    rest = resident()
    peak, over = rest, threading.Event()

    def watch():
        global peak
        while not over.wait(0.05):
            peak = max(peak, resident())

    watching = threading.Thread(target=watch)
    watching.start()
    begun, first, size = time.perf_counter(), None, 0
    worked, asked = seconds_of(pid), database_seconds()
    headers = {"Authorization": f"Bearer {arguments.token}"} if arguments.token else {}
    with urllib.request.urlopen(urllib.request.Request(url + path, headers=headers)) as answer:
        while part := answer.read1(1 << 20):
            first = first or time.perf_counter() - begun
            size += len(part)
    total = time.perf_counter() - begun
    over.set()
    watching.join()
    print(f"{path}\n  first byte {first:.2f} s, all {total:.2f} s, gateway {seconds_of(pid) - worked:.2f} s, database {database_seconds() - asked:.2f} s, {size / 1e6:.0f} MB, memory +{peak - rest:.0f} MB", flush=True)
