from __future__ import annotations

import json
import re

import msgspec
import pytest

from clickops.conversion.convert import Note, convert
from clickops.conversion.queries import Conversion
from clickops.conversion.targets import find
from clickops.errors import ClickopsError, ConversionError
from clickops.rules.pack import Pack, Rule, attach
from clickops.rules.tree import And, FieldReference, Not
from support.platform import ask, exception, rule

CHANGE = rule(
    And((ask("eventName", "Delete*"), Not(ask("userIdentity.invokedBy", "AWS Internal")))),
    "bucket_deleted",
    title="Bucket Deleted",
    level="high",
    tags=("attack.impact", "attack.t1485"),
    falsepositives=("Clean-up by hand", "Sandboxes"),
    fields=("userIdentity.arn", "eventID", "nonsense"),
)
REFERENCE = rule(ask("userIdentity.principalId", FieldReference("requestParameters.roleSessionName")), "reference")


def pack(*rules: Rule) -> Pack:
    return Pack(rules or (CHANGE,))


def texts(files: dict[str, str | bytes]) -> dict[str, str]:
    assert all(isinstance(text, str) for text in files.values())
    return {name: str(text) for name, text in files.items()}


def test_the_default_is_the_plain_query_of_each_rule_under_a_comment() -> None:
    assert texts(convert(pack(), "splunk")) == {
        "bucket_deleted.spl": (
            "``` Bucket Deleted\n"
            "bucket_deleted, 0f2f9a3e-4c3b-4a52-9d3d-6f1f0f9f7f11, level high, ATT&CK T1485\n"
            "Detects what was made up.\n"
            "False positives: Clean-up by hand; Sandboxes\n"
            "Schedule: every 15 minutes over the last 45, because CloudTrail delivers up to 15 minutes late and the "
            "add-on\nneeds some more; alert once for each eventID ```\n"
            'index=* sourcetype="aws:cloudtrail"\n'
            'AND eventName="Delete*" AND NOT (userIdentity.invokedBy="AWS Internal")\n'
        )
    }


def test_filters_are_part_of_the_query() -> None:
    quiet = exception("noise", Not(ask("eventName", "DeleteMe")))
    (query,) = texts(convert(attach([CHANGE], [quiet]), "splunk")).values()
    assert query.endswith(' AND NOT (eventName="DeleteMe")\n')


def test_options_fill_in_what_differs_from_house_to_house() -> None:
    (query,) = texts(convert(pack(), "splunk", options={"index": "trail", "sourcetype": "aws:*"})).values()
    assert 'index="trail" sourcetype="aws:*"\n' in query


@pytest.mark.parametrize(
    ("target", "form", "options", "reason"),
    [
        (
            "splonk",
            None,
            {},
            r"there is no target 'splonk' .did you mean splunk\?.; there are: .*elasticsearch, ",
        ),
        ("../splunk", None, {}, "there is no target"),
        ("splunk", "kql", {}, "splunk has no format 'kql'; there are: spl, savedsearches, app"),
        (
            "splunk",
            None,
            {"tenant": "x"},
            "splunk has no option 'tenant'; there are: index, sourcetype, schema, app_version, disabled",
        ),
        ("splunk", None, {"index": 'x" OR "y'}, "splunk: the option index cannot be"),
        ("splunk", None, {"index": "x\n"}, "splunk: the option index cannot be"),
        ("elasticsearch", "esql", {"index": "x | drop"}, "elasticsearch: the option index cannot be"),
        ("elasticsearch", None, {"schema": "cim"}, "elasticsearch: the option schema cannot be 'cim': ecs .* or raw"),
    ],
)
def test_what_is_not_there_is_named_with_what_is(
    target: str, form: str | None, options: dict[str, str], reason: str
) -> None:
    with pytest.raises(ClickopsError, match=reason):
        convert(pack(), target, form, options=options)


def test_a_rule_that_cannot_be_said_is_raised_or_handed_over_and_the_rest_goes_on() -> None:
    with pytest.raises(
        ConversionError, match=r"^elasticsearch: reference: Lucene cannot compare one field with another"
    ):
        convert(pack(REFERENCE, CHANGE), "elasticsearch", "lucene", options={"schema": "raw"})
    problems: list[ConversionError] = []
    made = convert(pack(REFERENCE, CHANGE), "elasticsearch", "lucene", on_problem=problems.append)
    assert list(made) == ["bucket_deleted.lucene"]
    assert [(problem.target, problem.rule) for problem in problems] == [("elasticsearch", "reference")]


