"""What a passage shows by itself, before anyone asks what it means in the story.

All offsets count from the passage's start. Each stage of annotate adds its own part and changes no
other; the whole depends on the passage's content alone, so it can be kept under the passage's key.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from fabula.story.text import Span

EntityKind = Literal["PER", "ORG", "FAC", "GPE", "LOC", "VEH", "THING", "TERM"]
MentionKind = Literal["PROP", "NOM", "PRON"]
Mode = Literal["speech", "remembered", "thought", "writing"]
SubjectKind = Literal["name", "pronoun", "noun"]
Side = Literal["before", "after"]


class Quoted(msgspec.Struct, frozen=True, array_like=True):
    """One unbroken stretch of quoted words in one paragraph, its marks included.

    `paragraph` is its paragraph's number in the passage; `parent` the number (in the passage's
    list) of the quotation it is nested in; `opened` says it begins with a mark of its own and
    `closed` that it ends with one (a never-closed one stops at its paragraph's end);
    `reopened` that it takes up again the quotation which the paragraph before left unclosed.
    """

    at: Span
    paragraph: int
    mode: Mode = "speech"
    parent: int | None = None
    opened: bool = True
    closed: bool = True
    reopened: bool = False


class Name(msgspec.Struct, frozen=True, array_like=True):
    """A proper name as written: `at` spans it with its title, without possessive ending.

    `title` is the honorific before it ("Mr.", "Lady", "" if none), `words` the name's own words
    (stutter mended, possessive and -san or -sensei taken off), `suffix` the honorific after it.
    `quotation` is the number of the innermost quotation it stands in (None in narration).
    `vocative` says somebody is called by it. `sure` in [0, 1]: how much the passage itself says
    that this is a name and not a common word with a capital; `person` in [-1, 1]: how much it
    speaks for a person (1), against one (a place, a book: -1), or nothing (0). `told` says that
    the text's form shows who bears it (the label of a turn in a chat, a letter's signature);
    `instead` is the number of the name whose bearer is called so from here on.
    """

    at: Span
    words: tuple[str, ...]
    title: str = ""
    suffix: str = ""
    quotation: int | None = None
    vocative: bool = False
    sure: float = 1.0
    person: float = 0.0
    told: bool = False
    instead: int | None = None


class Cue(msgspec.Struct, frozen=True, array_like=True):
    """Narration beside a quotation that tells who speaks it.

    `quotation` is the number of the quotation; `side` says whether the narration stands before or
    after it. `verb` is the verb of speech's place; None for a beat, where the person only does
    something there. `subject` is the person's place, `kind` its form, `name` the number of the Name
    that it is, where it is one.
    """

    quotation: int
    side: Side
    subject: Span
    kind: SubjectKind
    name: int | None = None
    verb: Span | None = None


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """A mention as the model sees it: a whole noun phrase or a pronoun.

    `first` and `last` are the numbers of its words in the passage, `sentence` and `quotation` of
    the sentence and the outermost quotation (None in narration) that it stands in; `name` is the
    number of the Name that is its head, where one is.
    """

    at: Span
    type: EntityKind
    kind: MentionKind
    confidence: float
    first: int
    last: int
    sentence: int
    quotation: int | None = None
    name: int | None = None


class Pointer(msgspec.Struct, frozen=True, array_like=True):
    """What the words around a quotation say of who speaks it and to whom: pairs (number of a
    mention, its share), the best first; the shares left over are for nobody mentioned there."""

    quotation: int
    speakers: tuple[tuple[int, float], ...] = ()
    addressees: tuple[tuple[int, float], ...] = ()


class Happening(msgspec.Struct, frozen=True, array_like=True):
    """A word that tells of something that really happens in the story. `past_perfect`: it had
    happened before the time that is told of."""

    at: Span
    lemma: str
    confidence: float
    past_perfect: bool = False


class Trait(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Words that may tell what somebody is like or in which state: `name` as an Attribute has it,
    how sure that is, and of whom: pairs (number of a mention, its share), the best first."""

    at: Span
    name: str
    confidence: float
    bearers: tuple[tuple[int, float], ...] = ()


class Opens(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Words that may leave something open: a Thread's `kind`, and how sure that is."""

    at: Span
    kind: str
    confidence: float


class Turn(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """How a paragraph stands to the one before: the logit that something begins with it or is over,
    and the logarithms of the shares of the levels that it may be told on (those of
    `records.Level`, in order)."""

    begins: float
    levels: tuple[float, ...]


class Part(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Which part in what the word at number `event` tells the mention or noun phrase has that ends
    with word `last`; `share` in (0, 1)."""

    event: int
    role: str
    last: int
    share: float


class Glimpses(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What the model makes of the story's world in a passage, before anybody is known: see the
    members. `turns` has one for each paragraph that has words, by its number in the passage;
    `eyes`, for each of the mentions seen, how likely it is told through their eyes (a logit)."""

    traits: tuple[Trait, ...] = ()
    opens: tuple[Opens, ...] = ()
    turns: dict[int, Turn] = {}
    parts: tuple[Part, ...] = ()
    eyes: tuple[float, ...] = ()


class Syntax(msgspec.Struct, frozen=True, array_like=True):
    """The passage's N words, as arrays of little-endian numbers: where each starts and ends
    (uint32) and its sentence (uint32); the numbers of its tags in the model's lists (uint8, lemma
    uint16); the number of its head (uint32; its own for a root); how much speaks for it telling of
    something that happens (int8, a logit)."""

    starts: bytes = b""
    ends: bytes = b""
    sentences: bytes = b""
    upos: bytes = b""
    xpos: bytes = b""
    deprel: bytes = b""
    lemma: bytes = b""
    heads: bytes = b""
    happens: bytes = b""


class Annotations(msgspec.Struct, array_like=True, frozen=True):
    """All that the passage shows: see the members.

    `vectors` are the model's views of the mentions it sees, one row each
    (`reading/people/rows.py`); `failed` says why the model could not read the passage, where it
    could not.
    """

    sentences: tuple[Span, ...] = ()
    quotations: tuple[Quoted, ...] = ()
    names: tuple[Name, ...] = ()
    cues: tuple[Cue, ...] = ()
    seen: tuple[Seen, ...] = ()
    vectors: bytes = b""
    pointers: tuple[Pointer, ...] = ()
    happenings: tuple[Happening, ...] = ()
    syntax: Syntax = Syntax()
    glimpses: Glimpses = Glimpses()
    failed: str = ""
