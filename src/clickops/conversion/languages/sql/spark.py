"""Databricks SQL and Spark 4: a VARIANT is walked by arrays and lambdas.

Sources: Databricks SQL reference and Spark SQL reference, "variant_get", "try_variant_get", "Lambda functions", "LIKE"
(a backslash escapes unless ESCAPE says otherwise), "STRING type" (a backslash escapes in a literal), "rlike" (Java).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from clickops.conversion.languages.sql.dialect import Dialect, Members, Options, expression
from clickops.conversion.regexes import Piece

_NUMBER = r"^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$"
_SCALAR = "if(schema_of_variant({0}) LIKE 'OBJECT%', NULL, try_variant_get({0}, '$', 'string'))"


def _quote(text: str) -> str:
    """Write a literal; `${x}`, which Spark fills in wherever it stands, and Databricks' `{{x}}` are parted."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    parted = re.sub(r"[${](?=\{)", lambda sign: f"\\u{ord(sign[0]):04x}", escaped)
    return f"'{parted}'"


def _column(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) else "`" + name.replace("`", "``") + "`"


def _recent(options: Options) -> Sequence[str]:
    minutes = int(options["minutes"])
    return (f"try_to_timestamp(eventTime) >= current_timestamp() - INTERVAL {minutes} MINUTES",) if minutes else ()


def _members_of(values: str) -> str:
    """Put the members of arrays among some values in the arrays' place."""
    return f"flatten(transform({values}, x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x))))"


def _at(column: str, keys: Sequence[str]) -> str:
    """Write the values at a path, as an array of variants."""
    first, *others = (_quote(f"$[{json.dumps(key)}]") for key in keys)
    values = f"array(try_variant_get({_column(column)}, {first}, 'variant'))"
    for key in others:
        values = f"transform({_members_of(values)}, x -> try_variant_get(x, {key}, 'variant'))"
    return values


def _members(column: str, keys: Sequence[str], alias: str) -> Members:
    return Members(f"exists({_members_of(_at(column, keys))}, {alias} -> ", _SCALAR.format(alias), ")")


def _present(column: str, keys: Sequence[str]) -> str:
    return f"exists({_at(column, keys)}, m -> m IS NOT NULL AND NOT is_variant_null(m))"


def _regex(value: str, piece: Piece) -> str:
    return f"{value} RLIKE {_quote(expression(piece))}"


DIALECT = Dialect(
    name="Spark",
    recent=_recent,
    members=_members,
    present=_present,
    column=_column,
    quote=_quote,
    like_signs=("\\",),
    regex=_regex,
    number=f"CASE WHEN {{0}} RLIKE {_quote(_NUMBER)} THEN TRY_CAST({{0}} AS DOUBLE) END",
    starts="startswith({0}, {1})",
    ends="endswith({0}, {1})",
    holds="contains({0}, {1})",
)
