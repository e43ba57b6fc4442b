"""The app for Splunk: what it holds, and that its searches, read back from the file, find what they should."""

from __future__ import annotations

import configparser
import csv
import gzip
import io
import re
import tarfile

import pytest

from clickops.conversion.convert import convert
from clickops.rules.load import load
from clickops.rules.pack import Pack
from clickops.verify.models.spl import ingestion, pipeline

ARN = "arn:aws:sts::111122223333:assumed-role/Admin/ada"
EVENT = {"eventName": "RunInstances", "eventSource": "ec2.amazonaws.com", "userAgent": "Mozilla/5.0", "readOnly": False}
WRITTEN = {"index": ("aws",), "sourcetype": ("aws:cloudtrail",)}
ALLOWED = {"clickops_allowlist": [{"arn": "arn:aws:sts::111122223333:assumed-role/ADMIN/*", "why": "x"}]}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load().select(["aws_cloudtrail_manual_change", "aws_cloudtrail_console_action_legacy"])


def files(pack: Pack, allowlist: str = "clickops_allowlist") -> dict[str, str]:
    made = convert(pack, "splunk", "app", allowlist=allowlist, packed=False, on_problem=lambda _: None)
    return {name: str(content) for name, content in made.items()}


def conf(text: str) -> configparser.ConfigParser:
    """Read a .conf file; a backslash at the end of a line says that the value goes on in the next."""
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.read_string(re.sub(r" \\\n", "\n  ", text))
    return parser


def search(pack: Pack, allowlist: str = "clickops_allowlist") -> str:
    return conf(files(pack, allowlist)["clickops/default/savedsearches.conf"])[
        "ClickOps - Manual AWS Change in the Console"
    ]["search"]


def finds(query: str, event: dict[str, object]) -> bool:
    return pipeline.read(query, ALLOWED)(ingestion.fields(event, addon=True) | WRITTEN)


def test_the_archive_holds_an_app(pack: Pack) -> None:
    (name, content), *others = convert(pack, "splunk", "app").items()
    assert (name, others) == ("clickops.tar.gz", [])
    assert isinstance(content, bytes)
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(content))) as tar:
        names = set(tar.getnames())
        assert not any(member.mtime or member.uid for member in tar)
    assert {"clickops/default/app.conf", "clickops/metadata/default.meta", "clickops/README.md"} <= names
    assert names == set(files(pack, ""))


def test_each_alert_tells_an_event_once_and_looks_back_past_late_delivery(pack: Pack) -> None:
    stanzas = conf(files(pack)["clickops/default/savedsearches.conf"])
    assert len(stanzas.sections()) == 2
    for name in stanzas.sections():
        stanza = stanzas[name]
        assert stanza["cron_schedule"] == "*/15 * * * *"
        assert stanza["dispatch.earliest_time"] == "-45m@m"
        assert (stanza["alert.digest_mode"], stanza["alert.suppress"]) == ("0", "1")
        assert (stanza["alert.suppress.fields"], stanza["alert.suppress.period"]) == ("eventID", "60m")
        assert "eventID" in stanza["search"].rpartition("| table")[2]
        assert stanza["disabled"] == "1"


def test_the_lookup_is_the_one_that_the_searches_ask(pack: Pack) -> None:
    made = files(pack)
    definition = conf(made["clickops/default/transforms.conf"])["clickops_allowlist"]
    assert f"clickops/lookups/{definition['filename']}" in made
    assert (definition["match_type"], definition["case_sensitive_match"]) == ("WILDCARD(arn)", "false")
    (row,) = csv.DictReader(io.StringIO(made["clickops/lookups/clickops_allowlist.csv"]))
    assert row["arn"].startswith("arn:aws:sts::123456789012:")
    assert "| lookup clickops_allowlist arn AS" in search(pack)


def test_an_allowed_person_is_left_out(pack: Pack) -> None:
    event = EVENT | {"userIdentity": {"arn": ARN}}
    assert not finds(search(pack), event)
    assert finds(search(pack, ""), event)


def test_somebody_else_is_not_left_out(pack: Pack) -> None:
    assert finds(search(pack), EVENT | {"userIdentity": {"arn": "arn:aws:iam::111122223333:user/eve"}})


def test_an_event_without_an_arn_is_not_left_out(pack: Pack) -> None:
    assert finds(search(pack), EVENT)
    assert finds(search(pack), EVENT | {"userIdentity": {"type": "IAMUser", "arn": None}})


def test_an_event_that_the_rule_leaves_out_stays_left_out(pack: Pack) -> None:
    assert not finds(search(pack), EVENT | {"readOnly": True})
