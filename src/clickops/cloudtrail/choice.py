"""Which of the files that a folder, a glob or an archive leads to are opened; the others are counted by kind."""

from __future__ import annotations

import datetime as dt
import fnmatch
import os
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

import msgspec

from clickops.cloudtrail import layout
from clickops.cloudtrail.dates import is_outside

EXCLUDED = "excluded file"
"""Left out by `include` or `exclude`."""

OTHER_DATE = "out-of-range file"
"""Left out by `since` or `until`, by the day in its path."""


class Choice(msgspec.Struct, frozen=True):
    """What a user says about the files below the paths given; files that are named themselves are always opened.

    `include` and `exclude` are globs in which `*` matches `/` too. They match a path below the folder, glob or archive
    that was given, any part of it that begins and ends at a `/`, or the path as it is shown: `*.json.gz`, `eu-west-1`,
    `2026/11/*` and `trails/old` all do. What `exclude` matches is left out, also if `include` matches it. `since` and
    `until` (aware) are the time that events are wanted of, by the day in a file's path (`dates`). In a tree laid out as
    `AWSLogs/`, `CloudTrail` folders alone are opened, with `all_files` the others too.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    all_files: bool = False


def globs(given: str | Iterable[str]) -> tuple[str, ...]:
    """Give the globs that a caller names, who may name one as a text."""
    return (given,) if isinstance(given, str) else tuple(given)


Chooser = Callable[[str], str]
"""A file's path -> the kind that it is counted as unopened, or an empty text if it is opened."""


def chooser(choice: Choice, root: str) -> Chooser:
    """Make what decides about the files below `root`, which is a folder, an archive, or where a glob's names begin."""
    included, excluded = _matcher(choice.include), _matcher(choice.exclude)
    timed = choice.since is not None or choice.until is not None
    above = _plain(_absolute(root)).rstrip("/")  # a folder that is named may lie in such a tree itself

    @lru_cache(1)  # files come folder by folder
    def service(folder: str) -> str:
        found = layout.service(f"{folder}/", len(above))
        return layout.kind(found) if found and found != layout.TRAILS else ""

    def choose(path: str) -> str:
        shown = _plain(path)
        below = shown[len(root) :] if path.startswith(root) else shown
        below = below.lstrip("/!").replace("!", "/")
        if excluded is not None and excluded(below, shown):
            return EXCLUDED
        if included is not None and not included(below, shown):
            return EXCLUDED
        whole = f"{above}/{below}"
        if not choice.all_files and (kind := service(whole[: whole.rfind("/")])):
            return kind
        return OTHER_DATE if timed and is_outside(whole, choice.since, choice.until, len(above)) else ""

    return choose


def _matcher(globs: Iterable[str]) -> Callable[[str, str], bool] | None:
    """Make the function that matches a path below the root, and the same path as it is shown."""
    globs = [_plain(glob).rstrip("/") for glob in globs]
    if not globs:
        return None
    below = _any(form for glob in globs for form in (glob, f"*/{glob}", f"{glob}/*", f"*/{glob}/*"))
    # `*/tests/*` is not meant for the folders above the one that was given
    shown = _any(form for glob in globs if not glob.startswith("*") for form in (glob, f"{glob}/*"))
    return lambda path, whole: bool(below(f"/{path}") or shown(whole))


def _any(globs: Iterable[str]) -> Callable[[str], re.Match[str] | None]:
    return re.compile("|".join(map(fnmatch.translate, globs)) or r"(?!)").match


def _absolute(path: str) -> str:
    try:
        return os.path.abspath(path)  # noqa: PTH100
    except OSError:  # the current folder is gone
        return path


def _plain(path: str) -> str:
    return path if os.sep == "/" else path.replace(os.sep, "/")
