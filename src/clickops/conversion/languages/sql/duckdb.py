"""DuckDB 1.3 and later: JSON is walked by json_tree, whose `fullkey` names the path (DuckDB, "JSON processing")."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from clickops.conversion.languages.sql.dialect import Dialect, Members, Options, expression, path, quoted
from clickops.conversion.regexes import Piece

_NUMBER = r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?"


def _recent(options: Options) -> Sequence[str]:
    minutes = int(options["minutes"])
    return (f"CAST(eventTime AS TIMESTAMPTZ) >= now() - INTERVAL {minutes} MINUTE",) if minutes else ()


def _at(column: str, keys: Sequence[str], alias: str) -> str:
    """Take all that stands at a path, whatever arrays are on the way and at its end."""
    written = "$" + "".join(f".{key}" if re.fullmatch(r"[A-Za-z0-9_]+", key) else f".{json.dumps(key)}" for key in keys)
    stripped = rf"regexp_replace({alias}.fullkey, '\[\d+\]', '', 'g')"
    return f"EXISTS (SELECT 1 FROM json_tree({path(column)}) AS {alias} WHERE {stripped} = {quoted(written)} AND "  # noqa: S608 - a part of the query that we write


def _members(column: str, keys: Sequence[str], alias: str) -> Members:
    return Members(_at(column, keys, alias) + "(", f"json_extract_string({alias}.atom, '$')", "))")


def _present(column: str, keys: Sequence[str]) -> str:
    return _at(column, keys, "m") + "m.type <> 'NULL')"


def _regex(value: str, piece: Piece) -> str:
    return f"regexp_matches({value}, {quoted(expression(piece))})"


DIALECT = Dialect(
    name="DuckDB",
    recent=_recent,
    members=_members,
    present=_present,
    regex=_regex,
    number=f"CASE WHEN regexp_full_match({{0}}, '{_NUMBER}') THEN TRY_CAST({{0}} AS DOUBLE) END",
)
