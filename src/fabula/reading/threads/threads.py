"""The threads that are open while a passage is read: each is opened, spoken of again, and closed by
the deed it names or by the answer to what it asks."""

from __future__ import annotations

from fabula.reading.language.verbs import STATES
from fabula.reading.page import Page
from fabula.reading.threads.asked import answers, asks_for
from fabula.reading.threads.opening import Opening
from fabula.story.memory import Asked, Bound, Memory, Open
from fabula.story.records import Event, Participant, Thread, ThreadClosed, ThreadTouched
from fabula.story.text import Span

BY = "openings"
REMEMBERED = 200
OVERLAPPING = 8  # how many openings back the same words may have opened something
_LIGHT = STATES | frozenset(
    ("do", "get", "make", "take", "go", "come", "put", "let", "keep", "say", "see", "try", "give")
)
"""Deeds that are done all the time: they close a thread only if done to whom it names."""


class Threads:
    """The threads that are open at a place that moves on through a passage."""

    def __init__(self, memory: Memory, page: Page) -> None:
        self._page = page
        self._root = memory.cast.root
        self._open = dict(memory.open.threads)
        self._asked = memory.open.asked
        self._made: list[tuple[Span, str]] = []
        self._events = sorted(page.events.values(), key=lambda e: e.at.start)
        self._done = 0  # how many events have been looked at
        self._parts: dict[str, list[Participant]] = {}
        for record in page.records:
            if isinstance(record, Participant):
                self._parts.setdefault(record.event, []).append(record)
        self._deeds: dict[str, list[str]] = {}  # a deed's lemma -> the open threads it closes
        for thread, bound in self._open.items():
            self._deeds.setdefault(bound.deed, []).append(thread)

    def memory(self) -> Open:
        """What is remembered of them, the latest last."""
        return Open(dict(list(self._open.items())[-REMEMBERED:]), self._asked)

    def open(self, new: Opening) -> None:
        """Something is opened; a deed that was open already is touched."""
        if any(at.start < new.at.end and new.at.start < at.end and kind == new.kind
               for at, kind in self._made[-OVERLAPPING:]):  # fmt: skip
            return
        self._made.append((new.at, new.kind))
        if (same := self._same(new)) is not None:
            self._page.emit(ThreadTouched, "t", new.at, BY, confidence=0.5, thread=same)
            return
        to = new.to if new.to != new.holder else None
        made = self._page.emit(
            Thread, "t", new.at, BY if new.seen is None else "model",
            confidence=0.6 if new.seen is None else new.seen, kind=new.kind, holder=new.holder,
            to=to,
        )  # fmt: skip
        if new.kind == "question":
            words = self._words(new.at)
            if new.to is not None or new.holder is None:
                people = self._people(new.at)
                asked = made.id, asks_for(words), new.holder or "", people, self._lemmas(new.at)
                self._asked = Asked(*asked)
        elif new.deed:
            self._open[made.id] = Bound(new.holder or "", new.deed, new.target or "")
            self._deeds.setdefault(new.deed, []).append(made.id)

    def _same(self, new: Opening) -> str | None:
        """The open thread that binds the same one to the same deed."""
        if not new.deed or new.deed in _LIGHT:
            return None
        wanted = Bound(new.holder or "", new.deed, new.target or "")
        return next((t for t in self._deeds.get(new.deed, ()) if self._open[t] == wanted), None)

    def answered(self, at: Span, speaker: str | None) -> None:
        """Somebody says something: it may answer what was asked last."""
        asked = self._asked
        if asked is None or speaker is None or self._root(speaker) == self._root(asked.asker):
            return
        self._asked = None
        here = set(self._people(at))
        shared = bool(here & set(asked.people) or set(asked.words) & set(self._lemmas(at)))
        others = bool(here - {*asked.people, self._root(asked.asker)})
        if answers(asked.wants, self._words(at), shared, others):
            self._page.emit(ThreadClosed, "t", at, BY, confidence=0.6, thread=asked.thread)

    def settle(self, place: int) -> None:
        """Closes what is done up to a place by whoever was to do it."""
        while self._done < len(self._events):
            event = self._events[self._done]
            first = self._page.passage.start
            at = Span(event.at.start - first, event.at.end - first)
            if at.start >= place:
                return
            self._done += 1
            if event.realis == "actual" and not event.past_perfect:
                self._settle(event, at)

    def _settle(self, event: Event, at: Span) -> None:
        parts = [(p.role, self._root(p.entity)) for p in self._parts.get(event.id, ()) if p.entity]
        agents = {who for role, who in parts if role == "agent"}
        others = {who for role, who in parts if role != "agent"}
        for thread in list(self._deeds.get(event.lemma, ())):
            bound = self._open[thread]
            if bound.holder and self._root(bound.holder) not in agents:
                continue
            done_to = bound.target and self._root(bound.target) in others
            if done_to or (not bound.target and bound.holder and bound.deed not in _LIGHT):
                self._page.emit(ThreadClosed, "t", at, BY, confidence=0.5, thread=thread)
                del self._open[thread]
                self._deeds[bound.deed].remove(thread)

    def _words(self, at: Span) -> str:
        return self._page.passage.text[at.start : at.end]

    def _lemmas(self, at: Span) -> tuple[str, ...]:
        """The lemmas of the nouns and of the verbs that tell of more than a state."""
        grammar = self._page.grammar
        found = [
            grammar.lemma(i)
            for i in grammar.words_in(at)
            if grammar.words[i].upos in ("NOUN", "VERB") and grammar.lemma(i) not in _LIGHT
        ]
        return tuple(dict.fromkeys(found))

    def _people(self, at: Span) -> tuple[str, ...]:
        """The persons spoken of in a stretch who are neither "I" nor "you"."""
        found = [
            self._root(entity)
            for words, entity in self._page.people_in(at)
            if self._words(words).lower() not in _TALKING
        ]
        return tuple(dict.fromkeys(found))


_TALKING = frozenset(("i", "me", "my", "mine", "you", "your", "yours", "we", "us", "our"))
