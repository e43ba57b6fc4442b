from __future__ import annotations

import pytest

from clickops.report.clean import clean, clean_lines, cut, plain


@pytest.mark.parametrize("text", ["", "plain text", "Zoë", "日本", "a\\x1b", "'\"<>"])
def test_what_is_printable_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "\\x1b[2J"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("\u202egpj.exe", "\\u202egpj.exe"),
        ("\u2066a\u2069\u200b", "\\u2066a\\u2069\\u200b"),
        ("\x9b31m", "\\x9b31m"),
        ("\x00\x07\x7f", "\\x00\\x07\\x7f"),
        ("\ud800", "\\ud800"),
        ("\u2028", "\\u2028"),
    ],
)
def test_what_a_terminal_would_obey_becomes_an_escape(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_lines_stay_lines_where_they_are_ours() -> None:
    assert clean_lines("a\x1b\nb\x07") == "a\\x1b\nb\\x07"


@pytest.mark.parametrize(
    ("value", "text"), [("a", "a"), (None, ""), (True, "true"), (7, "7"), ({"a": "é"}, '{"a":"é"}'), ([1], "[1]")]
)
def test_any_json_value_is_a_text(value: object, text: str) -> None:
    assert plain(value) == text


def test_a_value_nested_too_deeply_for_json_is_a_text_too() -> None:
    deep: object = None
    for _ in range(100_000):
        deep = [deep]
    assert plain(deep) == "[...]"


def test_a_cut_text_is_as_long_as_allowed_and_says_that_it_is_cut() -> None:
    assert cut("abcdefgh", 8) == "abcdefgh"
    assert cut("abcdefghi", 8) == "abcde..."
