from __future__ import annotations

import importlib
import re
from pathlib import Path

import msgspec
import pytest
import yaml

import clickops
from clickops import content
from clickops.conversion import artifacts, templates
from clickops.conversion.artifacts import Files
from clickops.conversion.convert import convert
from clickops.conversion.fields import FieldsFile
from clickops.conversion.goldens import shipped
from clickops.conversion.languages import renderer
from clickops.conversion.queries import Conversion
from clickops.conversion.targets import Format, Target, _read, find, names, read, targets
from clickops.errors import ClickopsError, ConversionError
from clickops.rules.load import load
from clickops.rules.pack import Pack
from clickops.rules.tree import And
from support.platform import ask, rule

TARGETS = targets()


def test_targets_are_the_folders_of_backends() -> None:
    folders = {path.name for path in content.BACKENDS.iterdir() if path.is_dir()}
    assert set(names()) == folders == {target.name for target in TARGETS}


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_a_folder_is_whole(target: Target) -> None:
    assert (target.folder / "README.md").is_file()
    used = {name for form in target.formats.values() for name in (form.template, form.around, *form.also.values())}
    assert {path.name for path in target.folder.glob("formats/*")} == used - {""}
    rules = {f"rule {one.name}" for one in shipped().rules}
    for form in target.formats.values():
        assert callable(renderer(form.language))
        assert not form.plain or "{rule}" in form.file or "{stem}" in form.file
        for key in form.when:
            name, _, value = key.partition("=")
            assert re.fullmatch(target.options[name].pattern, value)
        for table in form.levels.values():
            assert set(table) - rules == {"informational", "low", "medium", "high", "critical"}


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_every_option_is_explained_in_the_readme_and_its_default_is_allowed(target: Target) -> None:
    text = (target.folder / "README.md").read_text("utf-8")
    assert target.settings({name: option.default for name, option in target.options.items()})
    for name in (*target.options, *target.formats):
        assert f"`{name}`" in text


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_every_field_says_where_it_was_read(target: Target) -> None:
    file: FieldsFile = _read(target.folder / "fields.yml", FieldsFile)
    for schema in file.schemas.values():
        for raw, place in schema.fields.items():
            assert bool(place.missing) != bool(place.names), raw
            assert place.missing or place.source in file.sources, raw
            assert raw.endswith(".*") == any("*" in name for name in place.names) or place.missing, raw
            assert list(schema.fields) == sorted(schema.fields), "keep them in order"


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_every_schema_converts_the_legacy_rule_and_the_manual_change(target: Target) -> None:
    pack = load().select(["aws_cloudtrail_console_action_legacy", "aws_cloudtrail_manual_change"])
    file: FieldsFile = _read(target.folder / "fields.yml", FieldsFile)
    for schema in file.schemas:
        for name, form in target.formats.items():
            taken = pack.select([rule.name for rule in pack.rules if rule.name not in form.refused])
            options = {"schema": schema} if len(file.schemas) > 1 else {}
            assert len(convert(taken, target, name, options=options, packed=False)) >= 1
            assert len(taken.rules) == 2 or name in {"metric_filter", "cloudformation"}


SCHEMAS = [
    (target, schema)
    for target in TARGETS
    for schema in _read(target.folder / "fields.yml", FieldsFile).schemas
    if "schema" in target.options and schema != target.options["schema"].default
]


@pytest.mark.parametrize(("target", "schema"), SCHEMAS, ids=[f"{target.name}-{schema}" for target, schema in SCHEMAS])
def test_a_schema_refuses_what_the_manifest_lists_for_it(target: Target, schema: str) -> None:
    options = {"schema": schema}
    for name in target.formats:
        problems: list[ConversionError] = []
        convert(shipped(), target, name, options=options, packed=False, on_problem=problems.append)
        listed = Conversion(target, name, options).format.refused
        assert {problem.rule: problem.reason for problem in problems} == listed, name


def test_what_a_format_says_for_an_option_stands_in_place_of_what_it_says_else() -> None:
    fields = {"title": "t", "language": "eql", "file": "{rule}", "differs": {"case": "x"}, "refuses": {"why": ["r"]}}
    form = msgspec.convert({**fields, "when": {"schema=raw": {"differs": {}}}}, Format)
    assert form.under({"schema": "ecs", "raw": "schema"}) == form
    assert (form.under({"schema": "raw"}).differs, form.under({"schema": "raw"}).refused) == ({}, {"r": "why"})


MANIFEST = {
    "title": "T",
    "description": "d",
    "formats": {"q": {"title": "t", "language": "eql", "file": "{rule}.q", "proof": "none"}},
}


def made(folder: Path, manifest: object = MANIFEST, fields: str = "") -> Path:
    (folder / "target.yml").write_text(yaml.safe_dump(manifest), "utf-8")
    (folder / "fields.yml").write_text(fields or "schemas: {one: {title: t, fields: {a: {name: b}}}}", "utf-8")
    return folder


