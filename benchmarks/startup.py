"""How long commands take to start, as a multiple of `python -c "import click"` in the same run.

python benchmarks/startup.py
"""

from __future__ import annotations

import functools
import subprocess
import sys
from pathlib import Path

from scan import best

SAMPLES = Path(__file__).parent.parent / "samples"
COMMANDS = {
    "clickops --help": ["--help"],
    "clickops scan, one small file": ["scan", "--exit-zero", str(SAMPLES)],
    "clickops convert -t splunk, whole pack": ["convert", "-t", "splunk"],
}


def main() -> None:
    """Measure and print."""
    unit = best(lambda: subprocess.run([sys.executable, "-c", "import click"], check=True), 15)
    print(f"{unit:.3f} s   1.0   python -c 'import click'")
    command = str(Path(sys.executable).with_name("clickops"))
    for name, arguments in COMMANDS.items():
        took = best(functools.partial(subprocess.run, [command, *arguments], check=True, capture_output=True), 15)
        print(f"{took:.3f} s   {took / unit:.1f}   {name}")


if __name__ == "__main__":
    main()
