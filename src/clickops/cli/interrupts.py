"""Ctrl-C while files are read: what was found until then is kept."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

_Item = TypeVar("_Item")


class Interrupts:
    """The first Ctrl-C ends the reading, the second one the command."""

    def __init__(self) -> None:
        self._pressed = False
        self._reading = False
        self._raised = False

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Listen, unless Ctrl-C means something else here: a job in the background ignores it."""
        listens = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if listens:
            signal.signal(signal.SIGINT, self._press)
        try:
            yield
        finally:
            if listens:
                signal.signal(signal.SIGINT, signal.default_int_handler)

    def is_pressed(self) -> bool:
        """Whether Ctrl-C was pressed."""
        return self._pressed

    def until(self, items: Iterator[_Item]) -> Iterator[_Item]:
        """Give the items that come before Ctrl-C, also when it comes while the next one is waited for.

        Who is waiting may give what it has read before it raises what it was ended by.
        """
        while self._raised or not self._pressed:
            try:
                self._reading = True
                item = next(items)
                self._reading = False
            except (KeyboardInterrupt, StopIteration):
                self._reading = False
                return
            yield item

    def _press(self, *_: object) -> None:
        again, self._pressed = self._pressed, True
        if again or self._reading:
            self._raised = True
            raise KeyboardInterrupt
