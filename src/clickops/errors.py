"""Every error that clickops raises on purpose: one tree, each with a sentence for a person."""

from __future__ import annotations

from typing import Any

import msgspec

_REASON = 500  # characters


class ClickopsError(Exception):
    """The root: catch this to catch all that clickops raises on purpose."""


class RuleError(ClickopsError):
    """A rule, filter or case file that cannot mean anything: `path:line: reason`.

    `path` is a file's path or `<text>`; `line` counts from 1, 0 when the whole file is meant. A reason that quotes
    something endless is cut.
    """

    def __init__(self, reason: str, *, path: str = "<text>", line: int = 0) -> None:
        self.reason = reason if len(reason) <= _REASON else reason[:_REASON] + "..."
        self.path = path
        self.line = line
        super().__init__(f"{path}:{line}: {self.reason}" if line else f"{path}: {self.reason}")


class UnsupportedError(RuleError):
    """Valid perhaps, but not something that clickops gives a meaning to; the reason names it."""


class PlaceholderError(RuleError):
    """A `%placeholder%` that no configuration fills."""

    @property
    def placeholder(self) -> str:
        """The placeholder's name, without the percent signs."""
        return self.reason.split("%")[1]


class InputError(ClickopsError):
    """Event input of which nothing can be read: `path: reason`."""

    def __init__(self, reason: str, *, path: str) -> None:
        self.reason = reason
        self.path = path
        super().__init__(f"{path}: {reason}")


class ConversionError(ClickopsError):
    """A rule that a target's language cannot express: `target: rule: reason`.

    `listed` when the target's target.yml says so of this shipped rule: known, and no surprise.
    """

    def __init__(self, reason: str, *, target: str, rule: str = "", listed: bool = False) -> None:
        self.reason = reason
        self.target = target
        self.rule = rule
        self.listed = listed
        super().__init__(": ".join(part for part in (target, rule, reason) if part))


class Problem(msgspec.Struct, frozen=True):
    """Something that was left out while the rest went on; prints as `path:position: reason`.

    `position` is a line in a rule file and a record in an event file, both from 1; 0 means the whole file.
    """

    path: str
    position: int
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """Give the fields as JSON has them."""
        return {"path": self.path, "position": self.position, "reason": self.reason}

    def __str__(self) -> str:
        """Give the line that is shown to a person."""
        place = f"{self.path}:{self.position}" if self.position else self.path
        return f"{place}: {self.reason}"
