"""Words as text of a page: the only way by which any word comes into a book."""

from __future__ import annotations

import re
from html import escape

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # marks that turn writing


def clean(words: str) -> str:
    """Words as text of a page: escaped, without characters that XML does not have."""
    return escape(_NOT_XML.sub("\ufffd", words), quote=False)


def said(words: str) -> str:
    """What a file says of itself (a title, a name) on one line: escaped, unable to turn the writing
    around it."""
    return f"<bdi>{clean(line(words))}</bdi>"


def line(words: str) -> str:
    """The same without markup."""
    return " ".join(_TURNING.sub("", words).split())


def attribute(words: str) -> str:
    """Words as the value of an attribute between double quotes."""
    return escape(_NOT_XML.sub("\ufffd", line(words)), quote=True)
