"""A model of the Query DSL, written from Elastic's reference and not from the converter.

Elasticsearch reference, "Boolean query", "Term query", "Prefix query", "Wildcard query", "Regexp query", "Exists
query", "Script query", "Regular expression syntax"; "Arrays": a field of several values matches when one does.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable, Iterator
from typing import Any

_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_METHODS: dict[str, Callable[[str, str], bool]] = {
    "equals": str.__eq__,
    "startsWith": str.startswith,
    "endsWith": str.endswith,
    "contains": str.__contains__,
}


def matches(query: dict[str, Any], document: dict[str, Any]) -> bool:
    """Whether a document is found; unknown clauses and parameters are errors, as they are for Elasticsearch."""
    ((kind, body),) = query.items()
    if kind == "bool":
        return _bool(dict(body), document)
    if kind == "exists":
        assert set(body) == {"field"}
        return any(True for _ in values(document, body["field"]))
    if kind == "script":
        return _script(body["script"], document)
    ((field, how),) = body.items()
    found = [_text(value) for value in values(document, field)]
    if not isinstance(how, dict):
        assert kind == "term"
        return _text(how) in found
    how = dict(how)
    wanted = how.pop("value")
    if how.pop("case_insensitive", False):  # "allows ASCII case insensitive matching"
        assert kind != "regexp", "it folds literal letters only, not those in brackets"
        wanted, found = wanted.translate(_LOWER), [one.translate(_LOWER) for one in found]
    if kind == "regexp":
        assert how.pop("flags") == "NONE"
    assert not how, f"{kind} has no parameter {how}"
    if kind == "term":
        return wanted in found
    if kind == "prefix":
        return any(one.startswith(wanted) for one in found)
    expression = wanted if kind == "regexp" else _wildcard(wanted)
    return any(re.fullmatch(expression, one, re.DOTALL) for one in found)


def values(document: Any, field: str) -> Iterator[Any]:
    """Yield the values of a field: objects are paths, arrays are several values, null is nothing."""
    if isinstance(document, list):
        for member in document:
            yield from values(member, field)
    elif field == "":
        if document is not None and not isinstance(document, dict):
            yield document
    elif isinstance(document, dict):
        head, _, rest = field.partition(".")
        yield from values(document.get(head), rest)


def _bool(clauses: dict[str, Any], document: dict[str, Any]) -> bool:
    clauses.pop("_name", None)
    wanted, unwanted = clauses.pop("filter", []), clauses.pop("must_not", [])
    should = clauses.pop("should", [])
    least = clauses.pop("minimum_should_match", 0)
    assert not clauses, f"bool has no clause {clauses}"
    return (
        all(matches(clause, document) for clause in wanted)
        and not any(matches(clause, document) for clause in unwanted)
        and sum(matches(clause, document) for clause in should) >= least
    )


def _script(script: dict[str, Any], document: dict[str, Any]) -> bool:
    """Run the shapes of Painless that we write: a text of a list, its pieces, or another field, against each value."""
    params = script["params"]
    if sought := re.search(r"value(\.toLowerCase\(\))?\.indexOf\(piece, at\)", script["source"]):
        fold = str.lower if sought[1] else str
        mine = [fold(_text(value)) for value in values(document, params["field"])]
        pieces = [".*".join(map(re.escape, text)) for text in params["texts"]]
        return any(re.search(one, value, re.DOTALL) for one in pieces for value in mine)
    called = re.search(r"value(\.toLowerCase\(\))?\.(\w+)\((text|other)(\.toLowerCase\(\))?\)", script["source"])
    assert called is not None
    fold = str.lower if called[1] else str
    mine = [fold(_text(value)) for value in values(document, params["field"])]
    if called[3] == "text":
        theirs = params["texts"]
    else:
        theirs = [(str.lower if called[4] else str)(_text(value)) for value in values(document, params["other"])]
    return any(_METHODS[called[2]](one, other) for one in mine for other in theirs)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _wildcard(wanted: str) -> str:
    r"""Read `*`, `?` and `\`, which makes what follows literal."""
    signs = re.findall(r"\\.|.", wanted, re.DOTALL)
    return "".join({"*": ".*", "?": "."}.get(sign) or re.escape(sign[-1]) for sign in signs)
