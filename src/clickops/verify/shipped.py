"""The files that `convert` writes of a pack, which are what a verification runs."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from clickops.conversion import taken
from clickops.conversion.convert import convert, file_names
from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion, Converted
from clickops.conversion.targets import Target
from clickops.errors import ClickopsError, ConversionError
from clickops.rules.pack import Pack, Rule


class Shipped(Conversion):
    """One target in one format, as Conversion; but a query is what stands in the file that is shipped."""

    def __init__(self, target: Target, format: str | None, options: Mapping[str, str], pack: Pack) -> None:  # noqa: A002
        super().__init__(target, format, options)
        self.name = format or target.default
        self.pack = pack

    @functools.cached_property
    def files(self) -> Mapping[str, str]:
        """What `convert` writes of the pack: each file's name and text."""
        made = convert(
            *(self.pack, self.target, self.name), options=self.settings, packed=False, on_problem=lambda _: None
        )
        return {name: str(text) for name, text in made.items()}

    @property
    def views(self) -> str:
        """The file that makes a view of each query; empty in a format that makes none."""
        return self.files[self.format.file] if self.format.query.at == "view" else ""

    def companion(self, name: str) -> str:
        """Give a file that comes with the queries, of this format or of the one that has it."""
        if name in self.files:
            return self.files[name]
        having = (other for other, form in self.target.formats.items() if name in form.also)
        return Shipped(self.target, next(having), self.settings, self.pack).files[name]

    def query(self, rule: Rule) -> Converted:
        """Take the queries of a rule out of the files; ConversionError for a rule that is refused.

        A rule that the pack does not have is written by itself. Raises ClickopsError when it is not in the files.
        """
        made = super().query(rule)
        if rule not in self.pack.rules:
            return Shipped(self.target, self.name, self.settings, Pack((rule,))).query(rule)
        return msgspec.structs.replace(made, queries=self._by_rule[rule.name])

    @functools.cached_property
    def _by_rule(self) -> Mapping[str, tuple[Written, ...]]:
        """Read all files: those named after a rule hold its queries, any other all of them in the order of the pack."""
        form = self.format
        found: dict[str, tuple[Written, ...]] = {}
        together = [] if "{" in form.file or not self.files else self._read(form.file)
        names: list[str] = []  # of the queries' files
        for rule, stem in zip(self.pack.rules, file_names(self.pack.rules), strict=True):
            try:
                count = len(super().query(rule).queries)
            except ConversionError:
                continue
            several = [stem] if count == 1 else [f"{stem}_{number}" for number in range(1, count + 1)]
            names += several
            if "{" not in form.file:
                own, together = together[:count], together[count:]
            elif "{stem}" in form.file:
                own = self._read(form.file.replace("{stem}", stem))
            else:
                own = [one for name in several for one in self._read(form.file.replace("{rule}", name))]
            if len(own) != count:
                raise ClickopsError(f"{self.name}: {rule.name} has {len(own)} queries in the files, and should {count}")
            found[rule.name] = tuple(own)
        if together:
            raise ClickopsError(f"{self.name}: {form.file} has {len(together)} queries of no rule")
        if form.query.at == "view":
            self._check_views(names)
        self._check_also(names)
        return found

    def _check_views(self, names: Sequence[str]) -> None:
        """Check that each view is called after its query, with or without the table in front, as BigQuery's are."""
        made = taken.views(self.views)
        table = self.settings.get("table", "")
        if made != list(names) and made != [f"{table}_{name}" for name in names]:
            raise ClickopsError(f"{self.name}: the views are called {', '.join(made)}, and should {', '.join(names)}")

    def _check_also(self, names: Sequence[str]) -> None:
        """Check the further files, each one a query or one for all."""
        for pattern, given in self.format.query.also.items():
            for file in dict.fromkeys(pattern.replace("{rule}", name) for name in names):
                taken.check(file, taken.read(file, self._text(file)), given, self.settings)

    def _read(self, name: str) -> list[Written]:
        return taken.queries(self.format, name, self._text(name), self.settings)

    def _text(self, name: str) -> str:
        if name not in self.files:
            raise ClickopsError(f"{self.name}: there is no file {name}")
        return self.files[name]


def strays(first: Shipped, others: Sequence[Shipped]) -> Iterator[str]:
    """Name each rule whose query in another format is not the one that ran."""
    for other in others:
        for rule in first.pack.rules:
            if _queries(first, rule) != _queries(other, rule):
                yield f"{rule.name}: {other.name} does not hold the query that ran"


def _queries(shipped: Shipped, rule: Rule) -> list[object] | None:
    try:
        written = shipped.query(rule).queries
    except ConversionError:
        return None
    return [taken.document(taken.bare(query, shipped.format.comment)) for query in written]
