"""The style sheets that a book's pages link to: all that is asked of them is what they hide, and
what they slant."""

from __future__ import annotations

from posixpath import dirname

from lxml import etree

from fabula.errors import UnreadableInput
from fabula.formats import limits
from fabula.formats.books.references import References
from fabula.formats.container import Container
from fabula.formats.web.hidden import Hidden, Unseen, unseen
from fabula.formats.web.markup import Marks
from fabula.formats.web.slant import slant

SHEET = 2 * limits.MIB  # bytes of a sheet that is looked at


class Sheets:
    """Reads each sheet of a book once."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._references = References(container.names)
        self._read: dict[str, str] = {}

    def unseen(self, name: str, root: etree._Element, body: etree._Element, marks: Marks) -> Unseen:
        """What of the page of that name its readers do not see. A chapter's heading stays one: many
        books hide it behind a picture of its words."""
        found = unseen(root, body, "\n".join(self._linked(name, root)))
        kept: Hidden = {
            node: why
            for node, why in found.elements.items()
            if node not in marks or marks[node].kind != "heading"
        }
        return Unseen(kept, found.notices)

    def slant(self, name: str, root: etree._Element) -> None:
        """Writes on the elements of the page of that name which of them are italic."""
        slant(root, self._linked(name, root))

    def _linked(self, name: str, root: etree._Element) -> list[str]:
        found: list[str] = []
        for link in root.iter("{*}link"):
            sheet = self._references.find(dirname(name), link.get("href") or "")
            if sheet and (link.get("rel") or "stylesheet").lower() == "stylesheet":
                found.append(self._sheet(sheet))
        return found

    def _sheet(self, name: str) -> str:
        if name not in self._read:
            try:
                data = self._container.read(name)
            except UnreadableInput:
                data = b""  # a damaged sheet takes nothing from the story
            self._read[name] = data[:SHEET].decode("utf-8", "replace")
        return self._read[name]
