"""Rules, filters and cases written into folders, as people have them."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

RULE_ID = "5f0e6a53-9a3c-4b8e-8d1f-2f6f0a4d7c11"

RULE = f"""\
title: Bucket Deleted by Hand
id: {RULE_ID}
status: test
description: Detects a person who deletes a bucket.
date: 2026-11-24
logsource:
    product: aws
    service: cloudtrail
detection:
    selection:
        eventName: DeleteBucket
    service_call:
        userIdentity.invokedBy|exists: true
    condition: selection and not service_call
level: low
"""

FILTER = f"""\
title: Sandbox Accounts
id: 0c0f6b3e-52a5-4c0e-9a63-9a1d2d4a7b22
description: Accounts in which everything is allowed.
logsource:
    product: aws
    service: cloudtrail
filter:
    rules:
        - {RULE_ID}
    selection:
        recipientAccountId: '111122223333'
    condition: not selection
"""


def write(folder: Path, **files: str) -> Path:
    """Write `name="text"` to `name.yml`, `__` in names being a subfolder; returns the folder."""
    for name, text in files.items():
        path = folder.joinpath(*name.split("__")).with_suffix(".yml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), "utf-8")
    return folder