def test_a_target_is_added_as_a_folder(tmp_path: Path) -> None:
    target = read(made(tmp_path))
    assert convert(Pack((rule(ask("a", "x")),)), target) == {"made_up.q": 'any where\n  ?b : "x"\n'}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"tilte": "T"}, "unknown field `tilte`"),
        ({"formats": {"q": {"title": "t", "language": "eql"}}}, "missing required field `file`"),
        ({"title": 5}, r"Expected `str`, got `int` - at `\$.title`"),
        ({"formats": None}, "Expected `object`"),
    ],
)
def test_a_wrong_manifest_is_refused_with_its_path(tmp_path: Path, change: dict[str, object], reason: str) -> None:
    with pytest.raises(ClickopsError, match=f"target.yml: .*{reason}"):
        read(made(tmp_path, MANIFEST | change))


def test_fields_with_unknown_keys_are_refused_with_their_path(tmp_path: Path) -> None:
    target = read(made(tmp_path, fields="schemas: {one: {title: t, fields: {a: {nmae: b}}}}"))
    with pytest.raises(ClickopsError, match=r"fields.yml: .*unknown field `nmae`"):
        convert(Pack((rule(ask("a", "x")),)), target)


@pytest.mark.parametrize("language", ["nonsense", "../eql", "os.path", "__init__", ""])
def test_a_language_without_a_module_is_refused(language: str) -> None:
    with pytest.raises(ClickopsError, match="there is no query language"):
        renderer(language)


@pytest.mark.parametrize(
    ("template", "reason"),
    [("${nonsense}", r"a template names \${nonsense}; there are: "), ("${title|shout}", "the filter 'shout'")],
)
def test_a_template_that_names_what_is_not_there_is_refused(tmp_path: Path, template: str, reason: str) -> None:
    (tmp_path / "formats").mkdir()
    (tmp_path / "formats" / "t.txt").write_text(template)
    form = MANIFEST["formats"]["q"] | {"template": "t.txt"}  # type: ignore[index]
    with pytest.raises(ClickopsError, match=reason):
        convert(Pack((rule(ask("a", "x")),)), read(made(tmp_path, MANIFEST | {"formats": {"q": form}})))


def test_a_json_template_takes_values_whole_and_lists_member_by_member(tmp_path: Path) -> None:
    (tmp_path / "formats").mkdir()
    (tmp_path / "formats" / "t.json").write_text(
        '{"a": "${tags}", "b": ["x", "${tags}"], "c": "${title}: ${tags}", "d": 1}'
    )
    form = MANIFEST["formats"]["q"] | {"template": "t.json", "file": "all.json"}  # type: ignore[index]
    target = read(made(tmp_path, MANIFEST | {"formats": {"q": form}}))
    files = convert(Pack((rule(And((ask("a", "x"),)), title='"} ${id}', tags=("t", "u")),)), target)
    assert files == {"all.json": '[\n{"a": ["t", "u"], "b": ["x", "t", "u"], "c": "\\"} ${id}: t, u", "d": 1}\n]\n'}


def test_json_is_the_same_on_one_line_and_on_several() -> None:
    value = {"a": [1, {"b": "é" * 60, "c": ["x" * 40, "y" * 40, None]}], "d": {}}
    assert templates.pretty(value).count("\n") > 4
    assert yaml.safe_load(templates.pretty(value)) == value


def test_find_reads_what_read_reads() -> None:
    assert find("splunk") == read(content.BACKENDS / "splunk")


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_no_option_is_called_like_something_else_that_a_template_may_name(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: list[templates.Facts] = []

    def write(_target: Target, _form: Format, several: list[templates.Facts], common: templates.Facts) -> Files:
        filled.extend([*several, common])
        return {}

    monkeypatch.setattr(artifacts, "write", write)
    pack = shipped().select("aws_cloudtrail_cloudshell_change")
    for name in target.formats:
        convert(pack, target, name, on_problem=lambda _: None)
    assert len(filled) > len(target.formats)
    settings = target.settings({})
    assert all(settings == {option: facts[option] for option in settings} for facts in filled)
    assert not {"file_names", "items"} & settings.keys()  # what is there for all rules at once


def test_duckdbs_views_as_they_are_written_select_what_the_evaluator_selects() -> None:
    import duckdb

    where = str(content.SAMPLES / "*.json")
    pack = shipped()
    files = convert(pack, "duckdb", "views", options={"files": where})
    with duckdb.connect() as connection:
        for name in ("cloudtrail.sql", "detections.sql"):
            connection.execute(str(files[name]))
        views = re.findall(r'VIEW "(\w+)"', str(files["detections.sql"]))
        found = {
            view: {row[0] for row in connection.execute(f'SELECT eventID FROM "{view}"').fetchall()}  # noqa: S608
            for view in views
        }
    match = clickops.compile(pack)
    wanted: dict[str, set[str]] = {one.name: set() for one in pack.rules}
    for _, event in clickops.read(content.SAMPLES):
        for one in match(event):
            wanted[one.name].add(event["eventID"])
    assert found == wanted
    assert sum(map(bool, wanted.values())) >= 5


def test_what_a_language_lacks_itself_is_not_taken_for_a_language_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(ClickopsError, match="there is no query language 'nothing'"):
        renderer("nothing")

    def broken(_name: str) -> None:
        raise ModuleNotFoundError("No module named 'nothing'", name="nothing")

    monkeypatch.setattr(importlib, "import_module", broken)
    with pytest.raises(ClickopsError, match="the query language 'spl' cannot be loaded: No module named 'nothing'"):
        renderer("spl")
