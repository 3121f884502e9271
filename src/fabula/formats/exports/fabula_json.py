"""The contract as JSON: one object, written piece by piece so that no export is held whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from fabula import __version__
from fabula.story.contract import SCHEMA, CorrectionsItem, Export, TokenItem
from fabula.story.world import World

_encode = msgspec.json.Encoder().encode


def pieces(
    world: World,
    corrections: CorrectionsItem,
    model: str,
    tokens: Iterable[TokenItem] | None = None,
) -> Iterator[bytes]:
    """The UTF-8 bytes of `world`'s export, in order; `model` is the name of what read."""
    text = world.text
    head: dict[str, Any] = {
        "schema": SCHEMA,
        "fabula": __version__,
        "model": model,
        "horizon": world.horizon,
        "source": text.sources,
        "meta": text.meta,
        "text": text.text,
    }
    yield _encode(head)[:-1]
    lists: dict[str, Iterable[Any]] = {
        "paratext": world.paratext(),
        "source_map": text.segments,
        "chapters": world.chapters,
        "scenes": world.scenes,
        "entities": world.entities,
        "mentions": world.mentions(),
        "quotations": world.quotations(),
        "events": world.events(),
        "relations": world.relations(),
        "attributes": world.attributes(),
        "knowledge": world.knowledge(),
        "threads": world.threads(),
        "times": world.times(),
    }
    if languages := list(world.languages()):
        lists["languages"] = languages
    if tokens is not None:
        lists["tokens"] = tokens
    for key, items in lists.items():
        yield f',\n"{key}": ['.encode()
        yield from _items(items)
        yield b"]"
    yield b',\n"corrections": ' + _encode(corrections) + b"}\n"


def _items(items: Iterable[Any]) -> Iterator[bytes]:
    comma = b"\n"
    for item in items:
        yield comma + _encode(item)
        comma = b",\n"


def schema() -> dict[str, Any]:
    """The contract's JSON Schema."""
    found = msgspec.json.schema(Export)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}
