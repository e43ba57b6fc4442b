from __future__ import annotations

from clickops.conversion.layout import Joined, Listing, Negated, write

LONG = Joined("OR", (Listing("f IN (", ("aaaa", "bbbb", "cccc"), ", ", ")"), Negated("NOT (", "g=1", ")")))


def test_what_fits_stays_on_one_line() -> None:
    assert write(Joined("AND", ("a", LONG))) == "a AND (f IN (aaaa, bbbb, cccc) OR NOT (g=1))"


def test_what_does_not_fit_has_a_part_a_line_and_says_the_same() -> None:
    doc = Joined("AND", ("a", LONG, Negated("NOT (", LONG, ")")))
    assert write(doc, width=20).splitlines() == [
        "a",
        "AND (",
        "  f IN (",
        "    aaaa, bbbb, cccc",
        "  )",
        "  OR NOT (g=1)",
        ")",
        "AND NOT (",
        "  f IN (",
        "    aaaa, bbbb, cccc",
        "  )",
        "  OR NOT (g=1)",
        ")",
    ]
    narrow = write(doc, width=4)
    assert "".join(narrow.split()) == "".join(write(doc, width=999).split())


def test_no_line_ends_in_a_blank() -> None:
    for width in range(1, 80):
        assert all(line == line.rstrip() for line in write(LONG, width=width).splitlines())
