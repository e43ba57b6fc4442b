"""Takes the queries out of what `convert` wrote, as the platform that imports the file reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from clickops.conversion import templates
from clickops.conversion.languages import Written
from clickops.conversion.targets import Comment, Format
from clickops.conversion.templates import Facts
from clickops.errors import ClickopsError

_VIEW = re.compile(r"^CREATE (?:OR REPLACE )?VIEW (\S+) AS\n(.*?);$(?=\n*\Z|\n\n-- )", re.DOTALL | re.MULTILINE)


def queries(form: Format, name: str, text: str, settings: Facts) -> list[Written]:
    """Read the queries of a file, in its order; raises ClickopsError for a file that is not as target.yml says."""
    place = form.query
    if place.at == "view":
        return [query for _, query in _VIEW.findall(text)]
    document = read(name, text) if place.at or place.given else None
    check(name, document, place.given, settings)
    if place.at:
        return [_inner(form, name, one) for one in _at(document, place.at.split("."))]
    whole = text.removesuffix("\n")
    return list(whole.split(place.between)) if place.between else [whole]


def views(text: str) -> list[str]:
    """Read what the views of a script are called."""
    return [name.strip('"`') for name, _ in _VIEW.findall(text)]


def check(name: str, document: Any, given: Mapping[str, Any], settings: Facts) -> None:  # noqa: ANN401 - as `read` gives
    """Raise ClickopsError for a file, as `read` gives it, that does not have the given values at their paths."""
    for path, wanted in templates.fill(given, settings).items():
        found = list(_at(document, path.split(".")))
        if not found:
            raise ClickopsError(f"{name}: there is no {path}")
        for one in found:
            if one != wanted:
                raise ClickopsError(f"{name}: {path} must be {wanted!r}, and is {one!r}")


def bare(query: Written, comment: Comment | None) -> Written:
    """Leave out the comment that stands above a query in a file of its own."""
    if comment is None or not isinstance(query, str):
        return query
    if comment.line:
        return re.sub(rf"\A(?:{re.escape(comment.line.rstrip())}.*\n)+", "", query)
    return query.partition(f"{comment.close}\n")[2] if query.startswith(comment.open) else query


def document(query: Written) -> Any:  # noqa: ANN401 - JSON
    """Read a query that is a document: it may stand in a file as text, and be the body of a search."""
    read = query
    if isinstance(query, str) and query.startswith("{"):
        with suppress(ValueError):
            read = json.loads(query)
    return read["query"] if isinstance(read, dict) and list(read) == ["query"] else read


def _inner(form: Format, name: str, value: Any) -> Written:  # noqa: ANN401 - whatever stands there
    if isinstance(value, dict) and not form.query.before:
        return value
    found = re.fullmatch(f"{form.query.before}(.*){form.query.after}", str(value), re.DOTALL)
    if found is None:
        raise ClickopsError(f"{name}: what surrounds a query is not what target.yml says: {str(value)[:80]!r}")
    return found[1]


def _at(value: Any, keys: list[str]) -> Iterator[Any]:  # noqa: ANN401 - JSON
    """Yield what stands at a path; a member that does not have it is passed over."""
    if not keys:
        yield value
        return
    members = dict(enumerate(value)) if isinstance(value, list) else value if isinstance(value, dict) else {}
    if keys[0] == "*":
        for inner in members.values():
            yield from _at(inner, keys[1:])
        return
    for end in range(1, len(keys) + 1):  # a key may have a dot in it
        name = ".".join(keys[:end])
        at = int(name) if isinstance(value, list) and name.isdecimal() else name
        if at in members:
            yield from _at(members[at], keys[end:])


def read(name: str, text: str) -> Any:  # noqa: ANN401 - JSON, YAML or stanzas
    """Read a file of JSON, YAML or stanzas, as its name ends."""
    if name.endswith(".ndjson"):
        return [json.loads(line) for line in text.splitlines()]
    if name.endswith(".json"):
        return json.loads(text)
    if name.endswith((".conf", ".meta")):
        return _stanzas(text)
    import yaml  # noqa: PLC0415 - rarely needed

    return yaml.load(text, Loader=yaml.CSafeLoader)


def _stanzas(text: str) -> dict[str, dict[str, str]]:
    """Read a file of Splunk's: stanzas of `key = value`; a backslash at the end of a line continues it."""
    read: dict[str, dict[str, str]] = {}
    for line in re.sub(r" ?\\\n", "\0", text).split("\n"):  # blanks at the end of a line mean nothing in SPL
        if found := re.fullmatch(r"\[(.*)\]", line):
            read[found[1]] = {}
        elif line.strip():
            key, _, value = line.partition("=")
            read[next(reversed(read), "")][key.strip()] = value.strip().replace("\0", "\n")
    return read
