"""What was found, once for each event: in the order of the input as it comes, or in order of time with the best copies.

In order of time everything is sorted three times at most, each time in bounded memory: by what copies share, so that
copies of a record meet; by event, for those that a correction names and for records that several accounts got; and
by time. Only the digests of corrected events are held.
"""

from __future__ import annotations

import itertools
import marshal
import struct
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from clickops.copies import NEVER, SIZE, corrected, identity, named, recipient, same, shared, worth
from clickops.ordering import LIMIT, Entry, Sorter


class Find(msgspec.Struct, frozen=True, eq=False):
    """A record on which rules fire.

    `moment` is its time as `copies.moment` writes it, `rules` are the numbers of the rules, at least one, ascending.
    """

    event: dict[str, Any]
    moment: bytes
    rules: tuple[int, ...]
    path: str
    record: int
    accounts: tuple[str, ...] = ()  # that got the record, if they are several
    copies: int = 1  # records that tell of the event


def distinct(finds: Iterable[Find]) -> Iterator[Find]:
    """Give of each event the first record that is met, in the order of the input."""
    seen: set[bytes] = set()
    for find in finds:
        event = find.event
        own, other, joint = identity(event), corrected(event), shared(event)
        keys = [same(event, find.moment)]
        keys += [b"corrects" + named(other)] if other else []
        keys += [joint] if joint else []
        known = not seen.isdisjoint(keys) or (b"corrects" + named(own) in seen) or (other and named(other) in seen)
        seen.update(keys, [named(own)] if own else [])
        if not known:
            yield find


def in_order(finds: Iterable[Find], limit: int = LIMIT) -> Iterator[Find]:
    """Give one of each event in order of time, what has no time last, in the order of the input where times are equal.

    Of copies the best is given, for a corrected event its correction, and for records that several accounts got the
    richest, with all accounts and with the rules of all. `limit` is how many bytes are held before they go to disk.
    """
    corrections: set[bytes] = set()
    with Sorter(limit) as copies, Sorter(limit) as events, Sorter(limit) as actions, Sorter(limit) as timed:
        for number, find in enumerate(finds):
            if other := corrected(find.event):
                corrections.add(named(other))
            copies.add(same(find.event, find.moment) + _sequence(number), _packed(find))
        for found in _groups(copies):
            sequence, content = _merged(found)
            head = _Head.of(content)
            if head.event in corrections:
                # corrections before what they correct, so that one look at the group is enough
                key = head.event + (b"\0" if head.corrects else b"\1") + sequence
                events.add(key, content)
            else:
                _add_last(actions, timed, sequence, content)
        for found in _groups(events):
            for sequence, content in _applied(found):
                _add_last(actions, timed, sequence, content)
        for found in _groups(actions):
            sequence, content = _merged(found, every_rule=True)
            timed.add(_Head.of(content).moment + sequence, content)
        for _, content in timed.drain():
            yield _unpacked(content)


_HEAD = struct.Struct(f">8s?{SIZE}s{SIZE}s")
_NONE = bytes(SIZE)


class _Head(msgspec.Struct, frozen=True):
    """What a packed find is sorted by, so that few need to be unpacked for it."""

    moment: bytes  # first, so that it is found without the others
    corrects: bool
    event: bytes  # digest of the eventID that it is known by
    action: bytes  # digest of its sharedEventID

    @classmethod
    def of(cls, content: bytes) -> _Head:
        return cls(*_HEAD.unpack_from(content))


def _packed(find: Find) -> bytes:
    """Write a find as bytes; marshal keeps every JSON value as it is, and nobody else writes what it reads here."""
    event = find.event
    other = corrected(event)
    head = _HEAD.pack(find.moment, bool(other), named(other or identity(event)), shared(event) or _NONE)
    return head + marshal.dumps((event, find.rules, find.path, find.record, find.accounts, find.copies))


def _unpacked(content: bytes) -> Find:
    event, *others = marshal.loads(content[_HEAD.size :])  # noqa: S302 - `_packed` wrote it to a nameless file
    return Find(event, content[: len(NEVER)], *others)


def _sequence(number: int) -> bytes:
    return number.to_bytes(8, "big")


def _groups(sorter: Sorter) -> Iterator[Iterator[Entry]]:
    """Give the entries whose keys begin with the same digest, with the end of the key, which says their order."""
    for _, entries in itertools.groupby(sorter.drain(), key=lambda entry: entry[0][:SIZE]):
        yield ((key[SIZE:], content) for key, content in entries)


def _add_last(actions: Sorter, timed: Sorter, sequence: bytes, content: bytes) -> None:
    head = _Head.of(content)
    if head.action == _NONE:
        timed.add(head.moment + sequence, content)
    else:
        actions.add(head.action + sequence, content)


def _merged(entries: Iterator[Entry], *, every_rule: bool = False) -> Entry:
    """Make one of a group: the best of its finds, in the place of the first."""
    sequence, best = next(entries)
    for _, content in entries:
        best = _better(best, content, every_rule=every_rule)
    return sequence, best


def _applied(entries: Iterator[Entry]) -> Iterator[Entry]:
    """Put the best correction in the place of the first record that it corrects; the corrections come first."""
    correction: Entry | None = None
    for key, content in entries:
        sequence = key[1:]
        if key[:1] == b"\0":
            correction = (sequence, content) if correction is None else (correction[0], _better(correction[1], content))
        elif correction is not None:
            yield min(sequence, correction[0]), _better(content, correction[1])
            correction = None
        else:
            yield sequence, content
    if correction is not None:
        yield correction


def _better(first: bytes, second: bytes, *, every_rule: bool = False) -> bytes:
    """Choose between two finds of one event: the better copy; of equal ones the first, of corrections the last."""
    one, other = _unpacked(first), _unpacked(second)
    values, others = worth(one.event), worth(other.event)
    best = other if others > values or (others == values and others[0]) else one
    accounts = dict.fromkeys((*_accounts(one), *_accounts(other)))
    return _packed(
        msgspec.structs.replace(
            best,
            rules=tuple(sorted({*one.rules, *other.rules})) if every_rule else best.rules,
            accounts=tuple(accounts) if len(accounts) > 1 else (),
            copies=one.copies + other.copies,
        )
    )


def _accounts(find: Find) -> tuple[str, ...]:
    return find.accounts or tuple(filter(None, (recipient(find.event),)))
