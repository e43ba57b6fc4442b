"""ATT&CK names for tags, out of a small file that is shipped: nothing is asked of the network."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from clickops import content

_SITE = "https://attack.mitre.org"
_TECHNIQUE = re.compile(r"attack\.(t\d{4}(?:\.\d{3})?)", re.IGNORECASE)


class _Technique(msgspec.Struct, frozen=True):
    name: str
    tactics: tuple[str, ...] = ()  # of a technique; a part of one has those of the whole


class _Attack(msgspec.Struct, frozen=True):
    """backends/attack.json."""

    tactics: dict[str, tuple[str, str]]  # short name -> id, name
    techniques: dict[str, _Technique]


def techniques(tags: Iterable[str]) -> list[str]:
    """List the ids of the techniques among a rule's tags, in their order."""
    return [found[1].upper() for tag in tags if (found := _TECHNIQUE.fullmatch(tag))]


def tactics(tags: Iterable[str]) -> list[str]:
    """List the short names of the tactics among a rule's tags (`initial-access`), in their order."""
    shorts = (tag.removeprefix("attack.").replace("_", "-") for tag in tags if tag.startswith("attack."))
    return [short for short in shorts if short in _attack().tactics]


def threat(tags: Iterable[str]) -> list[dict[str, Any]]:
    """Give tactics, each with those of the rule's techniques that serve it, in the shape of Kibana's rules.

    A technique that serves none of the rule's tactics stands under the first that it serves in ATT&CK; one that the
    file does not know is left out, since Kibana wants its name.
    """
    tags = tuple(tags)
    known = [technique for technique in techniques(tags) if technique in _attack().techniques]
    wanted: dict[str, None] = dict.fromkeys(tactics(tags))
    for technique in known:
        serving = _tactics_of(technique)
        if not any(short in wanted for short in serving):
            wanted[serving[0]] = None
    return [_entry(short, [one for one in known if short in _tactics_of(one)]) for short in wanted]


def _entry(short: str, served: list[str]) -> dict[str, Any]:
    number, name = _attack().tactics[short]
    wholes = dict.fromkeys(technique.partition(".")[0] for technique in served)
    return {
        "framework": "MITRE ATT&CK",
        "tactic": {"id": number, "name": name, "reference": f"{_SITE}/tactics/{number}/"},
        "technique": [
            _technique(whole) | {"subtechnique": [_technique(one) for one in served if one.startswith(whole + ".")]}
            for whole in wholes
        ],
    }


def _technique(number: str) -> dict[str, Any]:
    place = number.replace(".", "/")
    return {"id": number, "name": _attack().techniques[number].name, "reference": f"{_SITE}/techniques/{place}/"}


def _tactics_of(technique: str) -> tuple[str, ...]:
    return _attack().techniques[technique.partition(".")[0]].tactics


@cache
def _attack() -> _Attack:
    return msgspec.json.decode((content.BACKENDS / "attack.json").read_bytes(), type=_Attack)
