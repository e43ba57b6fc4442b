"""Forms that a person meets and that are not read: what they are, and what to ask instead."""

from __future__ import annotations

import re

_CLI = "with the AWS CLI, use --output json"
_FORMS = (
    (rb"(?:---\s*\n)?(?:- )?[A-Za-z_]\w*:(?:[ \t]*\r?\n\s*-? ?\s*\w+:|[ \t]+['\"]?\{)", f"YAML is not read: {_CLI}"),
    (rb"-{5,}\r?\n\|", f"a table for people is not read: {_CLI}"),
    (rb"\+-{3,}", f"a table for people is not read: {_CLI}"),
    (rb"<\?xml|<results|<!DOCTYPE|<html", "XML is not read: export JSON or CSV"),
    (rb"\w+ +: [^\n]*\r?\n\w+ +: ", "a list for people is not read: with PowerShell, use ConvertTo-Json or Export-Csv"),
)
_starts = [(re.compile(rb"\s*" + form, re.IGNORECASE).match, why) for form, why in _FORMS]


def foreign(head: bytes) -> str:
    """Say what a text that begins so is, and what to ask instead; empty if it is none of these."""
    return next((why for starts, why in _starts if starts(head[:4_096])), "")
