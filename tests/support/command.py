"""What tests of the command line hand to each other."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]
Files = Callable[..., Path]

RULE = """
title: A Bucket Is Deleted
id: 5e0d8a51-8f0c-4a63-9d9c-0d2a5f7a1b11
logsource: {product: aws, service: cloudtrail}
detection:
    selection: {eventName: DeleteBucket}
    condition: selection
level: high
"""
