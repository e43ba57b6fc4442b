"""Converts all rules below a path for every target and format: how many, which not and why, and what crashed.

    python benchmarks/sigmahq.py ../sigma/rules/cloud/aws

A refusal is a ConversionError with its reason. Any other exception is a crash, and the exit code says so.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import msgspec

import clickops
from clickops.conversion.convert import convert
from clickops.conversion.targets import Target, targets
from clickops.errors import ConversionError, RuleError
from clickops.rules.pack import Pack, Rule


def main() -> None:
    """Load the rules, convert each alone, and print a line for each format with the reasons below it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("path", type=Path, help="a folder of Sigma rules")
    parser.add_argument("-t", "--target", action="append", help="only this target; repeatable")
    given = parser.parse_args()
    unread: list[RuleError] = []
    pack = clickops.load(given.path, on_problem=unread.append)
    if not pack.rules:
        sys.exit(f"no rule below {given.path} can be read")
    print(f"{len(pack.rules)} rules, {len(unread)} that cannot be read")
    for error in unread:
        print(f"  {error}")
    crashes = 0
    for target in targets():
        if not given.target or target.name in given.target:
            crashes += sum(_tell(target, format_name, pack) for format_name in target.formats)
    sys.exit(1 if crashes else 0)


def _tell(target: Target, format_name: str, pack: Pack) -> int:
    refused: Counter[str] = Counter()
    crashed: list[str] = []
    for rule in pack.rules:
        try:
            if not convert(_alone(pack, rule), target, format_name):
                crashed.append(f"{rule.path}: no file and no reason")
        except ConversionError as error:
            refused[error.reason] += 1
        except Exception as error:  # noqa: BLE001 - what must not happen is what is counted
            crashed.append(f"{rule.path}: {type(error).__name__}: {error}")
    done = len(pack.rules) - refused.total() - len(crashed)
    print(f"{target.name:16}{format_name:22}{done:5} converted{refused.total():5} refused{len(crashed):5} crashed")
    for reason, count in refused.most_common():
        print(f"{count:8}  {reason}")
    for line in crashed:
        print(f"   CRASH  {line}")
    return len(crashed)


def _alone(pack: Pack, rule: Rule) -> Pack:
    return msgspec.structs.replace(pack, rules=(rule,))


if __name__ == "__main__":
    main()
