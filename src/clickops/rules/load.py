"""Sigma files, folders and texts become a pack."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from clickops import content
from clickops.errors import PlaceholderError, Problem, RuleError
from clickops.rules import document, files, pack, read, variables
from clickops.rules.correlation import Bases
from clickops.rules.pack import Filter, LeftOut, Pack, Rule
from clickops.rules.remarks import remarks

Source = str | Path
OnProblem = Callable[[RuleError], None]

ASIDE = "not a Sigma rule or filter: set aside"
"""The reason in `Pack.notes` of a file that stands beside rules, such as a README."""

_EACH = 20  # remarks on one document: nobody reads more, and a hostile one has many


def load(
    source: Source | Iterable[Source] | None = None,
    *,
    filters: Source | Iterable[Source] = (),
    variables: variables.Given | None = None,
    declared: Iterable[str] = (),
    on_problem: OnProblem | None = None,
) -> Pack:
    """Load rules and filters: the shipped pack, or what `source` names.

    `source` is the path of a file or folder (searched for *.yml and *.yaml), several of them, or YAML text (a str
    with a line break). `filters` are further files or folders whose filters are added. `variables` gives the
    values of placeholders, a text or several, over those of the placeholders.yml in the folder of `source` or above
    it. Raises ClickopsError for a name that no rule here has as a placeholder, unless it is `declared` or of the
    shipped rules.

    A problem is raised as RuleError, or handed to `on_problem` while the rest goes on. A rule whose placeholder
    is declared and empty is no problem, and neither is the base rule of a correlation: both are named in `left_out`.
    What breaks the Sigma specification and can be loaded stands in `notes`, and so do files of a folder that are no
    rules at all.
    """
    if source is None:
        source = [content.RULES / "detections", content.RULES / "filters"]
    loading = _Loading(variables, declared, on_problem)
    for one in [source] if isinstance(source, str | Path) else source:
        loading.add(one)
    for one in [filters] if isinstance(filters, str | Path) else filters:
        loading.add(one, only=Filter)
    return loading.finished()


class _Loading:
    def __init__(self, given: variables.Given | None, declared: Iterable[str], on_problem: OnProblem | None) -> None:
        self.variables = variables.collect(given)
        self.known = set(declared)
        self.on_problem = on_problem
        self.rules: list[Rule] = []
        self.filters: list[Filter] = []
        self.left_out: list[LeftOut] = []
        self.notes: list[Problem] = []
        self.bases = Bases()

    def add(self, source: Source, only: type[Filter] | None = None) -> None:
        """Load all documents of one source; `only` filters where rules are not what is asked for."""
        values: dict[str, list[str]] = dict(self.variables)
        try:
            if isinstance(source, str) and "\n" in source:
                self.text(source, "<text>", values, only)
                return
            paths = files.find(source)
            near = files.near_placeholders(source)
        except RuleError as error:
            self.problem(error)
            return
        self.known.update(near)
        for path in paths:
            try:
                if files.beside(path):
                    self.aside(path)
                else:
                    self.text(files.read(path), str(path), near | values, only, walked=path != Path(source))
            except RuleError as error:
                self.problem(error)

    def text(
        self,
        text: str,
        path: str,
        values: Mapping[str, Sequence[str]],
        only: type[Filter] | None,
        *,
        walked: bool = False,
    ) -> None:
        """Load the documents of one text; of a folder that was `walked`, what is no Sigma document is set aside."""
        for number, part in enumerate(document.documents(text, path)):
            if walked and read.foreign(part):
                self.aside(Path(path), part.line)
                continue
            self.bases.add(part, path)
            self.known.update(variables.named(part) if self.variables.keys() - self.known else ())
            try:
                item = read.read(part, path, number, values)
            except PlaceholderError as error:
                if error.placeholder not in values:
                    self.problem(error)
                else:
                    name = read.name(part, path, number)
                    self.left_out.append(LeftOut(error.path, error.line, error.reason, name, error.placeholder))
            except RuleError as error:
                self.problem(error)
            else:
                if isinstance(item, Filter):
                    self.filters.append(item)
                elif only is None:
                    self.rules.append(item)
                else:
                    self.problem(RuleError("a filter is expected here, not a rule", path=path, line=part.line))
                    continue
                found = itertools.islice(remarks(part), _EACH)
                self.notes += (Problem(path, line, reason) for line, reason in found)

    def finished(self) -> Pack:
        """Make the pack when all is read: only now is it known which rules are bases, and which names there are."""
        unknown = self.variables.keys() - self.known
        if unknown:
            self.known.update(files.near_placeholders(content.RULES))
            variables.refuse_unknown(sorted(unknown), self.known)
        bases = {index: base for index, rule in enumerate(self.rules) if (base := self.bases.of(rule)) is not None}
        rules = (rule for index, rule in enumerate(self.rules) if index not in bases)
        return pack.attach(rules, self.filters, [*self.left_out, *bases.values()], self.notes)

    def aside(self, path: Path, line: int = 0) -> None:
        self.notes.append(Problem(str(path), line, ASIDE))

    def problem(self, error: RuleError) -> None:
        if self.on_problem is None:
            raise error
        self.on_problem(error)
