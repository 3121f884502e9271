"""Who is meant in a question: names, descriptions and ties, whatever their capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from fabula.story.contract import MentionItem
from fabula.story.text import Span
from fabula.story.world import World

_ARTICLE = re.compile(r"^(?:the|a|an|this|that|his|her|their|my|our|your)\s+", re.IGNORECASE)
_TITLE = re.compile(r"^(?:mr|mrs|miss|ms|dr|sir|lady|lord|captain|sergeant|aunt|uncle)\.?\s+", re.I)
_FIRST_WORDS = frozenset(
    ("will may can rose hunter mark grace hope faith joy").split()  # noqa: SIM905
)


class Linked(NamedTuple):
    """Words of a question that stand for somebody or something in the story."""

    at: Span
    entity: str


class Names:
    """The forms that everybody in a story goes by."""

    def __init__(self, world: World, mentions: list[MentionItem]) -> None:
        self._votes: dict[str, Counter[str]] = {}
        times = Counter(m.entity for m in mentions)
        for entity in world.entities:
            weight = 1 + times[entity.id]
            for form in filter(None, (entity.name, *entity.aliases)):
                for shorter in _shorter(form):
                    self._add(shorter, entity.id, weight * (10 if shorter == form.lower() else 5))
        text = world.text.text
        for mention in mentions:
            if mention.kind == "NOM":
                words = " ".join(text[mention.start : mention.end].lower().split())
                bare = _ARTICLE.sub("", words)
                if len(bare) <= 40:
                    self._add(bare, mention.entity, 1)
        self.longest = max((len(f.split()) for f in self._votes), default=1)

    def _add(self, form: str, entity: str, weight: int) -> None:
        if len(form) > 1:
            self._votes.setdefault(form, Counter())[entity] += weight

    def of(self, form: str) -> str | None:
        """Who is called so most."""
        votes = self._votes.get(form.lower())
        return votes.most_common(1)[0][0] if votes else None

    def linked(self, question: str) -> list[Linked]:
        """Those that a question names, the longest forms first taken, in order."""
        words = [Span(*m.span()) for m in re.finditer(r"[^\W_]+(?:[-.][^\W_]+)*\.?", question)]
        found: list[Linked] = []
        i = 0
        while i < len(words):
            hit = next(self._at(question, words, i), None)
            if hit is None:
                i += 1
                continue
            found.append(hit)
            while i < len(words) and words[i].start < hit.at.end:
                i += 1
        return found

    def _at(self, question: str, words: list[Span], i: int) -> Iterator[Linked]:
        for n in range(min(self.longest, len(words) - i), 0, -1):
            at = Span(words[i].start, words[i + n - 1].end)
            form = " ".join(question[at.start : at.end].replace("’", "'").lower().split())
            form = form.removesuffix("'s").rstrip(".")
            if i == 0 and form in _FIRST_WORDS:
                continue
            entity = self.of(form) or self.of(_ARTICLE.sub("", form))
            if entity is not None and not (n == 1 and form in _COMMON):
                yield Linked(at, entity)


_COMMON = frozenset(
    [
        "it",
        "one",
        "man",
        "woman",
        "boy",
        "girl",
        "people",
        "place",
        "time",
        "day",
        "night",
        "way",
        "thing",
        "story",
        "end",
        "what",
        "who",
        "i",
        "he",
        "she",
        "they",
        "we",
        "you",
        "him",
        "her",
        "them",
        "home",
        "house",
        "room",
        "hand",
        "eyes",
        "face",
        "door",
        "water",
        "head",
    ]
)


def _shorter(form: str) -> Iterator[str]:
    """A name, and its parts that can stand for it."""
    small = " ".join(form.replace("’", "'").lower().split())
    yield small
    bare = _TITLE.sub("", _ARTICLE.sub("", small))
    if bare != small:
        yield bare
    words = bare.split()
    if len(words) > 1:
        yield words[0]
        yield words[-1]
