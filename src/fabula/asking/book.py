"""A story made ready for questions: who is called what, what each sentence is about, and the syntax
of any of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from fabula.asking.answers import Answer
from fabula.asking.entities import Entities
from fabula.asking.names import Names
from fabula.asking.sentences import Sentences
from fabula.reading.annotate import annotate
from fabula.reading.language.grammar import Grammar
from fabula.reading.lists import word_list
from fabula.reading.page import Page
from fabula.story.annotations import Annotations
from fabula.story.contract import (
    AttributeItem,
    KnowledgeItem,
    MentionItem,
    QuotationItem,
    RelationItem,
    SceneItem,
    ThreadItem,
)
from fabula.story.passage import Passage, passages
from fabula.story.text import Meta, Span
from fabula.story.world import World

if TYPE_CHECKING:
    from fabula.asking.aligned import Fit

LONG = 150  # code points of a sentence that is shown whole as evidence
_OWNED = re.compile(r"(?:my|your|our|his|her|their) ", re.IGNORECASE)
_NOBODY = re.compile(r"(?:some|any|every|no)(?:one|body|thing|where| people)\b")
_SAID = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
_TITLED = re.compile(r"\b([A-Z][a-z]+) (?=[A-Z])")
_THE = re.compile(r"(?:the|a|an) (?:[\w-]+ )?([\w-]+)$", re.IGNORECASE)
_ITS_NAME = re.compile(
    r"\b[Tt]he ([\w-]+)(?:['’]s name (?:is|was)|,? (?:called|named)|,? whose name (?:is|was))"
    r" ([A-Z][\w-]*(?: [A-Z][\w-]*)*)"
)
DEEP = 16  # scenes that may lie in one, before a place in it
NEAR = 64  # passages whose syntax is kept at hand


class Book:
    """A story at a horizon. `read` and `notes` are its passages and how to get what they show,
    where they are known; else they are read again when they are needed."""

    def __init__(
        self,
        world: World,
        read: Sequence[Passage] | None = None,
        notes: Callable[[Passage], Annotations] = annotate,
    ) -> None:
        self.world = world
        self.text = world.text.text
        self._read, self._notes = read, notes
        self.laid_beside: tuple[str, list[Fit]] = "", []  # the last question, and what may tell it
        self._opened = lru_cache(maxsize=NEAR)(self._open)

    def ask(self, typed: str) -> Answer:
        """The answer to a question as it is typed."""
        from fabula.asking.ask import answer

        return answer(self, typed)

    # What the world shows, once ------------------------------------------------------------------

    @cached_property
    def entities(self) -> Entities:
        """Everybody and everything, by id."""
        return Entities(self.world)

    @cached_property
    def mentions(self) -> list[MentionItem]:
        """All mentions, in reading order."""
        return sorted(self.world.mentions(), key=lambda m: (m.start, -m.end))

    @cached_property
    def quotations(self) -> list[QuotationItem]:
        """All quotations, in reading order."""
        return list(self.world.quotations())

    @cached_property
    def relations(self) -> list[RelationItem]:
        """All ties."""
        return list(self.world.relations())

    @cached_property
    def attributes(self) -> list[AttributeItem]:
        """All attributes and states."""
        return list(self.world.attributes())

    @cached_property
    def knowledge(self) -> list[KnowledgeItem]:
        """Who knows what."""
        return list(self.world.knowledge())

    @cached_property
    def threads(self) -> list[ThreadItem]:
        """What was left open."""
        return list(self.world.threads())

    @cached_property
    def scenes(self) -> list[SceneItem]:
        """All scenes."""
        return self.world.scenes

    @cached_property
    def names(self) -> Names:
        """Who is meant by which words."""
        return Names(self.world, self.mentions)

    @cached_property
    def titles(self) -> frozenset[str]:
        """The words that stand before names: "father" where there is a Father Benito."""
        return frozenset(word.lower() for word in _TITLED.findall(self.text))

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences and what they are about."""
        return Sentences(self.world, self.mentions)

    # Words ---------------------------------------------------------------------------------------

    def words(self, at: Span) -> str:
        """The words at a place, on one line."""
        return " ".join(self.text[at.start : at.end].split())

    def label(self, entity: str) -> str:
        """What to call somebody or something; for "my brother", whose."""
        if entity not in self.entities:
            return "someone"
        label = self.entities[entity].label
        whose = self.names.whose(entity) if _OWNED.match(label) else None
        if whose is None or not self.is_known(whose[0]) or whose[0] == entity:
            return label
        owner = self.entities[whose[0]].label
        return label if _OWNED.match(owner) else f"{owner}'s {whose[1]}"

    def is_person(self, entity: str) -> bool:
        """Whether it is a person or several."""
        return entity in self.entities and self.entities[entity].type == "PER"

    def is_known(self, entity: str) -> bool:
        """Whether there is a name or a description for somebody."""
        told = self.entities.get(entity)
        return told is not None and not _NOBODY.match(told.label)

    def is_named(self, entity: str | None) -> bool:
        """Whether there is a name for somebody."""
        return entity in self.entities and self.entities[entity or ""].name is not None

    def sure(self, at: Span) -> float:
        """How sure it is whom the words at a place stand for."""
        mention = self._by_span.get((at.start, at.end))
        return 1.0 if mention is None or mention.kind == "PROP" else mention.confidence

    def meant(self, at: Span) -> str | None:
        """Whom or what the words at a place stand for."""
        mention = self._by_span.get((at.start, at.end))
        return mention.entity if mention else None

    def are_one(self, one: str, other: str) -> bool:
        """Whether two have one name as far as it goes, and nobody else has it: "Nurse Pell" and
        "Pell"."""
        if self._role(one) == other or self._role(other) == one:
            return True
        names = [self.entities[e].name or "" for e in (one, other) if e in self.entities]
        if len(names) < 2 or not all(names):
            return False
        short, long = sorted((set(name.split()) for name in names), key=len)
        return short < long and self._named_with[max(short)] == {one, other}

    def _role(self, entity: str) -> str | None:
        """Who with a name is meant by "the captain", where one person alone is said to be it."""
        item = self.entities.get(entity)
        if item is None or item.name is not None or item.type != "PER" or item.members:
            return None
        found = _THE.match(item.label)
        bearers = self._in_role.get(found[1].lower(), set()) if found else set()
        return next(iter(bearers)) if len(bearers) == 1 else None

    @cached_property
    def _in_role(self) -> dict[str, set[str]]:
        """Who with a name is said to be a captain, an inspector, by the noun."""
        found: dict[str, set[str]] = {}
        for told in self.attributes:
            if told.name in ("occupation", "rank") and self.is_named(told.entity):
                found.setdefault(told.value.split()[-1].lower(), set()).add(told.entity)
        for said in _ITS_NAME.finditer(self.text):
            named = self._by_end.get(said.end(2))
            if named is not None:
                found.setdefault(said[1].lower(), set()).add(named)
        return found

    @cached_property
    def _named_with(self) -> dict[str, set[str]]:
        """Who has each word in their name."""
        found: dict[str, set[str]] = {}
        for item in self.world.noticed:
            for word in (item.name or "").split() if item.type == "PER" else ():
                found.setdefault(word, set()).add(item.id)
        return found

    def ending(self, place: int) -> str | None:
        """Whom the words that end at a place stand for: "Auntie Bev" at its end."""
        return self._by_end.get(place)

    def pronouns(self, entity: str) -> str:
        """ "he" or "she", as the story says of somebody most; "" where it says neither."""
        item = self.entities.get(entity)
        if item is not None and item.pronouns in ("he/him", "she/her"):
            return item.pronouns.split("/")[0]
        title = (item.name or "").split(" ")[0].lower().rstrip(".") if item is not None else ""
        if title in word_list("nouns_m") | word_list("nouns_f"):
            return "he" if title in word_list("nouns_m") else "she"
        said = Counter(
            _SAID[word]
            for m in self.mentions
            if m.entity == entity and (word := self.text[m.start : m.end].lower()) in _SAID
        )
        return said.most_common(1)[0][0] if said else _by_name(title)

    def shown(self, place: int) -> Span:
        """The sentence that holds a place, as evidence: of a long one the words around it."""
        at = self.sentences.span(place)
        if at.end - at.start <= LONG:
            return at
        start = max(at.start, place - LONG // 2)
        end = min(at.end, start + LONG)
        if start > at.start:
            start = self.text.find(" ", start, place) + 1 or place
        if end < at.end:
            end = max(self.text.rfind(" ", place, end), place + 1)
        return Span(start, end)

    def scene(self, place: int) -> SceneItem | None:
        """The innermost scene that holds a place."""
        i = bisect_right(self._scene_starts, place)
        return next((s for s in reversed(self.scenes[max(0, i - DEEP) : i]) if place < s.end), None)

    @cached_property
    def _scene_starts(self) -> list[int]:
        return [s.start for s in self.scenes]

    def speaker(self, place: int) -> QuotationItem | None:
        """The innermost quotation that holds a place."""
        i = bisect_right(self._quoted, place)
        for quotation in reversed(self.quotations[max(0, i - 4) : i]):
            if quotation.start <= place < quotation.end:
                return quotation
        return None

    def turns(self, place: int) -> list[str]:
        """Whoever speaks at a place and whom the turns next to it show to take part."""
        i = bisect_right(self._quoted, place) - 1
        if i < 0 or self.speaker(place) is None:
            return []
        said = self.quotations[max(0, i - 1) : i + 2]
        mine = self.quotations[i]
        return [*(q.speaker for q in said if q.speaker), *mine.addressees]

    def mentions_in(self, at: Span) -> list[MentionItem]:
        """The mentions that begin in a stretch of text, in order."""
        first, last = (bisect_left(self._mentioned, place) for place in at)
        return self.mentions[first:last]

    def last_people(self, place: int, most: int) -> list[str]:
        """The persons last mentioned before a place, the nearest first: no groups."""
        found: list[str] = []
        i = bisect_left(self._mentioned, place)
        for mention in reversed(self.mentions[max(0, i - 20) : i]):
            item = self.entities.get(mention.entity)
            if item is None or item.type != "PER" or item.members or mention.entity in found:
                continue
            if mention.end <= place and self.is_known(mention.entity):
                found.append(mention.entity)
            if len(found) == most:
                break
        return found

    @cached_property
    def _mentioned(self) -> list[int]:
        return [m.start for m in self.mentions]

    @cached_property
    def _quoted(self) -> list[int]:
        return [q.start for q in self.quotations]

    # Syntax --------------------------------------------------------------------------------------

    @cached_property
    def _passages(self) -> Sequence[Passage]:
        return self._read if self._read is not None else list(passages(self.world.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [p.start for p in self._passages]

    def grammar(self, place: int) -> Grammar:
        """The syntax of the passage that holds a place, its mentions those of the world."""
        return self._opened(max(0, bisect_right(self._starts, place) - 1))

    def _open(self, number: int) -> Grammar:
        passage = self._passages[number]
        page = Page(passage, self._notes(passage), Meta(), (), {}, 0)
        for i, seen in enumerate(page.notes.seen):
            at = passage.absolute(seen.at)
            if mention := self._by_span.get((at.start, at.end)):
                page.meant[i] = mention.entity
        return Grammar(page)

    @cached_property
    def _by_end(self) -> dict[int, str]:
        return {m.end: m.entity for m in reversed(self.mentions) if m.kind == "PROP"}

    @cached_property
    def _by_span(self) -> dict[tuple[int, int], MentionItem]:
        return {(m.start, m.end): m for m in self.mentions}


def _by_name(given: str) -> str:
    """ "he" or "she" by a given name, "" where both may have it."""
    he, she = given in word_list("given_m"), given in word_list("given_f")
    return "" if he == she else "he" if he else "she"
