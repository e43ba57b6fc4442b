"""The day that a path names, and whether a file of that day can hold events of a time.

Trails write to `.../YYYY/MM/DD/account_CloudTrail_region_YYYYMMDDTHHmmZ_x.json.gz`, in UTC, by the time of delivery
("CloudTrail log file examples", file name format): a file holds events from before its time only. CloudTrail delivers
"within an average of about 5 minutes of an API call", which "is not guaranteed", so a file of the day after may hold
events of a day, and no later one is looked for. (Where a bucket could not be written to, AWS tries for 30 days: name
such files, or leave out `until`.) Other tools partition as Hive does (`year=2026/month=11/day=20`, `dt=2026-11-20`), in
a zone that nothing says, so that a file of the day before counts too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

_stamps = re.compile(r"_(20\d\d)(\d\d)(\d\d)T\d{4}(?:\d\d)?Z[_.](?=[^/]*+\Z)").finditer
_trail_folders = re.compile(r"/CloudTrail/[a-z0-9-]+/(20\d\d)/(\d\d)/(\d\d)(?=/)").finditer
_folders = re.compile(r"(?:^|/)(?:year=)?(20\d\d)/(?:month=)?(\d\d?)/(?:day=)?(\d\d?)(?=/)", re.IGNORECASE).finditer
_partitions = re.compile(
    r"(?:^|/)(?:dt|date|day|event_?day|event_?date)=(20\d\d)-?(\d\d)-?(\d\d)(?=/)", re.IGNORECASE
).finditer
_DAY = dt.timedelta(days=1)


def is_outside(path: str, since: dt.datetime | None, until: dt.datetime | None, start: int = 0) -> bool:
    """Tell whether a file's path says that none of its events are from `since` on and before `until`.

    The times are aware. A day counts if its name ends after `start`. A path that names no day may hold anything.
    """
    day, slack = _day(path, start)
    if day is None:
        return False
    return (since is not None and day + _DAY + slack <= since) or (until is not None and day - _DAY >= until)


def _day(path: str, start: int) -> tuple[dt.datetime | None, dt.timedelta]:
    """Give the day that is named last, its first moment, and how much later than that day its events may be."""
    for find, slack in ((_stamps, 0), (_trail_folders, 0), (_folders, 1), (_partitions, 1)):
        days = [day for match in find(path) if match.end() > start for day in _date(match)]
        if days:
            return days[-1], slack * _DAY
    return None, 0 * _DAY


def _date(match: re.Match[str]) -> Iterator[dt.datetime]:
    try:
        yield dt.datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=dt.UTC)
    except ValueError:  # 2026/13/45
        return
