"""An IPv4 network as a regular expression, for dialects that know no addresses."""

from __future__ import annotations

import ipaddress
from itertools import groupby

from clickops.conversion import regexes
from clickops.conversion.regexes import Chars, Choice, Edge, Piece, Series
from clickops.errors import ConversionError


def expression(network: str) -> Piece:
    """Make the expression that fits the addresses of a network, as they are written without zeros before.

    Raises ConversionError for IPv6, whose addresses can be written in many ways.
    """
    net = ipaddress.ip_network(network)
    if isinstance(net, ipaddress.IPv6Network):
        raise ConversionError(f"the network {network} is IPv6, which cannot be found in text", target="")
    lowest, highest = net.network_address.packed, net.broadcast_address.packed
    pieces: list[Piece] = [Edge("^")]
    for at, (low, high) in enumerate(zip(lowest, highest, strict=True)):
        pieces += [] if at == 0 else [_sign(".")]
        pieces.append(_octet(low, high))
    return Series((*pieces, Edge("$")))


def _octet(low: int, high: int) -> Piece:
    """Fit the numbers from `low` to `high`: those with the same signs before the last are one branch."""
    branches: list[Piece] = []
    for before, numbers in groupby(range(low, high + 1), lambda number: str(number)[:-1]):
        last = [str(number)[-1] for number in numbers]
        branches.append(Series((*map(_sign, before), Chars(((last[0], last[-1]),)))))
    return branches[0] if len(branches) == 1 else Choice(tuple(branches))


def _sign(sign: str) -> regexes.Piece:
    return Chars(((sign, sign),))
