"""Answers of query APIs: names here and values there -> rows with names."""

from __future__ import annotations

from typing import Any

from clickops.cloudtrail.decode import Malformed

_NAMES = ("columns", "schema", "meta", "fields")
_ROWS = ("rows", "values", "datarows", "data")


def rows(envelope: dict[str, Any]) -> list[object] | None:
    """Give the rows of a table as objects, what is wrong with one in its place; None if it is no table.

    Elasticsearch's ES|QL (`columns`, `values`) and SQL (`columns`, `rows`), OpenSearch's SQL and PPL (`schema`,
    `datarows`), Log Analytics (`columns`, `rows`), ClickHouse's JSONCompact (`meta`, `data`), Splunk's json_rows
    (`fields`, `rows`) and json_cols (`fields`, `columns`), Athena's get-query-results (`ResultSet`), and a stream
    of Loki (`stream`, `values`).
    """
    if isinstance(answer := envelope.get("ResultSet"), dict):
        return _athena(answer)
    if "stream" in envelope and isinstance(lines := envelope.get("values"), list):
        return [line[1] if isinstance(line, list) and len(line) > 1 else line for line in lines]
    for key in _NAMES:
        if names := _names(envelope.get(key)):
            for other in _ROWS:
                table = envelope.get(other)
                if isinstance(table, list) and table and isinstance(table[0], list):
                    return [_row(names, row) for row in _by_rows(table, len(names))]
            columns = envelope.get("columns")
            if key == "fields" and isinstance(columns, list) and all(isinstance(column, list) for column in columns):
                return [_row(names, list(row)) for row in zip(*columns, strict=False)]
    return None


def row(cells: list[object]) -> dict[str, Any] | None:
    """Give a row that is a list of its cells as one object; None if the list is something else.

    Logs Insights writes `[{"field": "@message", "value": "..."}, ...]`, CloudTrail Lake `[{"eventName": "..."}, ...]`.
    """
    found: dict[str, Any] = {}
    for cell in cells:
        if not isinstance(cell, dict):
            return None
        if "field" in cell and "value" in cell:
            key, value = cell["field"], cell["value"]
        elif len(cell) == 1:
            ((key, value),) = cell.items()
        else:
            return None
        if not isinstance(key, str) or key in found:
            return None
        found[key] = value
    return found or None


def _by_rows(table: list[object], width: int) -> list[object]:
    """Turn a table that is given column by column, as ES|QL and SQL do for `columnar`; a square one is by rows."""
    columns = [column for column in table if isinstance(column, list) and len(column) != width]
    if len(table) == width == len(columns) and len({len(column) for column in columns}) == 1:
        return [list(row) for row in zip(*columns, strict=True)]
    return table


def _names(given: object) -> list[str]:
    if not isinstance(given, list):
        return []
    names = [name.get("alias") or name.get("name") if isinstance(name, dict) else name for name in given]
    return [name for name in names if isinstance(name, str)] if all(isinstance(name, str) for name in names) else []


def _row(names: list[str], row: object) -> object:
    if not isinstance(row, list) or len(row) != len(names):
        return Malformed(f"not a row of {len(names)} cells")
    return dict(zip(names, row, strict=True))


def _athena(answer: dict[str, Any]) -> list[object] | None:
    rows = answer.get("Rows")
    if not isinstance(rows, list):
        return None
    cells = [
        [cell.get("VarCharValue") if isinstance(cell, dict) else None for cell in row["Data"]]
        if isinstance(row, dict) and isinstance(row.get("Data"), list)
        else row
        for row in rows
    ]
    names = _names(cells[0]) if cells else []
    return [_row(names, row) for row in cells[1:]] if names else None
