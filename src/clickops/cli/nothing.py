"""What to say where there is nothing to scan, and that is no fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clickops.errors import Problem
    from clickops.report.summary import Summary


def there(problem: Problem) -> str:
    """Say that there is nothing in an empty folder or on an empty standard input; empty for any other problem."""
    from clickops.cloudtrail.files import EMPTY_FOLDER  # noqa: PLC0415
    from clickops.cloudtrail.reader import EMPTY  # noqa: PLC0415
    from clickops.cloudtrail.source import STDIN  # noqa: PLC0415

    if problem.reason == EMPTY_FOLDER:
        return f"{problem.path} is a folder without files: there is nothing to scan in it"
    if problem.path == STDIN and problem.reason == EMPTY:
        return "standard input is empty: there is nothing to scan"
    return ""


def opened(summary: Summary) -> str:
    """Say that every file was left out by what the user asked for; empty if one was opened."""
    from clickops.cloudtrail.choice import EXCLUDED, OTHER_DATE  # noqa: PLC0415

    if summary.files or summary.unreadable or not (summary.aside[EXCLUDED] or summary.aside[OTHER_DATE]):
        return ""
    return "no file was opened: see --include, --exclude, --since and --until"
