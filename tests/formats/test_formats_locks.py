"""Locked books are refused, and the lock is told by its name."""

from __future__ import annotations

import pytest
from guard import untouched
from shelf_books import PAGES, book, encryption, two_pages

from fabula.errors import UnreadableInput
from fabula.formats import read_bytes
from fabula.formats.container import Container

AES = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
ADEPT = '<adept:rights xmlns:adept="http://ns.adobe.com/adept"><licenseToken><encryptedKey>{}</encryptedKey></licenseToken></adept:rights>'
RIGHTS, LOCK = "META-INF/rights.xml", "META-INF/encryption.xml"

LOCKS: dict[str, tuple[dict[str, str | bytes], str]] = {
    "Adobe": ({RIGHTS: ADEPT.format("k" * 172), LOCK: encryption(AES)}, "Adobe ADEPT"),
    "Adobe, by the key alone": (
        {LOCK: encryption(AES, key='<resource xmlns="http://ns.adobe.com/adept"/>')}, "Adobe ADEPT",
    ),
    "Barnes & Noble": ({RIGHTS: ADEPT.format("k" * 64), LOCK: encryption(AES)}, "Barnes & Noble"),
    "Apple": ({"META-INF/sinf.xml": "<fairplay/>", LOCK: encryption(AES)}, "Apple FairPlay"),
    "Apple, by the method": (
        {LOCK: encryption("http://itunes.apple.com/dataenc")}, "Apple FairPlay",
    ),
    "Readium": ({"META-INF/license.lcpl": "{}", LOCK: encryption(AES)}, "Readium LCP"),
    "Kobo": ({RIGHTS: "<rights><kdrm/></rights>"}, "Kobo"),
    "another": ({LOCK: encryption("urn:secret")}, "a lock of its own"),
    "broken XML": ({LOCK: encryption(AES).replace("</encryption>", "")}, "a lock of its own"),
}  # fmt: skip


@pytest.mark.parametrize("name", LOCKS)
def test_locks(name: str) -> None:
    """Each lock is known by what its shop leaves in the book."""
    files, called = LOCKS[name]
    data = book(two_pages(), {**PAGES, **files})
    with pytest.raises(UnreadableInput, match=called) as raised, untouched():
        read_bytes(data, "x.epub")
    assert str(raised.value).startswith("x.epub: the book is locked with")


@pytest.mark.parametrize(
    ("method", "uri"),
    [
        ("http://www.idpf.org/2008/embedding", "OEBPS/font.otf"),
        ("http://ns.adobe.com/pdf/enc#RC", "OEBPS/font.otf"),
        (AES, "OEBPS/font.otf"),
        (AES, "OEBPS/cover.jpg"),
    ],
)
def test_what_is_no_lock(method: str, uri: str) -> None:
    """Scrambled fonts and pictures, and rights left over from a lock, lock no words."""
    files = {LOCK: encryption(method, uri), RIGHTS: ADEPT.format("k" * 172)}
    text = read_bytes(book(two_pages(), {**PAGES, **files}), "x.epub")
    assert text.text == "It began.\n\nIt ended."


def test_font_obfuscation_leaves_the_book(monkeypatch: pytest.MonkeyPatch) -> None:
    """A font that names a file outside the book is never looked for."""
    asked: list[str] = []
    read = Container.read

    def reading(self: Container, name: str) -> bytes:
        asked.append(name)
        return read(self, name)

    monkeypatch.setattr(Container, "read", reading)
    lock = encryption("http://www.idpf.org/2008/embedding", "../../../../etc/passwd")
    with untouched():
        text = read_bytes(book(two_pages(), {**PAGES, LOCK: lock}), "x.epub")
    assert text.text == "It began.\n\nIt ended."
    assert set(asked) == {"META-INF/encryption.xml", "META-INF/container.xml",
                          "OEBPS/content.opf", "OEBPS/a.xhtml", "OEBPS/b.xhtml"}  # fmt: skip
