"""What a reader says against the reading. A correction is an input: it is kept apart from all
results, found again in the text by its words, and read with it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from fabula.story.annotations import EntityKind
from fabula.story.records import Level

Action = Literal[
    "is",
    "merge",
    "split",
    "rename",
    "alias",
    "omit",
    "not-a-person",
    "speaker",
    "memory",
]


class Anchor(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place told by its words (a W3C text quote selector): `exact` stands between `prefix` and
    `suffix`; `near` is the code point where it stood when it was made, and decides between equals.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    near: int = 0


class Correction(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing a reader says.

    - is: the mention at `this` stands for the entity mentioned at `that`, or called `name`; what
      is read after it follows.
    - merge: the entities mentioned at `this` and `that` are one.
    - split: the entity mentioned at `this` is not the one mentioned at `that`.
    - rename: the entity mentioned at `this` is called `name`.
    - alias: the entity mentioned at `this` is called `name` too.
    - omit: what is mentioned at `this` is no character.
    - not-a-person: what is mentioned at `this` is of another `type` (by default a thing).
    - speaker: the quotation at `this` is spoken by the entity mentioned at `that`, or by the one
      called `name`; by nobody known when both are missing. `to` is a mention of whom it is spoken
      to.
    - memory: the paragraphs from the one of `this` to the one of `that` are a memory, or of
      another `level`; without `that`, the scene that `this` stands in is.

    `made_at` is the last words its maker had read: it does not show at earlier horizons. None, or
    words that are gone: it shows from its last anchor on.
    """

    do: Action
    this: Anchor
    that: Anchor | None = None
    name: str | None = None
    made_at: Anchor | None = None
    to: Anchor | None = None
    type: EntityKind | None = None
    level: Level | None = None


class Standing(NamedTuple):
    """How it stands with a correction as of a place: it applies, it is lost (`message` says why),
    or it waits for words that come only later."""

    state: Literal["applied", "lost", "waiting"]
    message: str = ""


class Lost(msgspec.Struct, frozen=True):
    """A correction whose words are no longer in the text: listed, never dropped."""

    number: int
    correction: Correction
    message: str


def amiss(correction: Correction) -> str | None:
    """What keeps a correction from being one, whatever the text is."""
    if correction.do in ("merge", "split") and correction.that is None:
        return "it does not say with whom: “that” is missing"
    if correction.do in ("rename", "alias") and not (correction.name or "").strip():
        return "it does not say how: “name” is missing"
    if correction.do == "is" and correction.that is None and not (correction.name or "").strip():
        return "it does not say who: “that” or “name” is missing"
    if correction.do == "not-a-person" and correction.type == "PER":
        return "it says that a person is none: “type” cannot be PER"
    return None


class Corrections(msgspec.Struct, frozen=True):
    """A corrections file: `{"schema": "fabula-corrections/1", "corrections": [...]}`."""

    schema: Literal["fabula-corrections/1"] = "fabula-corrections/1"
    corrections: tuple[Correction, ...] = ()
