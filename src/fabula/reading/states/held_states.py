"""The attributes of people, being told: the same words are told once, until the state has ended."""

from __future__ import annotations

from collections.abc import Iterable

from fabula.reading.page import Page
from fabula.reading.people.genders import fits
from fabula.story.memory import Memory, States
from fabula.story.records import Attribute, AttributeEnded, Basis
from fabula.story.text import Span

BY = "states"
REMEMBERED = 2000
_DOUBTED = ("wearing", "holding", "carrying")


class Held:
    """Who is like what, and in which state."""

    def __init__(self, memory: Memory, page: Page) -> None:
        self.page = page
        self._memory = memory
        self._root = memory.cast.root
        self._held = dict(memory.states.held)
        self._is_new = False  # whether something was told here
        glimpses = page.notes.glimpses
        # Where the model sees that somebody may be described; None where it has not looked.
        self._seen = [t.at for t in glimpses.traits] if glimpses.turns else None

    def memory(self) -> States:
        """What is remembered: who is in which state, the latest last."""
        if not self._is_new:
            return self._memory.states
        return States(dict(list(self._held.items())[-REMEMBERED:]))

    def add(
        self, people: Iterable[str], name: str, at: Span, *, lasting: bool, said: str | None = None,
        basis: Basis = "stated", confidence: float = 0.7, by: str = BY,
    ) -> None:  # fmt: skip
        """They are like this, or come into this state: told once for what is `said` of it (the
        words themselves, where no plainer form is given). What is worn or held is not told where
        the model thinks it out of the question: rules see it in too many words."""
        if self._seen is not None and name in _DOUBTED and not any(map(at.meets, self._seen)):
            return
        value = " ".join(self.page.passage.text[at.start : at.end].lower().split())
        for entity in people:
            key = f"{self._root(entity)} {name} {said or value}"
            if key in self._held or not fits(self._memory, entity, said or value):
                continue
            self._is_new = True
            self._held[key] = self.page.emit(
                Attribute, "b", at, by, confidence=confidence, basis=basis, entity=entity,
                name=name, value=value, lasting=lasting,
            ).id  # fmt: skip

    def is_named(self, entity: str, noun: str) -> bool:
        """Whether somebody has been told of by a name that is more than a noun ("the Director")."""
        known = self._memory.cast.known.get(self._root(entity))
        forms = known.forms if known is not None else ()
        return any(word and word.lower() != noun for form in forms for word in form[1:])

    def end(self, people: Iterable[str], names: Iterable[str], at: Span, noun: str = "") -> None:
        """They are in such a state no longer; with a `noun`, only where it was told with it."""
        ended = tuple(names)
        for entity in people:
            for name in ended:
                begun = f"{self._root(entity)} {name} "
                for key in [k for k in self._held if k.startswith(begun) and k.endswith(noun)]:
                    self._is_new = True
                    self.page.emit(AttributeEnded, "b", at, BY, attribute=self._held.pop(key))
