"""What a reader wants to see of a story at once, as values: counted here, printed elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate

import msgspec

from fabula.cli.output import legible
from fabula.story.contract import EntityItem, QuotationItem
from fabula.story.corrections import Lost
from fabula.story.text import Notice, Text
from fabula.story.world import World

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


GUESS = 0.6  # a speaker less sure than this is called a guess


class Place(msgspec.Struct, frozen=True):
    """Where something stands: its code point, its chapter (from 1; None before the first), and how
    much of the story comes before it, in percent."""

    offset: int
    chapter: int | None
    percent: int


def where(place: Place) -> str:
    """A place as a reader has it."""
    return f"ch. {place.chapter}, {place.percent}%" if place.chapter else f"{place.percent}%"


def cells(place: Place) -> str:
    """A place for programs: offset, chapter and percent, parted by tabs."""
    return f"{place.offset}\t{place.chapter or ''}\t{place.percent}"


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One of the cast. `words` are the words this person says in quotations, `share` their part of
    all that have a speaker."""

    id: str
    label: str
    aliases: list[str]
    pronouns: str | None
    mentions: int
    quotations: int
    words: int
    share: float
    first: Place


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation with what to print for its speaker; both are None where the text does not say."""

    id: str
    start: int
    end: int
    place: Place
    mode: str
    speaker: str | None
    speaker_label: str | None
    cue: str
    confidence: float
    words: str


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """A story on one page. `guessed` counts the quotations whose speaker is rather a guess."""

    title: str | None
    authors: list[str]
    files: list[str]
    formats: list[str]
    language: str | None
    horizon: int
    chapters: int
    scenes: int
    words: int
    quotations: int
    with_speaker: int
    guessed: int
    cast: list[Member]
    notices: list[Notice]
    lost: list[Lost]


class Places:
    """Finds the `Place` of an offset of a world."""

    def __init__(self, world: World) -> None:
        blocks = [b for b in world.text.blocks if b.is_story]
        self._chapters = [c.start for c in world.chapters]
        self._starts = [b.start for b in blocks]
        self._before = [0, *accumulate(b.end - b.start for b in blocks)]

    def of(self, offset: int) -> Place:
        i = bisect_right(self._starts, offset) - 1
        total = self._before[-1]
        read = 0
        if i >= 0:
            read = min(self._before[i] + offset - self._starts[i], self._before[i + 1])
        chapter = bisect_right(self._chapters, offset)
        return Place(offset, chapter or None, 100 * read // total if total else 0)


def words(text: str) -> int:
    """How many words `text` has, about."""
    return sum(1 for _ in _WORD.finditer(text))


def story_words(text: Text) -> int:
    """How many words of `text` are story."""
    return sum(words(text.text[b.start : b.end]) for b in text.blocks if b.is_story)


def cast(world: World, quotations: Iterable[QuotationItem]) -> list[Member]:
    """The characters of a world, those most often mentioned first."""
    times: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for quotation in quotations:
        if quotation.speaker and quotation.mode == "speech" and not quotation.parent:
            times[quotation.speaker] += 1
            said[quotation.speaker] += words(world.text.text[quotation.start : quotation.end])
    mentioned = Counter(m.entity for m in world.mentions())
    places = Places(world)
    total = said.total()
    return [_member(person, mentioned, times, said, total, places) for person in world.characters]


def _member(
    person: EntityItem,
    mentioned: Counter[str],
    times: Counter[str],
    said: Counter[str],
    total: int,
    places: Places,
) -> Member:
    return Member(
        id=person.id,
        label=person.label,
        aliases=person.aliases,
        pronouns=person.pronouns,
        mentions=mentioned[person.id],
        quotations=times[person.id],
        words=said[person.id],
        share=round(said[person.id] / total, 4) if total else 0.0,
        first=places.of(person.first),
    )


def overview(world: World, lost: Iterable[Lost] = (), notices: Iterable[Notice] = ()) -> Overview:
    """A world on one page; of the notices those about what has been read."""
    quotations = list(world.quotations())
    text = world.text
    return Overview(
        title=text.meta.title,
        authors=list(text.meta.authors),
        files=[legible(source.path) for source in text.sources],
        formats=list(dict.fromkeys(source.format for source in text.sources)),
        language=text.meta.language,
        horizon=world.horizon,
        chapters=len(world.chapters),
        scenes=len(world.scenes),
        words=story_words(text),
        quotations=len(quotations),
        with_speaker=sum(q.speaker is not None for q in quotations),
        guessed=sum(q.speaker is not None and q.confidence < GUESS for q in quotations),
        cast=cast(world, quotations),
        notices=[n for n in notices if n.at is None or n.at.start < world.horizon],
        lost=list(lost),
    )


def spoken(world: World) -> Iterator[Spoken]:
    """The quotations of a world in reading order."""
    labels = {entity.id: entity.label for entity in world.entities}
    places = Places(world)
    for q in world.quotations():
        yield Spoken(
            id=q.id,
            start=q.start,
            end=q.end,
            place=places.of(q.start),
            mode=q.mode,
            speaker=q.speaker,
            speaker_label=labels.get(q.speaker) if q.speaker else None,
            cue=q.cue,
            confidence=q.confidence,
            words=world.text.text[q.start : q.end],
        )
