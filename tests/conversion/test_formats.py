"""What a format can be made of: files a rule and files for all, a frame round them, archives, lists that it asks."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from clickops.conversion.convert import convert
from clickops.conversion.targets import Target, read
from clickops.errors import ClickopsError, ConversionError
from clickops.rules.pack import Pack
from support.platform import ask, rule

FIRST = rule(ask("a", "x"), "first", title="First", level="high")
SECOND = rule(ask("a", "y"), "second", title='Second: "${id}"', description="one\ntwo")
BOTH = Pack((FIRST, SECOND))


def target(folder: Path, templates: Mapping[str, str], **form: Any) -> Target:
    (folder / "formats").mkdir()
    for name, text in templates.items():
        (folder / "formats" / name).write_text(text, "utf-8")
    known = {"title": "t", "language": "eql", "file": "{rule}.q", "proof": "none"}
    option = {"place": {"default": "here", "description": "where"}}
    manifest = {"title": "T", "description": "d", "options": option, "formats": {"q": known | form}}
    (folder / "target.yml").write_text(yaml.safe_dump(manifest), "utf-8")
    (folder / "fields.yml").write_text("schemas: {one: {title: t, fields: {a: {name: b}}}}", "utf-8")
    return read(folder)


def test_a_yaml_template_takes_values_whole_and_writes_long_texts_as_blocks(tmp_path: Path) -> None:
    text = 'title: ${title}\ntags: ["${level}", x]\nquery: ${query}\nnumber: 5\nabout: "${description}"\n'
    files = convert(BOTH, target(tmp_path, {"t.yml": text}, template="t.yml", file="{rule}.yml"))
    assert list(files) == ["first.yml", "second.yml"]
    assert 'query: |-\n  any where\n    ?b : "x"\n' in str(files["first.yml"])
    assert yaml.safe_load(str(files["second.yml"])) == {
        "title": 'Second: "${id}"',
        "tags": ["medium", "x"],
        "query": 'any where\n  ?b : "y"',
        "number": 5,
        "about": "one\ntwo",
    }


def test_a_frame_may_be_one_a_rule_and_tell_of_it(tmp_path: Path) -> None:
    templates = {"t.json": '{"Q${number}": "${query}"}', "all.json": '{"About": "${rule_title}", "${items}": null}'}
    files = convert(BOTH, target(tmp_path, templates, template="t.json", around="all.json", file="{stem}.json"))
    assert files == {
        "first.json": '{"About": "First", "Q1": "any where\\n  ?b : \\"x\\""}\n',
        "second.json": '{"About": "Second: \\"${id}\\"", "Q1": "any where\\n  ?b : \\"y\\""}\n',
    }


def test_a_frame_holds_what_every_rule_became(tmp_path: Path) -> None:
    templates = {
        "t.json": '{"Rule${name|identifier}": {"level": "${level}"}}',
        "all.json": '{"Where": "${place}", "Resources": {"Topic": {}, "${items}": null}}',
    }
    files = convert(BOTH, target(tmp_path, templates, template="t.json", around="all.json", file="all.json"))
    assert files == {
        "all.json": '{\n  "Where": "here",\n  "Resources": {"Topic": {}, "RuleFirst": {"level": "high"}, '
        '"RuleSecond": {"level": "medium"}}\n}\n'
    }


def test_a_frame_of_text_and_one_of_yaml(tmp_path: Path) -> None:
    lines = target(tmp_path, {"t.txt": "- ${name}", "all.txt": "all:\n${items}"}, template="t.txt", around="all.txt",
                   file="all.txt")  # fmt: skip
    assert convert(BOTH, lines) == {"all.txt": "all:\n- first\n- second\n"}
    (tmp_path / "y").mkdir()
    framed = target(tmp_path / "y", {"t.yml": "name: ${name}", "all.yml": "rules: ${items}"}, template="t.yml",
                    around="all.yml", file="all.yml")  # fmt: skip
    assert convert(BOTH, framed) == {"all.yml": "rules:\n- name: first\n- name: second\n"}


def test_further_files_are_one_a_rule_or_one_for_all(tmp_path: Path) -> None:
    also = {"{rule}.md": "about.md", "where.conf": "where.conf"}
    templates = {"about.md": "# ${title|line}", "where.conf": "place = ${place}"}
    files = convert(BOTH, target(tmp_path, templates, also=also))
    assert sorted(files) == ["first.md", "first.q", "second.md", "second.q", "where.conf"]
    assert files["where.conf"] == "place = here\n"
    assert files["second.md"] == '# Second: "${id}"\n'


def test_nothing_converted_is_no_file_beside_it_either(tmp_path: Path) -> None:
    made = target(tmp_path, {"w": "x"}, also={"where.conf": "w"}, archive="all.tar.gz")
    assert convert(Pack((rule(ask("nowhere", "x")),)), made, on_problem=lambda _: None) == {}


def test_an_archive_is_the_same_each_time_and_holds_the_files(tmp_path: Path) -> None:
    made = target(tmp_path, {"w": "x"}, also={"app/where.conf": "w"}, archive="all.tar.gz")
    first, second = convert(BOTH, made), convert(BOTH, made)
    assert first == second
    assert list(first) == ["all.tar.gz"]
    content = first["all.tar.gz"]
    assert isinstance(content, bytes)
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        assert tar.getnames() == ["app/where.conf", "first.q", "second.q"]
        assert {member.mtime for member in tar} == {0}
        held = tar.extractfile("app/where.conf")
        assert held is not None
        assert held.read() == b"x\n"
    assert sorted(convert(BOTH, made, packed=False)) == ["app/where.conf", "first.q", "second.q"]


def test_a_list_of_the_platform_stands_behind_the_query_or_in_the_template(tmp_path: Path) -> None:
    made = target(tmp_path, {}, allowlist="and not in ${allowlist} at ${place}")
    assert str(convert(BOTH, made, allowlist="ours")["first.q"]).endswith('"x"\nand not in ours at here\n')
    assert str(convert(BOTH, made)["first.q"]).endswith('"x"\n')
    (tmp_path / "j").mkdir()
    asked = target(tmp_path / "j", {"t.json": '{"lists": ["${exceptions}"]}'}, template="t.json", file="all.json",
                   allowlist={"id": "${allowlist}"})  # fmt: skip
    assert convert(Pack((FIRST,)), asked, allowlist="ours") == {"all.json": '[\n{"lists": [{"id": "ours"}]}\n]\n'}
    assert convert(Pack((FIRST,)), asked) == {"all.json": '[\n{"lists": []}\n]\n'}


@pytest.mark.parametrize("name", ["a b", 'x" | delete', "", "é"])
def test_a_list_has_a_plain_name_and_a_target_that_keeps_lists(tmp_path: Path, name: str) -> None:
    made = target(tmp_path, {}, allowlist="not in ${allowlist}")
    if name:
        with pytest.raises(ClickopsError, match="a list cannot be called"):
            convert(BOTH, made, allowlist=name)
    (tmp_path / "n").mkdir()
    with pytest.raises(ClickopsError, match="keeps no list"):
        convert(BOTH, target(tmp_path / "n", {}), allowlist="ours")


def test_a_refusal_that_is_listed_is_known_and_has_the_listed_reason(tmp_path: Path) -> None:
    made = target(tmp_path, {}, refuses={"it is somewhere else": ["lost"]})
    problems: list[ConversionError] = []
    lost, other = rule(ask("nowhere", "x"), "lost"), rule(ask("nowhere", "x"), "other")
    assert list(convert(Pack((lost, other, FIRST)), made, on_problem=problems.append)) == ["first.q"]
    assert [(one.rule, one.listed) for one in problems] == [("lost", True), ("other", False)]
    assert problems[0].reason == "it is somewhere else"
    assert "fields.yml does not say" in problems[1].reason
