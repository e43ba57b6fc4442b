"""How close `clickops scan` with the whole pack comes to a loop that only unzips and parses.

    python benchmarks/scan.py [--megabytes 200] [--events FOLDER]

Baseline: zlib.decompress and orjson.loads of each file. One process each, the same files, the same run, best of
three; 1.0 means as fast as the baseline, which matches nothing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from trails import write

BASELINE = """
import sys, zlib, orjson, pathlib
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    orjson.loads(zlib.decompress(path.read_bytes(), 31))
"""


def best(run: Callable[[], object], times: int = 3) -> float:
    """Give the shortest of some runs, in seconds."""
    return min(timed(run) for _ in range(times))


def timed(run: Callable[[], object]) -> float:
    """Give the time of one run, in seconds."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=200, help="of packed files")
    parser.add_argument("--events", help="folder of real CloudTrail files to draw records from")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        records = write(Path(folder), options.megabytes, options.events)
        scan = [sys.executable, "-m", "clickops", "scan", "--quiet", "--exit-zero", "--format", "ndjson", folder]
        baseline = best(lambda: subprocess.run([sys.executable, "-c", BASELINE, folder], check=True))
        ours = best(lambda: subprocess.run(scan, check=True, stdout=subprocess.DEVNULL))
    print(f"records   {records:>12,}")
    print(f"baseline  {baseline:>12.2f} s  {records / baseline:>12,.0f} records/s   zlib + orjson.loads")
    print(f"scan      {ours:>12.2f} s  {records / ours:>12,.0f} records/s   whole pack, filters on")
    print(f"ratio     {baseline / ours:>12.2f}")


if __name__ == "__main__":
    main()
