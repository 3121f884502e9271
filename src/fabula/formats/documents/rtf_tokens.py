"""RTF cut into its tokens, in one pass, and the characters that its bytes stand for.

After Microsoft's Rich Text Format Specification 1.9.1: braces make groups, a backslash begins a
control word (letters, then perhaps a number, perhaps one blank) or a control symbol, `\\'hh` is
one byte in the code page of the font, `\\uN` a unit of UTF-16 with a stand-in for old readers.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]+)(?P<number>-?[0-9]{1,10})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\(?P<symbol>.)|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
SYMBOLS = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "~": "\u00a0", "_": "\u2011", "-": "\u00ad", "zwj": "\u200d",
    "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f", "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_DOCUMENT = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_PAGES = {10000: "mac_roman", 65001: "utf-8"}


class Token(NamedTuple):
    """One token. `name`: the control word or symbol; `data`: the bytes of text."""

    kind: Literal["open", "close", "control", "text"]
    name: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file in order; what `\\bin` announces is passed over."""
    position = 0
    while found := _TOKEN.match(data, position):
        position = found.end()
        kind = found.lastgroup
        if kind == "text":
            yield Token("text", data=found["text"])
        elif kind == "hex":
            yield Token("text", data=bytes((int(found["hex"], 16),)))
        elif kind == "brace":
            yield Token("open" if found["brace"] == b"{" else "close")
        elif kind == "symbol":
            yield Token("control", found["symbol"].decode("latin-1"))
        elif found["word"] is not None:
            number = int(found["number"]) if found["number"] else None
            if found["word"] == b"bin":
                position += max(0, number or 0)
            else:
                yield Token("control", found["word"].decode(), number)


class Characters:
    """Gathers bytes and units of UTF-16 until their characters are asked for."""

    def __init__(self) -> None:
        self.page = "cp1252"  # of the document
        self._fonts: dict[int, str] = {}
        self._bytes: list[bytes] = []
        self._codec = "cp1252"  # of the bytes gathered
        self._text: list[str] = []
        self._halves = False  # a half of a pair of UTF-16 is among them
        self._skip = 0  # characters that stand in for a `\\u` before them

    def declare(self, token: Token) -> bool:
        """Takes up what the document says of its code page."""
        if token.name == "ansicpg" and token.number:
            self.page = _known(_PAGES.get(token.number, f"cp{token.number}"))
        elif token.name in _DOCUMENT:
            self.page = _DOCUMENT[token.name]
        return token.name in ("ansicpg", *_DOCUMENT)

    def font(self, font: int, token: Token) -> None:
        """Takes up what the font table says of a font's code page."""
        if token.name == "fcharset" and token.number in _CHARSETS:
            self._fonts[font] = _CHARSETS[token.number]
        elif token.name == "cpg" and token.number:
            self._fonts[font] = _known(_PAGES.get(token.number, f"cp{token.number}"))

    def add(self, data: bytes, font: int) -> None:
        """More bytes, written in a font."""
        data, self._skip = data[self._skip :], max(0, self._skip - len(data))
        codec = self._fonts.get(font, self.page)
        if codec != self._codec:
            self._decode()
            self._codec = codec
        self._bytes.append(data)

    def symbol(self, text: str) -> None:
        """A character that a control word names."""
        if self._skip:
            self._skip -= 1
        else:
            self._decode()
            self._text.append(text)

    def unit(self, number: int, stands_in: int) -> None:
        """A unit of UTF-16, and how many characters after it stand in for it."""
        self._decode()
        self._text.append(chr(number & 0xFFFF))
        self._halves = self._halves or 0xD800 <= number & 0xFFFF < 0xE000
        self._skip = stands_in

    def stop(self) -> None:
        """No stand-in goes on past here."""
        self._skip = 0

    def take(self) -> str:
        """The characters gathered so far."""
        if not (self._bytes or self._text):
            return ""
        self._decode()
        text = "".join(self._text)
        self._text.clear()
        if self._halves:
            self._halves = False
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return text

    def _decode(self) -> None:
        if self._bytes:
            self._text.append(b"".join(self._bytes).decode(self._codec, "replace"))
            self._bytes.clear()


def _known(codec: str) -> str:
    """A code page that Python knows, or else the usual one."""
    try:
        return codecs.lookup(codec).name
    except LookupError:
        return "cp1252"