def test_nothing_converted_is_no_file() -> None:
    for form in ("lucene", "siem_rule_ndjson"):
        lost = rule(ask("noSuchField", "x"))
        assert convert(pack(lost), "elasticsearch", form, on_problem=lambda _: None) == {}


def test_what_is_lost_or_differs_is_told_and_stands_in_the_comment() -> None:
    tree = And(
        (
            ask("eventName", "x"),
            Not(ask("userIdentity.sessionContext.sourceIdentity", "y")),
            ask("userIdentity.userName", "z"),
        )
    )
    notes: list[Note] = []
    (query,) = texts(convert(pack(rule(tree)), "elasticsearch", "eql", on_note=notes.append)).values()
    assert [(note.field, note.lost) for note in notes] == [
        ("userIdentity.sessionContext.sourceIdentity", True),
        ("userIdentity.userName", False),
    ]
    assert str(notes[0]).startswith(
        "elasticsearch: made_up: userIdentity.sessionContext.sourceIdentity is not kept there: "
    )
    comment = " ".join(line.removeprefix("// ") for line in query.splitlines() if line.startswith("// "))
    assert all(note.sentence in comment for note in notes)


HOSTILE = 'A ``` | delete "x" \\\n] [evil]\nsearch = * ${query} // */ é \\'


@pytest.mark.parametrize("form", ["spl", "savedsearches"])
def test_no_text_of_a_rule_breaks_out_in_splunk(form: str) -> None:
    evil = msgspec.structs.replace(CHANGE, title=HOSTILE, description=HOSTILE, falsepositives=(HOSTILE,))
    (text,) = texts(convert(pack(evil), "splunk", form)).values()
    if form == "spl":
        assert text.count("```") == 2
        assert text.split("```")[2].lstrip().startswith("index=*")
        return
    assert text.count("\n[") == 0
    assert text.splitlines()[0].count("[") == text.splitlines()[0].count("]") == 1
    logical = re.sub(r"\\\n", "", text).splitlines()
    assert [line.split(" = ")[0] for line in logical[1:]] == [
        *("description", "search", "disabled", "enableSched", "cron_schedule", "dispatch.earliest_time"),
        *("dispatch.latest_time", "counttype", "relation", "quantity", "alert.track", "alert.severity"),
        *("alert.digest_mode", "alert.suppress", "alert.suppress.fields", "alert.suppress.period"),
    ]


@pytest.mark.parametrize("form", ["eql", "esql", "lucene"])
def test_no_text_of_a_rule_breaks_out_of_a_comment(form: str) -> None:
    evil = msgspec.structs.replace(CHANGE, title=HOSTILE, description=HOSTILE, falsepositives=(HOSTILE,))
    (plain,) = texts(convert(pack(), "elasticsearch", form)).values()
    (text,) = texts(convert(pack(evil), "elasticsearch", form)).values()
    mark = {"eql": "// ", "esql": "// ", "lucene": "# "}[form]

    def query(text: str) -> list[str]:
        return [line for line in text.splitlines() if not line.startswith(mark)]

    assert query(text) == query(plain)


def test_a_saved_search_alerts_once_for_each_event_and_is_installed_switched_off() -> None:
    (text,) = texts(convert(pack(), "splunk", "savedsearches")).values()
    logical = dict(line.split(" = ", 1) for line in re.sub(r"\\\n", "", text).splitlines()[1:])
    assert text.startswith("[ClickOps - Bucket Deleted]\n")
    assert logical["disabled"] == "1"
    assert logical["alert.severity"] == "4"
    assert (logical["cron_schedule"], logical["dispatch.earliest_time"]) == ("*/15 * * * *", "-45m@m")
    assert (logical["alert.suppress.fields"], logical["alert.digest_mode"]) == ("eventID", "0")
    assert logical["search"].endswith(
        "| table _time, userIdentity.arn, eventID, eventTime, eventSource, eventName, errorCode"
    )
    for part in ("0f2f9a3e-4c3b-4a52-9d3d-6f1f0f9f7f11", "level high", "T1485", "Sandboxes"):
        assert part in logical["description"]


def test_every_rule_has_a_stanza_of_its_own_even_under_one_title() -> None:
    twins = [rule(ask("eventName", name), name, title="Same") for name in ("one", "two")]
    (text,) = texts(convert(pack(*twins), "splunk", "savedsearches")).values()
    assert re.findall(r"^\[(.*)\]$", text, re.MULTILINE) == ["ClickOps - Same (one)", "ClickOps - Same (two)"]


