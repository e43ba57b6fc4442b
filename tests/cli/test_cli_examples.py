"""Every example that the help shows is run as it stands."""

from __future__ import annotations

import gzip
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from clickops import content
from support.command import CLICKOPS, ENVIRONMENT, RULE

ELSEWHERE = {
    "clickops check",  # tests/tuning/test_check.py: it converts all that is shipped
    "clickops verify -t elasticsearch -f esql --rule '*_manual_change'",  # .ci/engines: it needs a JDK and Maven
}
NETWORK = "--url"
SHORTER = {"verify": ("--rule", "*_s3_made_public", "--sparse", "500"), "convert": ("--rule", "*_s3_made_public")}
"""What makes an example that names no rule take seconds, and not minutes."""


def examples() -> list[str]:
    found = []
    for command in ("", "scan", "explain", "list", "test", "check", "convert", "verify"):
        words = [*CLICKOPS, *([command] if command else []), "--help"]
        text = subprocess.run(words, capture_output=True, text=True, env=ENVIRONMENT, check=True).stdout
        (block,) = re.findall(r"Examples:\n((?: +.*\n)+)", text)
        found += [re.split(r"  +", line.strip())[0] for line in block.splitlines()]
    return [line for line in dict.fromkeys(found) if line not in ELSEWHERE]


EXAMPLES = examples()


@pytest.fixture
def desk(tmp_path: Path, event: dict[str, Any]) -> Path:
    """Return a folder with all that the examples name."""
    records = [event | {"eventID": str(number), "eventTime": "2026-11-20T08:00:00Z"} for number in range(20)]
    packed = gzip.compress(json.dumps({"Records": records}).encode())
    for name in ("trails/a.json.gz", "AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/20/a.json.gz"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(packed)
    (tmp_path / "event.json").write_text(json.dumps(event))
    for name in ("my_rule.yml", "my_rules/my_rule.yml", "sigma/rules/cloud/aws/cloudtrail/my_rule.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(RULE)
    s3 = next((content.RULES / "detections").rglob("*_s3_made_public.yml"))
    shutil.copy(s3, tmp_path / "my_rules" / s3.name)
    (tmp_path / "my_rules" / "cases.yml").write_text(
        "".join(
            f"- name: {'fires' if fires else 'does not fire'}\n  rule: my_rule\n  match: {str(fires).lower()}\n"
            f"  event: {json.dumps(event if fires else event | {'eventName': 'GetObject'})}\n"
            for fires in (True, False)
        )
    )
    return tmp_path


def test_there_are_examples_of_every_command() -> None:
    assert len(EXAMPLES) > 20
    assert all(line.startswith(("clickops ", "aws ")) for line in EXAMPLES)


@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_does_what_it_shows(desk: Path, line: str) -> None:
    own = next(part.strip() for part in line.split("|") if part.strip().startswith("clickops"))
    command, _, given = own.partition("<")
    _, verb, *arguments = shlex.split(command)
    if "--rule" not in arguments:
        arguments += SHORTER.get(verb, ()) if "--events" not in arguments else SHORTER[verb][:2]
    stdin = (desk / (given.strip() or "event.json")).read_bytes()
    done = subprocess.run(
        [*CLICKOPS, verb, *arguments], input=stdin, capture_output=True, cwd=desk, env=ENVIRONMENT, check=False
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == 2 if NETWORK in arguments else done.returncode in {0, 1}, done.stderr.decode()
    assert done.stdout or done.stderr
