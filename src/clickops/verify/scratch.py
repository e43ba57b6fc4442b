"""What a verification makes on a server that the user named: under a new name, and gone in the end whatever happens."""

from __future__ import annotations

import secrets
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

from clickops.errors import ClickopsError
from clickops.verify.engines import EngineError, UnansweredError

Make = Callable[[str, Callable[[], object]], None]
"""Make something: what it is called, and what makes it (and raises EngineError when it is there already)."""

_ENDS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def places(options: Iterable[str]) -> dict[str, str]:
    """Point those options of a target that say where CloudTrail is kept to a new name."""
    name = f"clickops_verify_{secrets.token_hex(4)}"
    names = {"index": name, "table": name, "records": f"{name}_records"}
    return {key: value for key, value in names.items() if key in options}


def files(options: Iterable[str], folder: str) -> dict[str, str]:
    """Point the option of a target that says which files it reads to one in a folder."""
    return {"files": f"{folder}/records.json"} if "files" in options else {}


def unkept(name: str, create: Callable[[], object]) -> None:
    """Make something on a server that is thrown away with all that it holds."""
    del name
    create()


@contextmanager
def kept(where: object, remove: Callable[[str], object]) -> Iterator[Make]:
    """Give what makes something, and remove in the end, latest first, what was made or may have been.

    `remove` takes a name that is not there any more for a success. Neither is interrupted by a signal. Raises
    EngineError, which names what is to be removed by hand, when that fails.
    """
    made: list[str] = []

    def make(name: str, create: Callable[[], object]) -> None:
        try:
            _hold()
            create()
            made.append(name)
        except UnansweredError:
            made.append(name)
            raise
        finally:
            _release()

    before = ""
    try:
        yield make
    except ClickopsError as error:
        before = f"{error}; "
        raise
    finally:
        try:
            _hold()
        finally:  # whatever came before the signals are held
            left = [failure for name in reversed(made) if (failure := _failure(name, remove))]
            # a signal that waits would be told in place of what is left
            old = {number: signal.signal(number, signal.SIG_IGN) for number in (_ENDS if left else ())}
            _release()
            for number, handler in old.items():
                signal.signal(number, handler)
            if left:
                raise EngineError(f"{before}remove by hand, on {where}: {'; '.join(left)}")


def _failure(name: str, remove: Callable[[str], object]) -> str:
    try:
        remove(name)
    except EngineError as error:
        return f"{name} ({error})"
    return ""


def _hold() -> None:
    """Let signals wait, where the system can (Windows cannot)."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)


def _release() -> None:
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)


@contextmanager
def endable() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end what runs here as Ctrl-C does, so that it is cleaned up, and then the process."""
    caught: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        del frame
        caught.append(number)
        if len(caught) == 1:  # a second one must not end the cleaning
            raise KeyboardInterrupt

    heard = [number for number in _ENDS if signal.getsignal(number) is not signal.SIG_IGN]  # nohup ignores one
    old = {number: signal.signal(number, end) for number in heard}
    try:
        yield
    except KeyboardInterrupt:
        for number, handler in old.items():
            signal.signal(number, handler)
        if caught and caught[0] != signal.SIGINT:
            signal.raise_signal(caught[0])
        raise
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)
