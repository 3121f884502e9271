"""What is carried from passage to passage: all that a reader needs to read on.

A memory is small, frozen and free of places: it counts paragraphs and names records by their ids,
so that it stays true when the text before it shifts. One part for each stage of resolve.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from fabula.story.annotations import EntityKind
from fabula.story.records import Level, SpeakerCue

Gender = Literal["f", "m", "n", "?"]  # n: they/them


class Structure(msgspec.Struct, frozen=True, array_like=True):
    """Scene breaks: the short lines seen so far (`seen`: their form -> (times, id of the first)),
    the people named in the last paragraphs and whether their narrator said "I" (`told`), whether
    the next paragraph opens a scene, and what the last one was: a line that sets the scene ("set"),
    some other short line ("line"), or a paragraph ("")."""

    seen: dict[str, tuple[int, str]] = {}
    recent: tuple[tuple[str, ...], ...] = ()
    told: tuple[bool, ...] = ()
    pending: str | None = None
    last: str = ""


class Known(msgspec.Struct, frozen=True, array_like=True):
    """An entity with a name, as far as it is known.

    `forms` are the forms it has been named by, as tuples (title, words...), oldest first; `person`
    sums the evidence that it is one; `type` is what has been told of it; `last` is the number of
    the paragraph that named it last, `count` how often it was named; `beside` are the ids of some
    who were named in one sentence with it, so that it cannot be they.
    """

    id: str
    forms: tuple[tuple[str, ...], ...] = ()
    type: EntityKind | None = None
    person: float = 0.0
    gender: Gender = "?"
    genders: tuple[int, int] = (0, 0)  # how often "she" and "he" stood for it, about
    last: int = 0
    count: int = 0
    beside: tuple[str, ...] = ()


class Cast(msgspec.Struct, frozen=True, array_like=True):
    """Who has been named. `joined` maps an entity's id to the one it turned out to be; `omitted`
    are name forms that a reader ruled out. Two indexes: `names` maps a printed form to the entity
    that it stands for unless something speaks against it, `words` a name's word to the ids of those
    who bear it, latest last (`~` before a full name: those whose short names come from it; `-`
    after three letters: those whose first name begins so; `^` before a title: those who have it).
    """

    known: dict[str, Known] = {}
    joined: dict[str, str] = {}
    omitted: tuple[tuple[str, ...], ...] = ()
    names: dict[str, str] = {}
    words: dict[str, tuple[str, ...]] = {}

    def root(self, entity: str) -> str:
        """The entity that an entity turned out to be."""
        while entity in self.joined:
            entity = self.joined[entity]
        return entity


class Links(msgspec.Struct, frozen=True, array_like=True):
    """The mentions that later ones may be linked to, row by row (`reading/people/rows.py`), and
    the id of each one's entity.

    `orders`, `sentences`, `words` and `turns` are running numbers; `named` maps a proper name that
    no rule of names knows, in small letters, to its entity; `spoken` counts for an entity how often
    "she" and "he" stood for it; `groups` are the entities that are several; `late` says of a
    nameless entity and a newly named one ("e4 e9") how much speaks for their being one; `tellers`
    are those who say "I" in narration, the latest last, `listener` is who was "you" there last;
    `described` maps the words of a description ("old woman") to whoever they were said of last.
    """

    rows: bytes = b""
    entities: tuple[str, ...] = ()
    orders: int = 0
    sentences: int = 0
    words: int = 0
    turns: int = 0
    named: dict[str, str] = {}
    spoken: dict[str, tuple[int, int]] = {}
    groups: tuple[str, ...] = ()
    late: dict[str, float] = {}
    tellers: tuple[str, ...] = ()
    listener: str | None = None
    described: dict[str, str] = {}


class Telling(msgspec.Struct, frozen=True, array_like=True):
    """Who tells the story. `tellers` counts who says "I" in narration; `called` says of a name's
    entity how often it was called by somebody talking with the teller, how often by one who talked
    with nobody else, and how often at all;
    `told` how often the narration names it; `you` counts who is "you" in narration."""

    tellers: dict[str, int] = {}
    called: dict[str, tuple[int, int, int]] = {}
    told: dict[str, int] = {}
    you: dict[str, int] = {}


class Turn(msgspec.Struct, frozen=True, array_like=True):
    """An utterance of the conversation going on: who spoke, to whom, how sure, in which
    paragraph."""

    utterance: str
    speaker: str | None
    addressees: tuple[str, ...] = ()
    confidence: float = 0.0
    paragraph: int = 0


class Heard(msgspec.Struct, frozen=True, array_like=True):
    """A piece of an utterance, and what speaks for whom as its speaker: logits, and the kind of the
    best evidence for each (see `reading/speech/`); its cue; how it joins the piece before it; whom
    it calls by name, and whom the piece before called; whether it opens its paragraph, ends it, and
    asks; whether what stands right before it tells of somebody who may speak it; whether it stands
    where speakers do not have paragraphs of their own."""

    paragraph: int
    scores: dict[str, float]
    kinds: dict[str, str]
    cue: SpeakerCue
    junction: str
    addressed: tuple[str, ...]
    called: tuple[str, ...]
    opens: bool
    ends: bool
    asks: bool
    led: bool
    crowded: bool = False


class Doubt(msgspec.Struct, frozen=True, array_like=True):
    """A piece of an utterance whose speaker a later turn may yet change: what was heard, the
    speaker decided so far, to whom, and what the turns before it were (`before`: the last two
    different speakers, and the paragraph of the last)."""

    utterance: str
    heard: Heard
    speaker: str
    to: tuple[str, ...]
    before: tuple[str, str, int]


class Conversation(msgspec.Struct, frozen=True, array_like=True):
    """The last turns, who was last named in narration (latest last), the utterance that a
    paragraph left unclosed, and the last pieces that are still in doubt."""

    turns: tuple[Turn, ...] = ()
    named: tuple[tuple[str, int], ...] = ()
    unclosed: str | None = None
    doubts: tuple[Doubt, ...] = ()


class Things(msgspec.Struct, frozen=True, array_like=True):
    """Things that the story makes something of: the noun that names each kind -> the entity that
    bore it last, the latest last."""

    last: dict[str, str] = {}


class Played(msgspec.Struct, frozen=True, array_like=True):
    """A scene that is being played: its id and level; the tense it is told in (`line`: "past" or
    "present") and how many of its first verbs were in either (`tenses`); who is in it; its
    paragraphs so far; whether its place is told; how often somebody's inner view was told (`eyes`),
    and whose eyes it is (`seen_by`); `slid`: a memory that has gone on in the plain past, like a
    scene, or a letter without marks; `italic`: one that stands in italics; `told`: the key of the
    correction by which a reader says on which level it is told, while that lasts; `gone`: who has
    left it again; `things`: the last nouns it was told with; `signs`: what has shown so far that
    somebody is there (`scenes/attending.py`), and of whom that was enough (`shown`)."""

    id: str
    level: Level = "scene"
    line: str = "past"
    tenses: tuple[int, int] = (0, 0)
    present: tuple[str, ...] = ()
    paragraphs: int = 0
    placed: bool = False
    eyes: dict[str, int] = {}
    seen_by: str | None = None
    slid: bool = False
    italic: bool = False
    told: str = ""
    gone: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    signs: dict[str, tuple[int, ...]] = {}
    shown: tuple[str, ...] = ()


class Staging(msgspec.Struct, frozen=True, array_like=True):
    """What is being played: the scene, and the memories that interrupt it (`open`, the innermost
    last); the tense that scenes are told in (`line`), the scene before this one (`before`), through
    whose eyes that was told (`eyes`); whether something to be read has just been spoken of
    (`paper`); whether whoever tells it has said "I" or "you" (`mine`); what the last paragraph
    showed (`signs`), and how much has been told in each tense of late (`late`)."""

    open: tuple[Played, ...] = ()
    line: str = ""
    before: str | None = None
    eyes: str | None = None
    paper: bool = False
    mine: bool = False
    signs: dict[str, float] = {}
    late: dict[str, float] = {}


class Moments(msgspec.Struct, frozen=True, array_like=True):
    """What may tell one moment from others: for each of the last scenes the nouns it was told with
    and the people in it; which of them are memories, and which of these are linked to the moment
    that they tell again."""

    nouns: dict[str, tuple[str, ...]] = {}
    people: dict[str, tuple[str, ...]] = {}
    memories: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()


class Ties(msgspec.Struct, frozen=True, array_like=True):
    """The ties told so far ("e1 parent e2 ") -> (the first record of it, how often it was told)."""

    told: dict[str, tuple[str, int]] = {}


class States(msgspec.Struct, frozen=True, array_like=True):
    """The states and looks told so far ("e1 eyes green eyes") -> the record that told it."""

    held: dict[str, str] = {}


class Told(NamedTuple):
    """How the narration is told: main clauses in the past and in the present, and those whose
    subject is "I" or "we", and "you"."""

    past: int = 0
    present: int = 0
    first: int = 0
    second: int = 0


class Inner(msgspec.Struct, frozen=True, array_like=True):
    """What goes on inside people: how the narration is told, through whose eyes the scene is seen,
    and how much was told of what each in it did and felt (`heads`, what is long past less), and in
    the whole story of what each felt (`minds`)."""

    told: Told = Told()
    eyes: str | None = None
    heads: dict[str, float] = {}
    minds: dict[str, float] = {}


class Bound(NamedTuple):
    """What closes a thread: the deed (a lemma) of whoever is bound to it ("" for anybody), done to
    `target` ("" for nobody it names)."""

    holder: str
    deed: str
    target: str = ""


class Asked(NamedTuple):
    """A question that waits for what somebody else says next: its thread, what it asks for (see
    `reading/threads/asked.py`), who asks, and of whom; `words` are the lemmas of its nouns and
    verbs."""

    thread: str
    wants: str
    asker: str
    people: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Open(msgspec.Struct, frozen=True, array_like=True):
    """The threads that are open by their ids, and the question asked last."""

    threads: dict[str, Bound] = {}
    asked: Asked | None = None


class Memory(msgspec.Struct, frozen=True, array_like=True):
    """All that is carried on. `counts` are the last numbers given to ids, by letter; `paragraphs`
    how many have been read; `members` who a group is made of; `fixes` the entities found at places
    that corrections name (correction number and role -> id)."""

    counts: dict[str, int] = {}
    paragraphs: int = 0
    structure: Structure = Structure()
    cast: Cast = Cast()
    links: Links = Links()
    telling: Telling = Telling()
    conversation: Conversation = Conversation()
    things: Things = Things()
    staging: Staging = Staging()
    moments: Moments = Moments()
    ties: Ties = Ties()
    states: States = States()
    inner: Inner = Inner()
    open: Open = Open()
    members: dict[str, tuple[str, ...]] = {}
    fixes: dict[str, str] = {}
