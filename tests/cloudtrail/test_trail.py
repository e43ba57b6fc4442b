from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickops.cloudtrail.splitter import values
from clickops.cloudtrail.trail import records

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(json_values, min_size=1, max_size=4))
def test_a_trail_is_split_as_the_splitter_does(several: list[Any]) -> None:
    text = json.dumps({"Records": several}, separators=(",", ":")).encode()
    assert records(text) == [piece for _, piece in values([text])]


@pytest.mark.parametrize(
    "text",
    [
        b'{"Records": [{"eventName":"A"}]}',
        b'{"Records":[{"eventName":"A"} ]}',
        b'{"Records":[{"eventName":"A"}]}\n',
        b'{"Records":[{"eventName":"A"}],"Records":[]}',
        b'{"Records":[{"eventName":"A"}],"x":1}',
        b'{"\\u0052ecords":[{"eventName":"A"}]}',
        b'{"Records":[{"eventName":"A"}',
        b'[{"eventName":"A"}]',
        b'{"Rec\x80":[]}',
        b"",
    ],
)
def test_any_other_text_is_left_to_the_splitter(text: bytes) -> None:
    assert records(text) is None
