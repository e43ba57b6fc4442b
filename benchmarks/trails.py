"""Writes CloudTrail files to measure on: .json.gz, 1,000 records each, as a trail delivers them.

The records are those of samples/ with other ids, times, addresses, sessions and names, reads and pipelines in the
majority; `--events` takes real records (folder of any CloudTrail files) instead.
"""

from __future__ import annotations

import gzip
import itertools
import json
import random
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import clickops

SAMPLES = Path(__file__).parent.parent / "samples"
READS = ("DescribeInstances", "ListBuckets", "GetCallerIdentity", "DescribeVolumes", "ListRoles", "GetParameter")
RECORDS = 1_000  # in one file


def synthetic(chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield records without end: of a hundred, about one is a change by hand."""
    samples = [event for _, event in clickops.read(SAMPLES)]
    match = clickops.compile(clickops.load())
    by_hand = [event for event in samples if match(event)]
    others = [event for event in samples if not match(event)]
    while True:
        event = dict(chance.choice(by_hand if chance.random() < 0.01 else others))
        session = f"session-{chance.randrange(300)}"
        event["userIdentity"] = {**event["userIdentity"], "principalId": f"AROAICU4IXTQIEXAMPLE:{session}"}
        if event in others or chance.random() < 0.6:
            event |= {"eventName": chance.choice(READS), "readOnly": True, "responseElements": None}
        event |= {
            "eventTime": f"2026-11-24T{chance.randrange(24):02}:{chance.randrange(60):02}:{chance.randrange(60):02}Z",
            "eventID": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
            "requestID": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
            "sourceIPAddress": f"198.51.100.{chance.randrange(256)}",
        }
        yield event


def real(folder: str, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield the records of a folder without end, in random order."""
    records = [event for _, event in clickops.read(folder, on_problem=lambda _: None)]
    while True:
        yield chance.choice(records)


def write(folder: Path, megabytes: int, events: str | None = None) -> int:
    """Write files until they hold `megabytes` packed; returns the number of records."""
    chance = random.Random(20261124)  # noqa: S311 - the same files every time
    records = real(events, chance) if events else synthetic(chance)
    folder.mkdir(parents=True, exist_ok=True)
    size = count = 0
    for number in itertools.count():
        text = json.dumps({"Records": list(itertools.islice(records, RECORDS))}, separators=(",", ":"))
        packed = gzip.compress(text.encode(), 6, mtime=0)
        (folder / f"111122223333_CloudTrail_eu-west-1_{number:06}.json.gz").write_bytes(packed)
        size += len(packed)
        count += RECORDS
        if size >= megabytes * 1_000_000:
            return count
    raise AssertionError("unreachable")


if __name__ == "__main__":
    if len(sys.argv) not in {3, 4}:
        sys.exit("usage: trails.py FOLDER MEGABYTES [FOLDER OF REAL EVENTS]")
    print(write(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]), "records")
