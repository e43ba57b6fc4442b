"""ATT&CK names for tags, out of a small file that is shipped: nothing is asked of the network."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from clickops import content

_SITE = "https://attack.mitre.org"
_FORMER = {
    "stealth": "defense-evasion",
    "defense-impairment": "defense-evasion",
    "T1685": "T1562",
    "T1686": "T1562",
}
"""What version 19 took apart, as it was called before."""

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


def sentinel_tactics(shorts: Iterable[str]) -> list[str]:
    """Write tactics as Microsoft Sentinel does, which knows those from before version 19 (alertRules 2024-03-01)."""
    words = (_FORMER.get(short, short).split("-") for short in shorts)
    return list(dict.fromkeys("".join(word.title() for word in one) for one in words))


def sentinel_techniques(techniques: Iterable[str]) -> list[str]:
    """Write techniques as Microsoft Sentinel takes them: whole ones (`T` and four digits) from before version 19."""
    wholes = (technique.partition(".")[0] for technique in techniques)
    return list(dict.fromkeys(_FORMER.get(whole, whole) for whole in wholes))


def pairs(tags: Iterable[str]) -> list[str]:
    """Give the same as `threat` as ids, a tactic with each of its techniques: `TA0005:T1562.001`."""
    found = [
        (entry["tactic"]["id"], one)
        for entry in threat(tags)
        for whole in entry["technique"]
        for one in (whole["subtechnique"] or [whole])
    ]
    return [f"{tactic}:{technique['id']}" for tactic, technique in found]


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
