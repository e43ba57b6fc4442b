"""PostgreSQL with Redshift's functions, written after their pages in the Amazon Redshift Database Developer Guide.

Redshift's own server is not to be had. It descends from PostgreSQL 8, so a backslash escapes in a literal here too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from clickops.conversion.languages import Written
from clickops.verify.columns import DOCUMENTED
from clickops.verify.engines import Engine, EngineError, Level, postgres
from clickops.verify.shipped import Shipped

if TYPE_CHECKING:
    import psycopg

LEVEL: Level = "emulation"
NEEDS = ("psycopg",)
_SETTINGS = """
CREATE SCHEMA redshift;
SET search_path = redshift, pg_catalog, public;
SET standard_conforming_strings = off;
SET escape_string_warning = off;
SET join_collapse_limit = 1;
SET jit = off;
"""
_FUNCTIONS = """
CREATE FUNCTION regexp_instr(t text, e text, start integer, occurrence integer, option integer, p text)
RETURNS integer IMMUTABLE LANGUAGE sql AS $$ SELECT CASE WHEN t ~ e THEN 1 WHEN t !~ e THEN 0 END $$;
CREATE FUNCTION getdate() RETURNS timestamp STABLE LANGUAGE sql AS $$ SELECT now() AT TIME ZONE 'UTC' $$;
"""
_FUNCTION = """
CREATE FUNCTION {head} IMMUTABLE LANGUAGE plpgsql AS $body$
BEGIN
  IF left(t, 1) <> '{sign}' THEN RETURN {failed}; END IF;
  BEGIN RETURN ({body}); EXCEPTION WHEN others THEN RETURN {failed}; END;
END
$body$;
"""
_JSON = (
    ("json_extract_path_text(t text, k text, null_if_invalid boolean) RETURNS text", "{", "t::json ->> k", "NULL"),
    (
        "json_extract_array_element_text(t text, i integer, null_if_invalid boolean) RETURNS text",
        "[",
        "t::json ->> i",
        "NULL",
    ),
    (
        "json_array_length(t text, null_if_invalid boolean) RETURNS integer",
        "[",
        "pg_catalog.json_array_length(t::json)",
        "NULL",
    ),
    ("is_valid_json_array(t text) RETURNS boolean", "[", "t::json IS NOT NULL", "FALSE"),
)
"""Functions of JSON text: with what it begins, what they give, and what they give of any other text."""

_TEXT, _JSON_TEXT = 1024, 65535
"""The bytes of a text by the CloudTrail user guide ("record contents": 1 KB), and those of the longest column."""


@contextmanager
def start(shipped: Shipped) -> Iterator[Engine]:
    """Start PostgreSQL and add what Redshift has; EngineError when it is not there."""
    with postgres.connected() as connection:
        prepare(connection)
        yield _Redshift(shipped, connection)


def prepare(connection: psycopg.Connection[tuple[Any, ...]]) -> None:
    """Give a connection Redshift's functions and its reading of literals."""
    connection.execute((_SETTINGS + _FUNCTIONS).encode())
    for head, sign, body, failed in _JSON:
        connection.execute(_FUNCTION.format(head=head, sign=sign, body=body, failed=failed).encode())


class _Redshift:
    def __init__(self, shipped: Shipped, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        server = connection.info.server_version // 10_000
        self.version = f"PostgreSQL {server} with Redshift's functions"
        self._shipped = shipped
        self._connection = connection

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Make the shipped table and fill it as COPY with the shipped paths does.

        It takes no record with a NUL, nor one with a value that is longer than its column; EngineError for a column
        that is too short for what AWS writes there. What Redshift's functions make of a NUL in a column of JSON text is
        not documented: such records are not taken either.
        """
        tables = self._shipped.companion("cloudtrail.sql")
        self._connection.execute(tables.replace("DISTSTYLE AUTO SORTKEY (eventTime)", "").encode())
        paths = [_keys(path) for path in json.loads(self._shipped.companion("jsonpaths.json"))["jsonpaths"]]
        lengths = [int(length) for length in re.findall(r"^  \S+ VARCHAR\((\d+)\)", tables, re.MULTILINE)]
        taken: set[str] = set()
        with self._connection.cursor() as cursor, cursor.copy(b"COPY cloudtrail FROM STDIN") as copy:
            for event in events:
                row = [_cell(event, path) for path in paths]
                fitting = [_holds(*one) for one in zip(paths, lengths, row, strict=True)]
                if all(fitting):
                    copy.write_row(row)
                    taken.add(event["eventID"])
        spare = f"DELETE FROM cloudtrail_numbers WHERE i >= {max(map(_longest, events), default=1)}"  # noqa: S608 - ours
        self._connection.execute(spare.encode())  # places that no array has cost time and find nothing
        self._connection.execute(b"ANALYZE")
        return frozenset(taken)

    def take(self, shipped: Shipped) -> None:
        """Make the views that a format ships."""
        if shipped.views:
            postgres.executed(self._connection, shipped.views)

    def run(self, query: Written) -> frozenset[str]:
        """Ask for the eventID of what a query gives."""
        return postgres.asked(self._connection, query)


def _keys(path: str) -> list[str]:
    """Take a path as `$['a']['b']` apart."""
    return path.removeprefix("$['").removesuffix("']").split("']['")


def _longest(value: Any) -> int:  # noqa: ANN401 - any part of a record
    """Give the length of the longest array in a value; a lone value is as one of one member."""
    if isinstance(value, list):
        return max(len(value), *map(_longest, value), 1)
    return max(map(_longest, value.values()), default=1) if isinstance(value, Mapping) else 1


def _holds(path: Sequence[str], length: int, cell: str | None) -> bool:
    text = cell or ""
    size = len(text.encode())
    field = ".".join(path)
    if length < size <= (_TEXT if field in DOCUMENTED else _JSON_TEXT):
        raise EngineError(f"the shipped table has {length} bytes for {field}, and a record {size}")
    return size <= length and "\0" not in text and "\\u0000" not in text


def _cell(record: Mapping[str, Any], path: Sequence[str]) -> str | None:
    """Give what COPY loads of a path: a text as it is, anything else as JSON text, nothing for null."""
    value: Any = record
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
