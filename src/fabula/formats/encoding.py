"""Bytes to characters: which encoding a file is in, found out and said, never silently mended.

In order: a byte order mark; UTF-16 without one (by its NUL bytes); strict UTF-8; what the file
declares; UTF-8 with a few bad bytes; a Windows code page by the letters that come out.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from fabula.errors import UnreadableInput
from fabula.formats.shapes import ACCEPTED
from fabula.story.text import Notice, Span

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:charset\s*=\s*["']?|encoding\s*=\s*["'])([A-Za-z0-9_.:\-]{1,40})""", re.I
)
# What Python calls encodings too, and no file is written in.
_NO_CHARSET = ("undefined", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7")
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\f\x1a\x1b\v")
_STRICT_CONTROL = bytes(b for b in (*range(32), 127) if b not in b"\t\n\r\f")
_NO_LETTER = b"\x81\x8d\x8f\x90\x9d"  # no character of cp1252, and hardly any of cp1251's words
_HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")  # a surrogate, as no UTF-8 has it
_SURROGATE = re.compile("[\ud800-\udfff]")


class Decoded(NamedTuple):
    """A file's characters (without a byte order mark), its encoding, and what to say about it."""

    text: str
    encoding: str
    notices: tuple[Notice, ...]


def decode(data: bytes, path: str, markup: bool = False) -> Decoded:
    """The characters of `data`; `markup` files may declare their encoding near their start.

    Raises UnreadableInput for binary data.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], name)
    if wide := _utf16(data):
        return _replacing(data, wide)
    if _is_binary(data):
        raise _binary(path)
    declared = _declared(data) if markup else None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if halves := _without_halves(data):
            return halves
        if _is_noise(data, _STRICT_CONTROL):
            raise _binary(path) from None
        return _not_utf8(data, path, declared, error)
    return Decoded(text, "utf-8", _declared_wrong(declared, "utf-8", data))


def mend_surrogates(text: str) -> tuple[str, tuple[Notice, ...]]:
    """`text` with every lone surrogate as U+FFFD (the length stays), and a notice of it."""
    mended, count = _SURROGATE.subn("\ufffd", text)
    if not count:
        return text, ()
    message = f"{_times(count)} a half of a character pair stood alone; read as “\ufffd”."
    return mended, (Notice("surrogates", message),)


def damage(text: str) -> tuple[Notice, ...]:
    """What in the characters of a text shows that its file was damaged: said, never mended."""
    if (place := text.find("\0")) < 0:
        return ()
    message = f"The file has {text.count(chr(0))} NUL characters; they are kept as they are."
    return (Notice("nul", message, Span(place, place + 1)),)


def _replacing(data: bytes, name: str) -> Decoded:
    text = data.decode(name, errors="replace")
    bad = text.count("\ufffd")
    return Decoded(text, name, _replaced(bad) if bad else ())


def _utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: Latin text has a NUL in every second byte."""
    head = data[: 4096 & ~1]
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[0::2], head[1::2]
    share = len(head) // 2
    if odd.count(0) > 0.4 * share and even.count(0) < 0.05 * share:
        return "utf-16-le"
    if even.count(0) > 0.4 * share and odd.count(0) < 0.05 * share:
        return "utf-16-be"
    return None


def _is_binary(data: bytes) -> bool:
    """Whether more than a tenth of some stretch is control bytes."""
    for start in range(0, len(data), max(8192, len(data) // 16)):
        piece = data[start : start + 8192]
        if len(piece) - len(piece.translate(None, _CONTROL)) > max(1, len(piece) // 10):
            return True
    return False


def _binary(path: str) -> UnreadableInput:
    return UnreadableInput(f"{path}: this is not text but binary data; give a story as {ACCEPTED}.")


def _is_noise(data: bytes, noise: bytes) -> bool:
    """Whether more than one byte in fifty of what is no UTF-8 is such as no text has."""
    data = data.rstrip(b"\x1a")  # what DOS put at a file's end
    count = len(data) - len(data.translate(None, noise))
    return count * 50 > len(data) or (b"\0" in data and len(data) < 1_000)


def _without_halves(data: bytes) -> Decoded | None:
    """UTF-8 but for halves of character pairs, which some programs write; None if it is not."""
    mended, count = _HALF.subn("\ufffd".encode(), data)
    try:
        text = mended.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return Decoded(text, "utf-8", _replaced(count))


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:2048])
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    return None if name in _NO_CHARSET else name


def _holds_ascii(name: str) -> bool:
    """Whether an encoding has ASCII's characters as they are: a declaration could be read, so the
    file's own has (no UTF-16, no EBCDIC)."""
    return b"<aZ09>".decode(name, "replace") == "<aZ09>"


def _not_utf8(data: bytes, path: str, declared: str | None, error: UnicodeDecodeError) -> Decoded:
    if declared and declared not in ("utf-8", "ascii") and _holds_ascii(declared):
        try:
            text = data.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass
        else:
            return Decoded(text, declared, ())
    mended = data.decode("utf-8", errors="replace")
    bad, high = mended.count("\ufffd"), sum(c > "\x7f" for c in mended)
    # A Windows code page makes nearly every accented letter or curly quote a bad byte of UTF-8.
    if bad * 4 <= high:
        return Decoded(mended, "utf-8", _replaced(bad))
    if _is_noise(data, _NO_LETTER + _STRICT_CONTROL):
        raise _binary(path)
    name = _code_page(data)
    message = (
        f"Not UTF-8 (byte {error.start}); read as {name}, by the letters that come out. "
        "If words look wrong, save the file as UTF-8."
    )
    return Decoded(
        data.decode(name, errors="replace"),
        name,
        (Notice("encoding-guessed", message), *_declared_wrong(declared, name, data)),
    )


def _code_page(data: bytes) -> str:
    """cp1251 if most bytes above 127 make runs of Cyrillic letters, else cp1252."""
    words = re.findall(rb"[A-Za-z\x80-\xff]+", data[:200_000])
    high = sum(len(w) for w in words if len(w) >= 3 and all(b >= 0xC0 for b in w))
    return "cp1251" if 3 * high > sum(map(len, words)) else "cp1252"


def _declared_wrong(declared: str | None, name: str, data: bytes) -> tuple[Notice, ...]:
    if declared is None or declared in (name, "ascii") or data.isascii():
        return ()
    return (Notice("wrong-encoding", f"The file says that it is {declared}, but it is {name}."),)


def _replaced(count: int) -> tuple[Notice, ...]:
    message = f"{_times(count)} bytes were no characters; read as “\ufffd”."
    return (Notice("bad-bytes", message),)


def _times(count: int) -> str:
    return "In one place" if count == 1 else f"In {count} places"
