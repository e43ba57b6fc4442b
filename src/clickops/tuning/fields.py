"""Which fields a rule may ask: those of a CloudTrail record."""

from __future__ import annotations

from clickops.cloudtrail.fields import FREE, KNOWN

__all__ = ["FREE", "KNOWN", "known"]


def known(field: str) -> bool:
    """Whether a record may have `field`, as far as that can be known."""
    if field in KNOWN:
        return True
    parts = field.split(".")
    return any(".".join(parts[:depth]) in FREE for depth in range(1, len(parts)))
