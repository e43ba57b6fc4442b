"""Query languages, a module each: `render(query)` writes a `Query` in that language.

A target names its language by the module's name. To add one is to add a file here.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from clickops.errors import ClickopsError
from clickops.rules.tree import Atom, Node

Written = str | dict[str, Any]
"""A query: text, or what is to be written as JSON."""

Several = tuple[Written, ...]
"""Queries that stand for one, where a platform's limits demand it: an event that any of them selects is selected."""


class Query(msgspec.Struct, frozen=True):
    """What a language is given to write: all in the platform's own field names."""

    condition: Node  # folded: see fold.py
    scope: tuple[Atom, ...] = ()  # what selects CloudTrail among everything else
    types: Mapping[str, str] = {}  # the kind of each field that is no keyword: see fields.Kind
    options: Mapping[str, str] = {}
    title: str = ""  # for languages that can name a query in itself
    dialect: str = ""  # of a language that has several
    remarks: dict[str, str] = {}  # filled by whoever writes: a field and what a reader of the query should know of it

    def kind(self, field: str) -> str:
        """Say how the platform keeps a field."""
        return self.types.get(field, "keyword")

    def is_single(self, field: str) -> bool:
        """Whether the platform keeps at most one value of a field."""
        return self.kind(field) not in {"json", "several"}


Render = Callable[[Query], Written | Several]


def renderer(language: str) -> Render:
    """Find what writes a language; raises ClickopsError for one without a module here, and one that does not load."""
    if re.fullmatch(r"[a-z][a-z_]*", language):
        try:
            module = importlib.import_module(f"{__name__}.{language}")
        except ModuleNotFoundError as error:
            if error.name != f"{__name__}.{language}":  # the language is there, and lacks something itself
                raise ClickopsError(f"the query language {language!r} cannot be loaded: {error}") from error
        else:
            render: Render = module.render
            return render
    raise ClickopsError(f"there is no query language {language!r} in clickops.conversion.languages")
