"""EPUB books as they are found in the wild: packages written by hand, broken in one way each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shelf import xhtml, zipped

DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
XHTML = "application/xhtml+xml"
ENCRYPTED = (
    '<enc:EncryptedData><enc:EncryptionMethod Algorithm="{method}"/>{key}<enc:CipherData>'
    '<enc:CipherReference URI="{uri}"/></enc:CipherData></enc:EncryptedData>'
)


def page(words: str) -> str:
    return xhtml(f"<p>{words}</p>")


def item(key: str, href: str, kind: str = XHTML, more: str = "") -> str:
    return f'<item id="{key}" href="{href}" media-type="{kind}" {more}/>'


def opf(
    items: Sequence[str],
    spine: Sequence[str],
    metadata: str = "<dc:title>Rope</dc:title>",
    more: str = "",
    namespaces: str = DC,
) -> str:
    """A package; `spine` holds ids, or whole `<itemref>` elements."""
    refs = "".join(s if s.startswith("<") else f'<itemref idref="{s}"/>' for s in spine)
    return (
        f'<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f"<metadata {namespaces}>{metadata}</metadata><manifest>{''.join(items)}</manifest>"
        f"<spine>{refs}</spine>{more}</package>"
    )


def pointer(*names: str) -> str:
    """`META-INF/container.xml` with these package files."""
    files = "".join(f'<rootfile full-path="{name}"/>' for name in names)
    return (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        f"{files}</rootfiles></container>"
    )


def book(
    package: str | bytes, files: Mapping[str, str | bytes], name: str = "OEBPS/content.opf"
) -> bytes:
    """A book whose container points at one package."""
    return zipped(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": pointer(name), name: package}
        | dict(files)
    )


def two_pages(first: str = "a.xhtml", second: str = "b.xhtml") -> str:
    """A package of two pages by these references."""
    return opf([item("a", first), item("b", second)], ["a", "b"])


PAGES: dict[str, str | bytes] = {
    "OEBPS/a.xhtml": page("It began."),
    "OEBPS/b.xhtml": page("It ended."),
}


def encryption(method: str, uri: str = "OEBPS/a.xhtml", key: str = "") -> str:
    """`META-INF/encryption.xml` that says that one file is scrambled."""
    data = ENCRYPTED.format(method=method, uri=uri, key=key)
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
        f'xmlns:enc="http://www.w3.org/2001/04/xmlenc#">{data}</encryption>'
    )
