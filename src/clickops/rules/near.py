"""What somebody who mistyped a word most likely meant."""

from __future__ import annotations

from collections.abc import Collection

_LENGTH = 60
"""Characters: nothing that we know is longer, and comparing takes the square of it."""


def near(word: str, known: Collection[str]) -> str | None:
    """Find the one of `known` that `word` comes closest to, or None when nothing is close."""
    import difflib  # noqa: PLC0415 - only who mistypes pays for it

    if len(word) > _LENGTH:
        return None
    alike = {one.lower(): one for one in sorted(known)}
    found = difflib.get_close_matches(word.lower(), alike, n=1, cutoff=0.75)
    return alike[found[0]] if found else None


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Say it as the end of a sentence, or say nothing."""
    found = near(word, known)
    return f": did you mean {found}?" if found else ""


def among(word: str, known: Collection[str]) -> str:
    """End a sentence about an unknown word: what was most likely meant, and all that there are."""
    found = near(word, known)
    meant = f" (did you mean {found}?)" if found else ""
    return f"{meant}; there are: {', '.join(known) or 'none'}"
