"""How long large answers take, and what the gateway's processor and memory do meanwhile.

    python bench/reading/stream.py http://localhost:8000 PID [PATH …]

PID is the gateway's, on this machine. Each line: seconds to the first byte and to the last, the gateway's own
seconds of a processor (which say more than the clock on a machine that others use too), megabytes, and how far the resident
memory rose above that before the first answer.
"""
import os
import pathlib
import sys
import threading
import time
import urllib.request

url, pid, *paths = sys.argv[1:]
paths = paths or [
    *(f"/api/v1/levels?mode=standard&format={form}" for form in ("csv", "ndjson", "parquet", "nc")),
    "/api/v1/levels?mode=research&format=csv",
    '/erddap/tabledap/ArgoFloats.nc?time,latitude,longitude,platform_number,pres,temp,psal&distinct()&orderBy(%22time,pres%22)',
]


def resident():
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise SystemExit(f"{pid} has no memory to look at")


def processor():
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


rest = resident()
print(f"at rest {rest:.0f} MB")
for path in paths:
    peak, over = rest, threading.Event()

    def watch():
        global peak
        while not over.wait(0.05):
            peak = max(peak, resident())

    watching = threading.Thread(target=watch)
    watching.start()
    begun, first, size, worked = time.perf_counter(), None, 0, processor()
    with urllib.request.urlopen(url + path) as answer:
        while part := answer.read1(1 << 20):
            first = first or time.perf_counter() - begun
            size += len(part)
    total = time.perf_counter() - begun
    over.set()
    watching.join()
    print(f"{path}\n  first byte {first:.2f} s, all {total:.2f} s, gateway {processor() - worked:.2f} s, {size / 1e6:.0f} MB, memory +{peak - rest:.0f} MB", flush=True)
