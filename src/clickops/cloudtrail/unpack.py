"""Bytes as they are stored -> UTF-8 text, in chunks of bounded size: gzip, UTF-16, byte order marks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

CHUNK = 256 * 1024
"""Bytes that are read, unpacked and handed on at once."""

GZIP = b"\x1f\x8b"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")

_LAYERS = 3  # of gzip around one text: some tools pack what is packed already
_PIECE = 4 * 1024  # of packed bytes: damage costs what one piece holds before it
_TRAILER = 8  # bytes of a checksum that may be wrong though the text before it is whole
_UTF8_MARK = b"\xef\xbb\xbf"
_OTHERS = {  # magic bytes of what is met where CloudTrail files are kept, and what to do about it
    b"\x28\xb5\x2f\xfd": "Zstandard is not supported: unpack it first",
    b"BZh": "bzip2 is not supported: unpack it first",
    b"\xfd7zXZ\0": "xz is not supported: unpack it first",
    b"\x04\x22\x4d\x18": "LZ4 is not supported: unpack it first",
    b"\xff\x06\0\0sNaPpY": "Snappy is not supported: unpack it first",
    b"7z\xbc\xaf\x27\x1c": "7z is not supported: unpack it first",
    b"Rar!": "RAR is not supported: unpack it first",
    b"PK\x03\x04": "a zip archive inside another file is not supported: unpack it first",
    b"PAR1": "Parquet is not supported: export it as JSON, one record a line",
    b"Obj\x01": "Avro is not supported: export it as JSON, one record a line",
    b"ORC": "ORC is not supported: export it as JSON, one record a line",
    b"SQLite format 3\0": "SQLite is not supported: export it as JSON, one record a line",
    b"\xff\xfe\0\0": "UTF-32 is not supported: store it as UTF-8",
    b"\0\0\xfe\xff": "UTF-32 is not supported: store it as UTF-8",
}


class Unreadable(Exception):  # noqa: N818  - a fact of the input that is reported, no fault of ours
    """Why the bytes end here: a sentence for a person. What came before it is good."""


def unpack(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Give the text in UTF-8 without a byte order mark; raises `Unreadable` behind the last good chunk."""
    head, chunks = peek(chunks)
    for _ in range(_LAYERS):
        if head.startswith(GZIP):
            head, chunks = peek(gather(gunzip(chunks)))
    for magic, reason in _OTHERS.items():
        if head.startswith(magic):
            raise Unreadable(reason)
    if head.startswith(GZIP):
        raise Unreadable(f"packed with gzip more than {_LAYERS} times")
    if head[257:262] == b"ustar":
        raise Unreadable("tar is not supported: unpack it first")
    if encoding := _utf16(head):
        yield from _from_utf16(chunks, encoding)
        return
    yield next(chunks, b"").removeprefix(_UTF8_MARK)
    yield from chunks


def peek(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Give the first chunk, and all of them."""
    head = next(chunks, b"")
    return head, chain([head], chunks)


def gunzip(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Give the text of all gzip members; no piece is larger than `CHUNK`, whatever it was packed from."""
    from isal import igzip_lib  # noqa: PLC0415  - not needed for plain text

    member = None
    for packed in _pieces(chunks):
        piece = packed
        while piece:
            if member is None:
                piece = piece.lstrip(b"\0")  # padding is allowed behind a member
                if not piece:
                    break
                if not GZIP.startswith(piece[:2]):
                    raise Unreadable("what follows the gzip data is not gzip; the text before it was read")
                member = igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_GZIP)
            try:
                yield member.decompress(piece, CHUNK)
                while not (member.eof or member.needs_input):
                    yield member.decompress(b"", CHUNK)
            except igzip_lib.IsalError as error:  # type: ignore[misc]  # isal's stub takes it for an instance
                reason = str(error).rpartition("Error ")[2].lstrip("-0123456789 ")
                raise Unreadable(f"damaged gzip data ({reason}); the text before it was read") from None
            piece = member.unused_data
            if member.eof:
                member = None
    if member is not None:
        raise Unreadable("the gzip data is cut off; the text before the break was read")


def _pieces(chunks: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        data = rest + chunk
        end = max(0, len(data) - _TRAILER)
        for start in range(0, end, _PIECE):
            yield data[start : min(start + _PIECE, end)]
        rest = data[end:]
    yield rest


def gather(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Join small chunks to such of `CHUNK` bytes at least; only the last one may be smaller."""
    parts: list[bytes] = []
    size = 0
    why = None
    try:
        for chunk in chunks:
            parts.append(chunk)
            size += len(chunk)
            if size >= CHUNK:
                yield b"".join(parts)
                parts.clear()
                size = 0
    except Unreadable as unreadable:
        why = unreadable
    yield b"".join(parts)
    if why:
        raise why


def _utf16(head: bytes) -> str:
    """Name the encoding of a text that begins with ASCII characters of two bytes each, with or without a mark."""
    marked = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    even, odd = head[2:8:2], head[3:8:2]
    for encoding, characters, zeros in (("utf-16-le", even, odd), ("utf-16-be", odd, even)):
        if characters and all(characters) and not any(zeros) and (zeros or marked):
            return "utf-16" if marked else encoding
    return ""


def _from_utf16(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """Recode; half a surrogate pair becomes invalid UTF-8, which costs its own record only."""
    import codecs  # noqa: PLC0415  - rarely needed

    decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "surrogatepass")
    if decoder.getstate()[0]:
        raise Unreadable("the UTF-16 text is cut off in the middle of a character")
