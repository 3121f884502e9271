"""What a file is: by its content first, then by its suffix."""

from __future__ import annotations

import re
from pathlib import PurePath

from fabula.errors import UnreadableInput
from fabula.formats.container import member_names
from fabula.formats.shapes import ACCEPTED, SUFFIXES, Format

_ACCEPTED = f"give a story as {ACCEPTED}"
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old Word document (save it as DOCX)"),
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
_XML = re.compile(rb"<(?:\w{1,20}:)?(FictionBook|(?<=office:)document)[\s>]")
_ODT = b"application/vnd.oasis.opendocument.text"
_BOM = b"\xef\xbb\xbf"
_MARKDOWN = re.compile(rb"\s*# \S")
_FENCE = re.compile(rb"(?:---|\.\.\.)\s*")
_YAML = re.compile(rb"[\w -]{1,40}:(?:\s.*)?|\s*-\s.*|[ \t]+\S.*|\s*#.*|\s*")
_POINTER = "meta-inf/container.xml"
_CONTAINERS = (".epub", ".docx", ".odt", ".zip")
_OTHER_PARTS = ("[Content_Types].xml", "META-INF/MANIFEST.MF", "AndroidManifest.xml")
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
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")) or _is_zip_after_junk(data, path):
        return _zipped(data, path)
    if data[:200].lstrip().removeprefix(_BOM).startswith(b"{\\rtf"):
        return "rtf"
    head = data[:4096]
    narrow = head.replace(b"\0", b"")  # UTF-16 shows its tags like this too
    suffix = SUFFIXES.get(PurePath(path).suffix.lower())
    if found := _XML.search(narrow):
        return "odt" if found[1] == b"document" else "fb2"
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


def _is_zip_after_junk(data: bytes, path: str) -> bool:
    """Whether a file with a container's name begins with something else, and is one at its end."""
    suffix = PurePath(path).suffix.lower()
    return suffix in _CONTAINERS and b"PK\x05\x06" in data[-66_000:]


def _zipped(data: bytes, path: str) -> Format:
    """The kind of a container, by the names of the files in it."""
    names = member_names(data)
    suffix = SUFFIXES.get(PurePath(path).suffix.lower())
    if data[30:58] == b"mimetypeapplication/epub+zip" or _is_book(names):
        return "epub"
    if any(name.startswith("word/document") for name in names):
        return "docx"
    if _ODT in data[:200] or {"content.xml", "META-INF/manifest.xml"} <= set(names):
        return "odt"
    if len(names) == 1 and names[0].lower().endswith(".fb2"):
        return "fb2"
    if suffix in ("epub", "docx", "odt"):
        return suffix
    if any(name.endswith(_OTHER_PARTS) for name in names):
        raise UnreadableInput(
            f"{path}: this is a ZIP archive of a program's own files, no story; {_ACCEPTED}."
        )
    return "zip"


def _is_book(names: tuple[str, ...]) -> bool:
    """Whether files are those of one book, perhaps zipped with the folder that they lay in."""
    slashed = [name.replace("\\", "/").lower() for name in names]
    pointers = [n for n in slashed if n == _POINTER or n.endswith("/" + _POINTER)]
    packages = [n for n in slashed if n.endswith(".opf")]
    pages = any(n.endswith((".xhtml", ".html", ".htm")) for n in slashed)
    others = any(n.endswith(_CONTAINERS) for n in slashed)  # books, with a catalogue beside them
    return len(pointers) == 1 or (len(packages) == 1 and pages and not others)


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
