"""What a book's package lists: its files, and their order in reading.

A package is often wrong: ids that repeat, files named twice or not there, kinds that are not
theirs. Whatever is not read is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from fabula.errors import UnreadableInput
from fabula.formats.books.references import References, is_elsewhere
from fabula.formats.container import Container
from fabula.formats.sniff import sniff
from fabula.story.text import Notice

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
_SUFFIXES = (".xhtml", ".html", ".htm", ".xml")
_PICTURES = (".svg", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".avif")
_FALLBACKS = 5  # that are looked at for a file of a kind that is not read
_NAMED = 3  # files that one notice names


class Item(NamedTuple):
    """A file of the spine: its name in the container, what guide or manifest call it ("" if they
    say nothing), whether the contents name it, and whether it stands in the order of reading."""

    name: str
    role: str = ""
    in_contents: bool = False
    linear: bool = True


class Entry(NamedTuple):
    """A file that the package lists. `name` is None where the container does not hold it."""

    key: str
    name: str | None
    href: str
    kind: str
    properties: tuple[str, ...]
    fallback: str

    @property
    def is_page(self) -> bool:
        return self.kind in _PAGES or (self.name or self.href).lower().endswith(_SUFFIXES)

    @property
    def is_picture(self) -> bool:
        return self.kind.startswith("image/") or (self.name or "").lower().endswith(_PICTURES)


class Manifest:
    """The files of a book as its package lists them."""

    def __init__(
        self, container: Container, folder: str, root: etree._Element, references: References
    ) -> None:
        self._container = container
        self._root = root
        self.entries = tuple(
            Entry(
                item.get("id") or "",
                references.find(folder, item.get("href") or ""),
                item.get("href") or "",
                (item.get("media-type") or "").strip().lower(),
                tuple((item.get("properties") or "").split()),
                item.get("fallback") or "",
            )
            for item in root.iter("{*}item")
        )
        self._roles = {
            references.find(folder, r.get("href") or ""): r.get("type") or ""
            for r in root.iter("{*}reference")
        }
        self._first = {entry.key: entry for entry in reversed(self.entries)}
        self._looks: dict[str, bool] = {}  # files of unknown kinds that look like pages
        self._said: dict[str, dict[str, None]] = {}

    def spine(self, in_contents: frozenset[str] | None) -> tuple[Item, ...]:
        """The files in reading order; `in_contents` are those that the contents name, None where
        the book has no contents: every file then begins something."""
        items: dict[str, Item] = {}
        for entry, linear in self._ordered():
            page = self._page(entry)
            if page is None or page.name is None:
                continue
            if page.name in items:
                self._say("repeated-file", page.name)
                continue
            role = self._roles.get(page.name, "") or ("toc" if "nav" in page.properties else "")
            named = page.name in in_contents if in_contents is not None else _is_whole(page.name)
            linear = linear or (in_contents is not None and named)  # who lists it wants it read
            items[page.name] = Item(page.name, "" if role == "text" else role, named, linear)
        self._unread(items)
        if not any(item.linear for item in items.values()):
            return tuple(item._replace(linear=True) for item in items.values())
        return tuple(items.values())

    def notices(self) -> tuple[Notice, ...]:
        """What to say of the files that were not read."""
        said = self._said.items()
        return tuple(Notice(code, _MESSAGES[code] + few(names)) for code, names in said)

    def _ordered(self) -> Iterator[tuple[Entry, bool]]:
        """What the spine names, and whether it stands in the order of reading. Where an id is given
        to several files they are taken one after the other."""
        by_key: dict[str, list[Entry]] = {}
        for entry in self.entries:
            by_key.setdefault(entry.key, []).append(entry)
        for ref in self._root.iter("{*}itemref"):
            key = ref.get("idref") or ""
            linear = (ref.get("linear") or "yes").strip().lower() != "no"
            found = by_key.get(key, [])
            if not found:
                self._say("missing-file", key)
            elif len(found) == 1:
                yield found[0], linear
            else:
                yield found.pop(0), linear

    def _page(self, entry: Entry) -> Entry | None:
        """The page that an entry of the spine is, or stands for; None if it has none."""
        first = entry
        for _ in range(_FALLBACKS):
            if self._is_read(entry):
                return entry
            if entry.fallback not in self._first:
                break
            entry = self._first[entry.fallback]
        if first.name is None:
            self._say("remote-file" if is_elsewhere(first.href) else "missing-file", first.href)
        else:
            self._say("picture-pages" if first.is_picture else "unread-file", first.name)
        return None

    def _is_read(self, entry: Entry) -> bool:
        """Whether an entry is a page that is there, by its kind or name, else by its content."""
        if entry.name is None or entry.is_picture:
            return False
        if entry.name not in self._looks:
            self._looks[entry.name] = entry.is_page or self._looks_like_page(entry.name)
        return self._looks[entry.name]

    def _looks_like_page(self, name: str) -> bool:
        data = self._container.read(name)[:100_000]
        try:
            return sniff(data, "page") == "html"
        except UnreadableInput:
            return False

    def _unread(self, items: dict[str, Item]) -> None:
        """Notes the pages that stand in no order of reading, but for contents and covers."""
        helps = {e.name for e in self.entries if "nav" in e.properties}
        for name in self._container.names:
            page = name.lower().endswith(_SUFFIXES[:3]) and not name.startswith("META-INF/")
            if page and name not in items and name not in helps and not self._roles.get(name):
                self._say("not-in-order", name)

    def _say(self, code: str, name: str) -> None:
        self._said.setdefault(code, {})[name] = None


_MESSAGES = {
    "missing-file": "Named by the book, which does not hold it: ",
    "remote-file": "Named by the book and not in it but on the web; nothing is fetched: ",
    "repeated-file": "Named twice by the book and read once: ",
    "unread-file": "In the book's order and not read, as it is no page of text: ",
    "picture-pages": "Pages that are pictures, whose words cannot be read: ",
    "not-in-order": "In the book, but not in its order of reading, and not read: ",
}


def few(names: Iterable[str]) -> str:
    """The first of some names, as a message shows them."""
    known = list(names)
    first = [f"“{name[:80]}”" for name in known[:_NAMED]]
    more = f" and {len(known) - _NAMED} more" if len(known) > _NAMED else ""
    return ", ".join(first) + more + "."


def _is_whole(name: str) -> bool:
    """Whether a file may begin a chapter: one that a converter has split off goes on with one."""
    return "_split_" not in name or name.rpartition("_split_")[2].startswith("000")
