"""A scan in order of time takes little memory, however much there is to sort."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.command import ENVIRONMENT

if sys.platform != "linux":
    pytest.skip("RLIMIT_AS is what Linux keeps to", allow_module_level=True)

PROGRAM = """
import resource, sys
import clickops.cli.scan, clickops.cli.packs, clickops.scanning, clickops.report.summary, clickops.report.ndjson
from clickops.cli import main
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 60_000_000,) * 2)
main()
"""


def scan(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, "scan", *map(str, arguments), "-f", "ndjson", "-o", "/dev/null"]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=ENVIRONMENT)


@pytest.mark.parametrize("files", [1, 2_000])
def test_seventy_megabytes_of_alerts_are_sorted_in_sixty(
    event: dict[str, Any], rule: Path, tmp_path: Path, files: int
) -> None:
    folder = tmp_path / "trails"
    folder.mkdir()
    records = 20_000
    for number in range(files):
        with (folder / f"{number}.json").open("w") as file:
            for record in range(number, records, files):
                made: dict[str, Any] = {"eventID": str(record), "eventTime": f"2026-03-01T00:{record % 60:02}:00Z"}
                made["padding"] = ["x" * 9] * 300
                file.write(json.dumps(event | made) + "\n")
    done = scan(folder, "--rules", rule)
    assert done.returncode == 1, done.stderr
    assert f"20,000 alerts, {files:,} file" in done.stderr
