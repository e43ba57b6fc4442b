"""A target is a folder of backends/: target.yml, fields.yml, formats/, golden/, README.md. Found, not registered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from clickops import content
from clickops.conversion.fields import Fields, FieldsFile
from clickops.errors import ClickopsError
from clickops.rules.near import among

_T = TypeVar("_T")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that differs from house to house; `pattern` is what the whole value must look like."""

    default: str
    description: str
    pattern: str = r"[^\x00-\x1f\x7f]*"


class Comment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a format writes what is no part of the query: before each line, or before and after all of them."""

    line: str = ""
    open: str = ""
    close: str = ""


class Otherwise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a format says otherwise where an option is set in some way; what it leaves out, it says alike."""

    differs: Mapping[str, str] | None = None
    unrun: Mapping[str, tuple[str, ...]] | None = None
    refuses: Mapping[str, tuple[str, ...]] | None = None


class QueryPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the queries stand in what a format writes, for the proof that they are those that ran: by default, a file.

    Written from how the platform reads the file, not from the template, so that a fault in a template is found.
    """

    at: str = ""  # a path in JSON, YAML or a .conf file, `*` for any member; `view`: what SQL makes views of
    before: str = ""  # what surrounds a query there, as regular expressions
    after: str = ""
    between: str = ""  # what separates several queries of a file
    given: Mapping[str, Any] = {}  # what else decides what is found: paths, and the value that each must have
    also: Mapping[str, Mapping[str, Any]] = {}  # the same of further files, by their names in the format's `also`


class Format(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of output. Without a template it is the comment and the query."""

    title: str
    language: str  # a module of clickops.conversion.languages
    file: str  # `{rule}` makes it one file a query, `{stem}` one file a rule, else one file holds them all
    proof: str = ""  # what else was made sure of the output, beside the run of its queries, or what was not
    dialect: str = ""  # of a language that has several
    engine: str = ""  # a module of clickops.verify.engines that runs the output
    query: QueryPlace = QueryPlace()  # where in the output the queries stand
    differs: Mapping[str, str] = {}  # known differences, by their names in clickops.verify.differences, and what to do
    unrun: Mapping[str, tuple[str, ...]] = {}  # a reason -> the shipped rules that the engine cannot run
    plain: bool = False  # a bare query, which can be read from a terminal
    template: str = ""  # a file in formats/
    around: str = ""  # a file in formats/ that holds all that the template makes, as `${items}`
    also: Mapping[str, str] = {}  # further files, each with its template; `{rule}` in a name makes it one a rule
    archive: str = ""  # a .tar.gz that holds the files
    allowlist: str | Mapping[str, Any] = ""  # a list that the platform keeps: text behind the query, or `${exceptions}`
    refuses: Mapping[str, tuple[str, ...]] = {}  # a reason -> the shipped rules that it keeps from being expressed
    unfiltered: Mapping[str, Mapping[str, tuple[str, ...]]] = {}  # a reason -> a rule -> filters left out of its query
    when: Mapping[str, Otherwise] = {}  # `option=value` -> what is otherwise then
    comment: Comment | None = None
    levels: Mapping[str, Mapping[str, str | int]] = {}  # what the platform calls a level, or that of `rule NAME`

    @property
    def refused(self) -> dict[str, str]:
        """Give the shipped rules that cannot be expressed, each with the reason."""
        return {rule: reason for reason, rules in self.refuses.items() for rule in rules}

    def under(self, settings: Mapping[str, str]) -> Format:
        """Give the format as it is with these options."""
        set_so = (self.when[key] for name, value in settings.items() if (key := f"{name}={value}") in self.when)
        said = {key: value for one in set_so for key, value in msgspec.structs.asdict(one).items() if value is not None}
        return msgspec.structs.replace(self, **said)


class Target(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What target.yml says. The first format is the default."""

    title: str
    description: str
    formats: Mapping[str, Format]
    options: Mapping[str, Option] = {}
    columns: tuple[str, ...] = ()  # raw fields that an alert shows beside those of the rule
    schedule: str = ""  # how often to run the queries, over which time
    extra: str = ""  # what must be installed beside clickops: an extra of the package
    name: str = ""
    folder: Path = Path()

    @property
    def default(self) -> str:
        """The name of the format that is written when none is asked for."""
        return next(iter(self.formats))

    def format(self, name: str | None) -> Format:
        """Find a format; raises ClickopsError that names those there are."""
        name = name or self.default
        if name not in self.formats:
            raise ClickopsError(f"{self.name} has no format {name!r}{among(name, self.formats)}")
        return self.formats[name]

    def own(self, options: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Keep those of some options, which are for several targets, that this one has."""
        return {name: value for name, value in options if name in self.options}

    def settings(self, options: Mapping[str, str]) -> dict[str, str]:
        """Complete the user's options with the defaults; raises ClickopsError for a wrong name or value."""
        for name, value in options.items():
            if name not in self.options:
                raise ClickopsError(f"{self.name} has no option {name!r}{among(name, self.options)}")
            if not re.fullmatch(self.options[name].pattern, value):
                raise ClickopsError(
                    f"{self.name}: the option {name} cannot be {value!r}: {self.options[name].description}"
                )
        return {name: option.default for name, option in self.options.items()} | dict(options)

    def fields(self, settings: Mapping[str, str]) -> Fields:
        """Read where the platform keeps each field, in the schema that the settings name."""
        file = _read(self.folder / "fields.yml", FieldsFile)
        return Fields(file.schema(settings.get("schema", "")), settings)

    def template(self, name: str) -> str:
        """Read a template of this target."""
        return (self.folder / "formats" / name).read_text("utf-8")


def names() -> list[str]:
    """List the targets, by name."""
    return sorted(path.parent.name for path in content.BACKENDS.glob("*/target.yml"))


def targets() -> list[Target]:
    """Read all targets, by name."""
    return [find(name) for name in names()]


def find(name: str) -> Target:
    """Read a target; raises ClickopsError that names those there are."""
    if not _NAME.fullmatch(name) or not (content.BACKENDS / name / "target.yml").is_file():
        raise ClickopsError(f"there is no target {name!r}{among(name, names())}")
    return read(content.BACKENDS / name)


def read(folder: Path) -> Target:
    """Read the target in a folder; raises ClickopsError when its target.yml is not as it must be."""
    target: Target = _read(folder / "target.yml", Target)
    return msgspec.structs.replace(target, name=folder.name, folder=folder)


@lru_cache(maxsize=128)  # a target has two files
def _read(path: Path, kind: type[_T]) -> _T:
    return parse(path, kind)


def parse(path: Path, kind: type[_T]) -> _T:
    """Read a file of a target; raises ClickopsError, with its path, when it is not as it must be."""
    import yaml  # noqa: PLC0415 - costs 15 ms that other commands do not owe

    try:
        value: Any = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        return msgspec.convert(value, kind)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise ClickopsError(f"{path}: {error}".replace("\n", " ")) from None
