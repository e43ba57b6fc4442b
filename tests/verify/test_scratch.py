"""What is made on a user's server: it is removed whatever happens, and nothing else is."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator

import pytest

from clickops.errors import ClickopsError
from clickops.verify import scratch
from clickops.verify.engines import EngineError, UnansweredError


class Place:
    """A server that holds names."""

    def __init__(self) -> None:
        self.names = {"mine"}
        self.removed: list[str] = []
        self.fails = False

    def create(self, name: str) -> None:
        if name in self.names:
            raise EngineError(f"{name} is there already")
        self.names.add(name)

    def remove(self, name: str) -> None:
        self.removed.append(name)
        if self.fails:
            raise EngineError("not allowed")
        self.names.discard(name)


def test_what_was_made_is_removed_the_latest_first() -> None:
    place = Place()
    with scratch.kept("x", place.remove) as make:
        make("a", lambda: place.create("a"))
        make("b", lambda: place.create("b"))
        assert place.names == {"mine", "a", "b"}
    assert place.removed == ["b", "a"]
    assert place.names == {"mine"}


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, ClickopsError])
def test_it_is_removed_when_something_ends_the_run(error: type[BaseException]) -> None:
    place = Place()

    def ended() -> None:
        with scratch.kept("x", place.remove) as make:
            make("a", lambda: place.create("a"))
            raise error

    with pytest.raises(error):
        ended()
    assert place.names == {"mine"}


def test_what_was_there_before_is_neither_made_nor_removed() -> None:
    place = Place()
    with pytest.raises(EngineError, match="mine is there already"), scratch.kept("x", place.remove) as make:
        make("mine", lambda: place.create("mine"))
    assert place.names == {"mine"}
    assert place.removed == []


def test_what_may_have_been_made_without_an_answer_is_removed() -> None:
    place = Place()

    def create() -> None:
        place.create("a")
        raise UnansweredError("timed out")

    with pytest.raises(EngineError, match="timed out"), scratch.kept("x", place.remove) as make:
        make("a", create)
    assert place.names == {"mine"}


def test_what_cannot_be_removed_is_named_beside_the_error_that_came_before() -> None:
    place = Place()
    place.fails = True
    told = re.escape("no rights; remove by hand, on https://x: b (not allowed); a (not allowed)")

    def ended() -> None:
        with scratch.kept("https://x", place.remove) as make:
            make("a", lambda: place.create("a"))
            make("b", lambda: place.create("b"))
            raise ClickopsError("no rights")

    handler = signal.getsignal(signal.SIGTERM)
    with pytest.raises(EngineError, match=told):
        ended()
    assert signal.getsignal(signal.SIGTERM) is handler
    assert place.removed == ["b", "a"]


@pytest.fixture
def heard(request: pytest.FixtureRequest) -> Iterator[signal.Signals]:
    """Hear a signal, though whoever started the tests may ignore it, as nohup does one."""
    number = signal.Signals(request.param)
    ours = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
    before = signal.signal(number, ours)
    yield number
    signal.signal(number, before)


@pytest.mark.parametrize("heard", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], indirect=True)
def test_a_signal_waits_until_something_is_made_and_until_it_is_removed(
    heard: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = heard
    place = Place()
    raised: list[int] = []
    after: list[str] = []
    monkeypatch.setattr(signal, "raise_signal", raised.append)
    kill = signal.pthread_kill

    def create() -> None:
        kill(main, number)
        place.create("a")

    def remove(name: str) -> None:
        kill(main, number)
        place.remove(name)

    main = threading.main_thread().ident or 0
    before = signal.getsignal(number)

    def ended() -> None:
        with scratch.endable(), scratch.kept("x", remove) as make:
            make("a", create)
            after.append("the signal was lost")

    with pytest.raises(KeyboardInterrupt):
        ended()
    assert after == []
    assert place.removed == ["a"]
    assert place.names == {"mine"}
    assert raised == ([] if number == signal.SIGINT else [number])
    assert signal.getsignal(number) is before


def test_names_are_new_and_fit_every_target() -> None:
    places = scratch.places(["table", "records", "columns"])
    assert re.fullmatch(r"clickops_verify_[0-9a-f]{8}", places["table"])
    assert places["records"] == places["table"] + "_records"
    assert set(places) == {"table", "records"}
    assert scratch.places(["index"]) != scratch.places(["index"])


def test_what_is_left_is_told_although_a_signal_waits() -> None:
    place = Place()
    main = threading.main_thread().ident or 0

    def remove(name: str) -> None:
        signal.pthread_kill(main, signal.SIGTERM)
        raise EngineError(f"cannot remove {name}")

    def ended() -> None:
        with scratch.endable(), scratch.kept("x", remove) as make:
            make("a", lambda: place.create("a"))

    with pytest.raises(EngineError, match="remove by hand, on x: a"):
        ended()
