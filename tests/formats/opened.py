"""An EPUB opened as strictly as any reader might: what is in it, and what is wrong with it."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from posixpath import dirname, join, normpath

from lxml import etree

OPF = "{http://www.idpf.org/2007/opf}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
HTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
NO_CODE = ("script", "iframe", "object", "embed", "form", "img", "svg", "style", "base")


class Opened:
    """A book's files, its pages as trees, in the order of reading."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = self.archive.namelist()
        self.package = etree.fromstring(self.archive.read("book/package.opf"))
        self.items = {i.get("id"): i for i in self.package.iter(f"{OPF}item")}
        self.spine = [
            (join("book", self.items[i.get("idref")].get("href")), i.get("linear") != "no")
            for i in self.package.iter(f"{OPF}itemref")
        ]
        self.trees = {n: self.tree(n) for n in self.names if n.endswith(".xhtml")}
        self.ids = {
            (name, str(node.get("id")))
            for name, tree in self.trees.items()
            for node in tree.iter()
            if node.get("id")
        }

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.archive.read(name))

    def links(self) -> Iterator[tuple[str, etree._Element, tuple[str, str]]]:
        """Every link inside the book: its page, itself, the file and id that it leads to."""
        for name, tree in self.trees.items():
            for link in tree.iter(f"{HTML}a"):
                href = str(link.get("href"))
                if not href.startswith(("http://", "https://")):
                    file, _, key = href.partition("#")
                    target = normpath(join(dirname(name), file)) if file else name
                    yield name, link, (target, key)

    def notes(self) -> dict[tuple[str, str], etree._Element]:
        """The notes by their page and id."""
        return {
            (name, str(node.get("id"))): node
            for name, tree in self.trees.items()
            for node in tree.iter(f"{HTML}aside")
            if node.get(TYPE) == "footnote"
        }

    def amiss(self) -> Iterator[str]:
        """What a strict reader would say against the book."""
        yield from self._container()
        yield from self._contents()
        for name, tree in self.trees.items():
            ids = Counter(node.get("id") for node in tree.iter() if node.get("id"))
            yield from (f"{name}: {key} is there twice" for key, n in ids.items() if n > 1)
            yield from (f"{name}: <{t}>" for t in NO_CODE for _ in tree.iter(f"{HTML}{t}"))
            if len(self.archive.read(name)) > 200_000:
                yield f"{name} is too large"
        noted = set()
        for name, link, (file, key) in self.links():
            if file not in self.names or (key and (file, key) not in self.ids):
                yield f"{name}: a link leads nowhere: {link.get('href')}"
            if link.get(TYPE) == "noteref":
                noted.add((file, key))
        yield from (f"no name leads to {n}" for n in set(self.notes()) - noted)
        yield from (f"{n} is no note" for n in noted - set(self.notes()))

    def _container(self) -> Iterator[str]:
        first = self.archive.infolist()[0]
        if (first.filename, first.compress_type) != ("mimetype", zipfile.ZIP_STORED) or first.extra:
            yield "mimetype does not come first as it is"
        listed = {join("book", i.get("href")) for i in self.items.values()}
        there = {n for n in self.names if n.startswith("book/")} - {"book/package.opf"}
        if listed != there:
            yield f"the package does not list what is there: {listed ^ there}"
        linked = {target[0] for _, _, target in self.links()}
        yield from (
            f"nothing leads to {n}" for n, linear in self.spine if not (linear or n in linked)
        )

    def _contents(self) -> Iterator[str]:
        nav = [a.get("href") for a in self.trees["book/contents.xhtml"].iter(f"{HTML}a")]
        ncx = [c.get("src") for c in self.tree("book/contents.ncx").iter(f"{NCX}content")]
        order = [name.removeprefix("book/") for name, _ in self.spine]
        if nav != ncx or nav != [name for name in order if name in nav]:
            yield "contents are not in the order of reading"
