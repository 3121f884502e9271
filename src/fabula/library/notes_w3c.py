"""A reader's highlights and notes as Web Annotations (W3C), for programs: JSON-LD in which each is
found by its words (TextQuoteSelector) and by its place (TextPositionSelector, in code points)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import msgspec

from fabula.library.notes import Note

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+\Z")


class About(msgspec.Struct, frozen=True):
    """A work that notes are about: the key that it is known by in a library, where it is on the
    web, its title."""

    key: str
    url: str | None
    title: str


def collection(notes: Iterable[tuple[About, Note]]) -> bytes:
    """Notes as one AnnotationCollection, UTF-8. Ids are the same whenever it is written."""
    items = [_annotation(about, note) for about, note in notes]
    made = {
        "@context": CONTEXT,
        "id": _iri("collection", *(item["id"] for item in items)),
        "type": "AnnotationCollection",
        "label": "Highlights and notes",
        "total": len(items),
        "first": {
            "id": _iri("page", *(item["id"] for item in items)),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"


def _annotation(about: About, note: Note) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": _iri(about.key, str(note.id), str(note.made)),
        "type": "Annotation",
        "motivation": "commenting" if note.note else "highlighting",
        "created": f"{datetime.fromtimestamp(note.made, UTC):%Y-%m-%dT%H:%M:%SZ}",
    }
    if note.note:
        made["body"] = {"type": "TextualBody", "value": note.note, "format": "text/plain"}
    made["target"] = {
        "source": {"id": source(about), "type": "Text", "label": about.title},
        "styleClass": note.colour,
        "selector": _selectors(note),
    }
    return made


def _selectors(note: Note) -> list[dict[str, Any]]:
    """How its words are found; by their place too where they still stand."""
    words = {
        "type": "TextQuoteSelector",
        "exact": note.quote,
        "prefix": note.anchor.prefix,
        "suffix": note.anchor.suffix,
    }
    if note.at is None:
        return [words]
    return [words, {"type": "TextPositionSelector", "start": note.at.start, "end": note.at.end}]


def source(about: About) -> str:
    """The IRI of a work: where it is on the web, else a name made of its key."""
    if about.url and _WEB.match(about.url):
        return about.url
    return f"urn:fabula:{quote(about.key, safe=':')}"


def _iri(*parts: str) -> str:
    return uuid5(NAMESPACE_URL, "\n".join(parts)).urn
