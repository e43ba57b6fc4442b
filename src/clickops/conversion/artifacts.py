"""Queries become what a platform imports: a comment and the query, or templates of the target filled in."""

from __future__ import annotations

import io
import itertools
import re
import textwrap
from collections.abc import Mapping, Sequence

from clickops.conversion import templates
from clickops.conversion.targets import Comment, Format, Target
from clickops.conversion.templates import Facts, Writer

Files = Mapping[str, str]
_EACH = "{rule}"
_WHOLE = "{stem}"
_LIST = "{allowlist}"


def write(target: Target, form: Format, several: Sequence[Facts], common: Facts) -> dict[str, str]:
    """Write the files of one format, each a file a query, a file a rule or one for all, as its name says.

    `several` is what there is to know of each query, `common` of all of them. Nothing converted is no file.
    """
    if not several:
        return {}
    made = _files(form.file, _writer(target, form.template, form), target, form, (several, common))
    for pattern, template in form.also.items():
        if _LIST in pattern and not common["allowlist"]:
            continue
        name = pattern.replace(_LIST, common["allowlist"])
        made |= _files(name, _writer(target, template, form), target, None, (several, common))
    return made


def stem(name: str) -> str:
    """Make a name that a file may have of a rule's."""
    return re.sub(r"[^\w.-]", "_", name).lstrip(".") or "rule"


def packed(files: Files) -> bytes:
    """Put files into a .tar.gz that is the same whenever and by whomever it is made."""
    import gzip  # noqa: PLC0415 - few formats are an archive
    import tarfile  # noqa: PLC0415

    tape = io.BytesIO()
    with tarfile.open(fileobj=tape, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, text in sorted(files.items()):
            content = text.encode()
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(content), 0o644
            tar.addfile(member, io.BytesIO(content))
    return gzip.compress(tape.getvalue(), mtime=0)


def _files(
    name: str, write_one: Writer, target: Target, form: Format | None, known: tuple[Sequence[Facts], Facts]
) -> dict[str, str]:
    several, common = known
    if _WHOLE in name:
        made: dict[str, str] = {}
        for rule, group in itertools.groupby(several, key=lambda facts: facts["stem"]):
            queries = list(group)
            made |= _files(name.replace(_WHOLE, rule), write_one, target, form, (queries, {**queries[0], **common}))
        return made
    if _EACH in name:
        return {
            name.replace(_EACH, facts["file"]): templates.written(write_one(facts), name) + "\n" for facts in several
        }
    if form is None:
        names = [facts["file"] for facts in several]
        return {name: templates.written(write_one({**common, "file_names": names}), name) + "\n"}
    items = [write_one(facts) for facts in several]
    if form.around:
        joined = items if not isinstance(items[0], str) else "\n".join(items)
        whole = _writer(target, form.around, form)(dict(common) | {"items": joined})
        return {name: templates.written(whole, name) + "\n"}
    if isinstance(items[0], str) or name.endswith(".ndjson"):
        separator = "\n" if name.endswith(".ndjson") else "\n\n"
        return {name: separator.join(templates.written(item, name) for item in items) + "\n"}
    if name.endswith(".json"):
        return {name: "[\n" + ",\n".join(map(templates.pretty, items)) + "\n]\n"}
    return {name: templates.written(items, name) + "\n"}


def _writer(target: Target, template: str, form: Format) -> Writer:
    if template:
        return templates.writer(template, target.template(template))
    return lambda facts: "\n".join((*header(facts, form.comment or Comment()), facts["query"]))


def header(facts: Facts, comment: Comment) -> list[str]:
    """Say what a query is for and what to know about it, as a comment of the language; empty if it has none."""
    about = [facts["title"], f"{facts['name']}, {facts['id']}, level {facts['level']}"]
    if facts["techniques"]:
        about[1] += ", ATT&CK " + " ".join(facts["techniques"])
    paragraphs = [
        facts["description"],
        "False positives: " + "; ".join(facts["falsepositives"]) if facts["falsepositives"] else "",
        "Schedule: " + facts["schedule"] if facts["schedule"] else "",
        *facts["notes"],
    ]
    for paragraph in paragraphs:
        about += textwrap.wrap(" ".join(paragraph.split()), templates.WIDTH - len(comment.line), break_on_hyphens=False)
    lines = [_inert(templates.line(line), comment) for line in about]
    if comment.line:
        return [comment.line + line for line in lines]
    if comment.open:
        lines[0] = f"{comment.open} {lines[0]}"
        lines[-1] = f"{lines[-1]} {comment.close}"
        return lines
    return []


def _inert(line: str, comment: Comment) -> str:
    """Break up whatever in a line would end the comment: its mark loses all but its first sign."""
    while comment.close and comment.close in line:
        line = line.replace(comment.close, comment.close[0])
    return line
