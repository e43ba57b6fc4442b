"""Which fields a rule may ask: those of a CloudTrail record."""

from __future__ import annotations

from clickops.cloudtrail.fields import FREE, KNOWN
from clickops.rules.near import near

_SHOWN = 60  # characters of a name in a message
_BEGUN = 6  # characters: as far as a name tells what is meant

__all__ = ["FREE", "KNOWN", "known"]


def known(field: str) -> bool:
    """Whether a record may have `field`, as far as that can be known."""
    if field in KNOWN:
        return True
    parts = field.split(".")
    return any(".".join(parts[:depth]) in FREE for depth in range(1, len(parts)))


def unknown(field: str) -> str:
    """Say that no record has `field`, and which one is perhaps meant; empty for one that a record may have."""
    if known(field):
        return ""
    meant = _meant(field)
    return f"{field[:_SHOWN]} is not a field of a CloudTrail record" + (f": did you mean {meant}?" if meant else "")


def _meant(field: str) -> str | None:
    """Find the known field that differs least, or ends or begins alike, or correct the part before the first dot."""
    head, dot, rest = field.partition(".")
    if dot and head not in KNOWN and (free := near(head, FREE)):
        return f"{free}.{rest}"
    if found := near(field, KNOWN):
        return found
    word = field.lower()
    alike = [one for one in sorted(KNOWN, key=lambda one: (one.count("."), one)) if one.lower().endswith(f".{word}")]
    begun = [one for one in sorted(KNOWN) if len(word) >= _BEGUN and one.lower().startswith(word)]
    return next(iter(alike + begun), None)
