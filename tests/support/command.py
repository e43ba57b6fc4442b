"""What tests of the command line hand to each other."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import clickops

Run = Callable[..., subprocess.CompletedProcess[str]]
Files = Callable[..., Path]

CLICKOPS = (sys.executable, "-m", "clickops")
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(clickops.__file__).parents[1])}
"""With the package under test, from whatever folder the command is started in."""

RULE = """
title: A Bucket Is Deleted
id: 5e0d8a51-8f0c-4a63-9d9c-0d2a5f7a1b11
description: Detects a person who deletes a bucket.
logsource: {product: aws, service: cloudtrail}
detection:
    selection: {eventName: DeleteBucket}
    condition: selection
level: high
"""
