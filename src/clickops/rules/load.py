"""Sigma files, folders and texts become a pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from clickops import content
from clickops.errors import PlaceholderError, Problem, RuleError
from clickops.rules import document, files, pack, read
from clickops.rules.pack import Filter, Pack, Rule

Source = str | Path
OnProblem = Callable[[RuleError], None]


def load(
    source: Source | Iterable[Source] | None = None,
    *,
    filters: Iterable[Source] = (),
    variables: Mapping[str, Sequence[str]] | None = None,
    on_problem: OnProblem | None = None,
) -> Pack:
    """Load rules and filters: the shipped pack, or what `source` names.

    `source` is the path of a file or folder (searched for *.yml and *.yaml), several of them, or YAML text (a str
    with a line break). `filters` are further files or folders whose filters are added. `variables` gives the
    values of placeholders, over those of the placeholders.yml in the folder of `source` or above it.

    A problem is raised as RuleError, or handed to `on_problem` while the rest goes on. A rule whose placeholder
    is declared and empty is no problem: it is named in `left_out`.
    """
    if source is None:
        source = [content.RULES / "detections", content.RULES / "filters"]
    given = {name: [value for value in values if value] for name, values in (variables or {}).items()}
    loading = _Loading(given, on_problem)
    for one in [source] if isinstance(source, str | Path) else source:
        loading.add(one)
    for one in filters:
        loading.add(one, only=Filter)
    return pack.attach(loading.rules, loading.filters, loading.left_out)


class _Loading:
    def __init__(self, variables: Mapping[str, Sequence[str]], on_problem: OnProblem | None) -> None:
        self.variables = variables
        self.on_problem = on_problem
        self.rules: list[Rule] = []
        self.filters: list[Filter] = []
        self.left_out: list[Problem] = []

    def add(self, source: Source, only: type[Filter] | None = None) -> None:
        """Load all documents of one source; `only` filters where rules are not what is asked for."""
        variables = dict(self.variables)
        try:
            if isinstance(source, str) and "\n" in source:
                self.text(source, "<text>", variables, only)
                return
            paths = files.find(source)
            variables = files.near_placeholders(source) | variables
        except RuleError as error:
            self.problem(error)
            return
        for path in paths:
            try:
                self.text(files.read(path), str(path), variables, only)
            except RuleError as error:
                self.problem(error)

    def text(self, text: str, path: str, variables: Mapping[str, Sequence[str]], only: type[Filter] | None) -> None:
        for number, part in enumerate(document.documents(text, path)):
            try:
                item = read.read(part, path, number, variables)
            except PlaceholderError as error:
                if error.placeholder not in variables:
                    self.problem(error)
                else:
                    self.left_out.append(Problem(error.path, error.line, error.reason))
            except RuleError as error:
                self.problem(error)
            else:
                if isinstance(item, Filter):
                    self.filters.append(item)
                elif only is None:
                    self.rules.append(item)
                else:
                    self.problem(RuleError("a filter is expected here, not a rule", path=path, line=part.line))

    def problem(self, error: RuleError) -> None:
        if self.on_problem is None:
            raise error
        self.on_problem(error)
