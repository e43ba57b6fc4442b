"""The files of SQL that are shipped, as an engine runs them."""

from __future__ import annotations

import re

_STATEMENT = re.compile(r"((?:--[^\n]*\n|\s)*.+?);\n+(?=\Z|--|CREATE |DROP )", re.DOTALL)


def statements(text: str) -> list[str]:
    """Divide a file into its statements, each with the comment above it."""
    return _STATEMENT.findall(text)


def kept(view: str, made: str = "") -> tuple[str, ...]:
    """Give the statements that put a table with the rows of a view in its place, so that they are made once.

    `made` says how the table is kept, where a platform wants to know.
    """
    return (
        f"CREATE TABLE kept {made} AS SELECT * FROM {view}",  # noqa: S608 - the option's pattern is a name
        f"DROP VIEW {view}",
        f"ALTER TABLE kept RENAME TO {view}",
    )