def test_every_rule_has_a_file_of_its_own_even_under_one_name() -> None:
    twins = [rule(ask("eventName", "x"), "../a b", id=id) for id in ("11111111-x", "22222222-x")]  # noqa: A001
    assert list(convert(pack(*twins), "splunk")) == ["_a_b_11111111.spl", "_a_b_22222222.spl"]


def test_a_detection_rule_carries_all_that_kibana_shows() -> None:
    (text,) = texts(convert(pack(CHANGE, REFERENCE), "elasticsearch", "siem_rule_ndjson")).values()
    first, second = (json.loads(line) for line in text.splitlines())
    assert second["rule_id"] == REFERENCE.id
    query = first["filters"][0]["query"]
    assert query == Conversion(find("elasticsearch")).query(CHANGE).query
    assert (first["rule_id"], first["name"], first["severity"], first["risk_score"]) == (
        CHANGE.id,
        CHANGE.title,
        "high",
        73,
    )
    assert first["index"] == ["logs-aws.cloudtrail-*", "filebeat-*"]
    assert first["tags"] == ["AWS", "CloudTrail", "clickops", "attack.impact", "attack.t1485"]
    assert first["threat"][0]["technique"][0]["id"] == "T1485"
    assert first["false_positives"] == ["Clean-up by hand", "Sandboxes"]
    assert (first["enabled"], first["interval"], first["from"]) == (False, "5m", "now-30m")
    assert json.loads(
        texts(convert(pack(), "elasticsearch", "siem_rule_ndjson", options={"enabled": "true"}))["rules.ndjson"]
    )["enabled"]


def test_the_query_dsl_is_the_body_of_a_search() -> None:
    (text,) = texts(convert(pack(), "elasticsearch")).values()
    body = json.loads(text)
    assert list(body) == ["query"]
    assert body["query"]["bool"]["_name"] == "Bucket Deleted"
    assert {"term": {"event.dataset": {"value": "aws.cloudtrail", "case_insensitive": True}}} in body["query"]["bool"][
        "filter"
    ]


def test_raw_documents_have_raw_names_with_or_without_the_keyword_suffix() -> None:
    for options, names in (
        ({"schema": "raw"}, ("eventName.keyword", "userIdentity.invokedBy.keyword")),
        ({"schema": "raw", "keyword": ""}, ("eventName", "userIdentity.invokedBy")),
    ):
        (text,) = texts(convert(pack(), "elasticsearch", options=options)).values()
        query = json.loads(text)["query"]["bool"]
        assert [*query["filter"][0]["prefix"], *query["must_not"][0]["term"]] == list(names)


def test_no_error_code_means_success_with_splunks_add_on_and_absence_without() -> None:
    failed = rule(And((ask("eventName", "x"), ask("errorCode", "*"))))
    (query,) = texts(convert(pack(failed), "splunk")).values()
    assert query.endswith('AND errorCode=* AND NOT (errorCode IN ("success", "null"))\n')
    (query,) = texts(convert(pack(failed), "splunk", options={"schema": "json"})).values()
    assert query.endswith('AND errorCode=* AND NOT (errorCode="null")\n')


def test_a_rule_without_an_id_gets_the_same_one_every_time() -> None:
    nameless = rule(ask("eventName", "x"), id="")
    first, second = (
        json.loads(str(convert(pack(nameless), "elasticsearch", "siem_rule_ndjson")["rules.ndjson"]))["rule_id"]
        for _ in "ab"
    )
    assert first == second
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", first)


def test_the_same_goes_in_the_same_comes_out() -> None:
    for form in find("elasticsearch").formats:
        made = [convert(pack(CHANGE), "elasticsearch", form) for _ in "ab"]
        assert made[0] == made[1]


def test_rules_of_the_same_name_and_id_have_files_of_their_own() -> None:
    files = texts(convert(pack(CHANGE, msgspec.structs.replace(CHANGE, title="Other"), REFERENCE), "splunk"))
    assert len(files) == 3
    assert "reference.spl" in files


def test_a_title_cannot_command_a_terminal() -> None:
    evil = msgspec.structs.replace(CHANGE, title="a\x1b[31m", description="b\x1b]0;c\x07", falsepositives=("\u202ed",))
    for target, form in (("splunk", "spl"), ("splunk", "savedsearches"), ("elasticsearch", "esql")):
        for text in texts(convert(pack(evil), target, form)).values():
            assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_a_rule_without_techniques_and_doubts_has_no_empty_sentences() -> None:
    plain = msgspec.structs.replace(CHANGE, tags=(), falsepositives=())
    (text,) = texts(convert(pack(plain), "splunk", "savedsearches")).values()
    assert "ATT&CK" not in text
    assert "False positives" not in text
