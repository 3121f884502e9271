"""What a file is: by its content first, then by its suffix."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from fabula.errors import UnreadableInput

Format = Literal["text", "html", "markdown", "epub", "docx"]

SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".epub": "epub",
    ".docx": "docx",
}
"""The suffixes that a folder is searched for."""

_ACCEPTED = "give a story as text, HTML, EPUB, Markdown or DOCX"
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old Word document (save it as DOCX)"),
    (b"{\\rtf", "an RTF document (save it as DOCX or text)"),
    (b"\x1f\x8b", "a packed file (unpack it first)"),
    (b"7z\xbc\xaf", "a packed file (unpack it first)"),
    (b"Rar!", "a packed file (unpack it first)"),
    (b"SQLite format 3", "a database"),
    (b"ITSF", "a CHM help file"),
)
_HTML = re.compile(
    rb"(?:\s|\xef\xbb\xbf|<\?xml[^>]*>|<!--(?>.{0,2000}?-->))*+<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(rb"<(?:p|div|h[1-6]|br ?/?|span|em|i)(?:\s[^<>]{0,300})?>", re.IGNORECASE)
_BOM = b"\xef\xbb\xbf"
_MARKDOWN = re.compile(rb"\s*# \S")
_FENCE = re.compile(rb"(?:---|\.\.\.)\s*")
_YAML = re.compile(rb"[\w -]{1,40}:(?:\s.*)?|\s*-\s.*|[ \t]+\S.*|\s*#.*|\s*")
HEAD_LINES = 30  # of a head in YAML, where no suffix says that the file is Markdown


def sniff(data: bytes, path: str) -> Format:
    """What `data` is. Raises UnreadableInput for kinds of file that are known and not read."""
    for magic, name in _OTHERS:
        if data.startswith(magic):
            raise UnreadableInput(f"{path}: this is {name}, whatever its name says; {_ACCEPTED}.")
    if data[60:68] in (b"BOOKMOBI", b"TEXtREAd"):
        raise UnreadableInput(
            f"{path}: this is a Kindle book (MOBI or AZW), whatever its name says; {_ACCEPTED}."
        )
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zipped(data, path)
    head = data[:4096]
    narrow = head.replace(b"\0", b"")  # UTF-16 shows its tags like this too
    suffix = SUFFIXES.get(PurePath(path).suffix.lower())
    if _HTML.match(narrow.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")):
        return "html"
    if suffix == "html" and _TAGS.search(data[:100_000]):
        return "html"
    text = data[:65_536].removeprefix(_BOM)
    if suffix == "markdown" or _MARKDOWN.match(text) or (suffix is None and _has_head(text)):
        return "markdown"
    if suffix in ("text", "html"):
        return "text"
    return "html" if len(_TAGS.findall(head)) >= 4 else "text"


def _zipped(data: bytes, path: str) -> Format:
    head = data[:200]
    if b"application/epub+zip" in head:
        return "epub"
    # The central directory stands at the end; names in it tell the kind.
    tail = data[-65_536 * 4 :]
    if b"META-INF/container.xml" in data[:4096] or b"META-INF/container.xml" in tail:
        return "epub"
    if b"word/document.xml" in data[:65_536] or b"word/document.xml" in tail:
        return "docx"
    suffix = SUFFIXES.get(PurePath(path).suffix.lower())
    if suffix in ("epub", "docx"):
        return suffix
    raise UnreadableInput(f"{path}: this is a ZIP archive, neither EPUB nor DOCX; {_ACCEPTED}.")


def _has_head(data: bytes) -> bool:
    """Whether a file begins with a whole head in YAML: a line of dashes may be a story's."""
    first, *lines = data.lstrip().split(b"\n", HEAD_LINES + 1)
    if first.rstrip() != b"---":
        return False
    for i, line in enumerate(lines[:HEAD_LINES]):
        if _FENCE.fullmatch(line):
            return i > 0
        if not _YAML.fullmatch(line):
            return False
    return False
