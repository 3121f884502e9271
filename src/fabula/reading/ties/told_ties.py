"""The ties of a story, being told: each is kept as often as it is evidence, and what follows from
two of them is told with them, as inferred (a brother's mother is one's mother; the two parents of a
child are a couple)."""

from __future__ import annotations

from fabula.reading.page import Page
from fabula.reading.people.genders import gender
from fabula.story.memory import Memory, Ties
from fabula.story.records import SYMMETRIC, Basis, Relation, RelationEnded, RelationType
from fabula.story.text import Span

BY = "ties"
EVIDENCE = 3  # times that a tie is told again and kept as further evidence
REMEMBERED = 4000
FAMILY: tuple[RelationType, ...] = ("parent", "sibling", "spouse", "kin")
ONE_WAY: tuple[RelationType, ...] = ("superior", "teacher", "captor", "leader-of")
SURE = 0.6  # how sure a tie must be for others to follow from it
LEAST = 0.25  # below it nothing is told
FOLLOWS = 0.5  # how sure it is what follows


class Told:
    """Who is what to whom."""

    def __init__(self, memory: Memory, page: Page) -> None:
        self.page = page
        self._memory = memory
        self._root = memory.cast.root
        self._told = dict(memory.ties.told)
        self._is_new = False  # whether something was told here

    def memory(self) -> Ties:
        """What is remembered: the ties told so far, the latest last."""
        if not self._is_new:
            return self._memory.ties
        return Ties(dict(list(self._told.items())[-REMEMBERED:]))

    def add(
        self, source: str, type_: RelationType, target: str, at: Span, feeling: str | None = None,
        *, past: bool = False, basis: Basis = "stated", confidence: float = 0.8,
    ) -> None:  # fmt: skip
        """Keeps a tie between two, unless it has been told often enough."""
        source, target = self._root(source), self._root(target)
        confidence = round(confidence * self._sure(at), 2)
        if source == target or confidence < LEAST:
            return
        if self._contradicts(source, type_, target):
            return
        key = self._key(source, type_, target, feeling)
        first, times = self._told.pop(key, ("", 0))
        if times < EVIDENCE:
            record = self.page.emit(
                Relation, "r", at, BY, confidence=confidence, basis=basis, source=source,
                target=target, type=type_, feeling=feeling, past=past,
            )  # fmt: skip
            first = first or record.id
        self._told[key] = (first, times + 1)
        self._is_new = True
        if basis == "stated" and confidence >= SURE:
            self._follow(source, type_, target, at)

    def _sure(self, at: Span) -> float:
        """How sure it is who says it, which decides who "I" and "you" are."""
        page = self.page
        word = page.grammar.word_at(at.end - 1)
        number = page.grammar.quotation(word) if word is not None else None
        return page.sure.get(number, 1.0) ** 0.5 if number is not None else 1.0

    def end(self, source: str, type_: RelationType, target: str, at: Span) -> None:
        """A tie that was told ends."""
        key = self._key(self._root(source), type_, self._root(target), None)
        first, _ = self._told.get(key, ("", 0))
        if first:
            self.page.emit(RelationEnded, "r", at, BY, relation=first)

    def has(self, source: str, type_: RelationType, target: str) -> bool:
        """Whether a tie has been told."""
        return self._key(self._root(source), type_, self._root(target), None) in self._told

    def _times(self, source: str, type_: RelationType, target: str) -> int:
        """How often a tie has been told; never, if it only follows from others."""
        key = self._key(self._root(source), type_, self._root(target), None)
        return self._told.get(key, ("", 0))[1]

    def _contradicts(self, source: str, type_: str, target: str) -> bool:
        """Whether two are told to be family in another way already, or the other way round: nobody
        is both mother and wife of one, or the captain of one's own captain."""
        if type_ in ONE_WAY and self._times(target, type_, source):
            return True
        if type_ not in FAMILY:
            return False
        told = {t for t in FAMILY if self._times(source, t, target)}
        turned = {t for t in FAMILY if self._times(target, t, source)}
        return bool((told | turned) - {type_}) or (type_ == "parent" and "parent" in turned)

    def _follow(self, source: str, type_: RelationType, target: str, at: Span) -> None:
        """What follows from a tie: siblings share their parents, and the two parents of one child
        are taken for a couple."""
        if type_ == "sibling" and target in self._siblings(source):
            for one, other in ((source, target), (target, source)):
                for parent in self._parents(one):
                    self._infer(parent, "parent", other, at)
        elif type_ == "parent":
            for sibling in self._siblings(target):
                self._infer(source, "parent", sibling, at)
            parents = self._parents(target)
            if len(parents) == 2 and self._may_pair(*parents):
                self._infer(parents[0], "spouse", parents[1], at)

    def _may_pair(self, one: str, other: str) -> bool:
        """Whether two parents may be mother and father, not one of them called in two ways."""
        genders = {gender(self._memory, one), gender(self._memory, other)}
        return genders not in ({"f"}, {"m"}, {"?"})

    def suppose(self, source: str, type_: RelationType, target: str, at: Span) -> None:
        """Keeps a tie that is likely, and that gives way to any that is told."""
        self._infer(self._root(source), type_, self._root(target), at)

    def _infer(self, source: str, type_: RelationType, target: str, at: Span) -> None:
        """Keeps what follows; nothing follows from it in its turn."""
        if source == target or self.has(source, type_, target):
            return
        if self._contradicts(source, type_, target):
            return
        record = self.page.emit(
            Relation, "r", at, BY, confidence=FOLLOWS, basis="inferred", source=source,
            target=target, type=type_,
        )  # fmt: skip
        self._told[self._key(source, type_, target, None)] = (record.id, 0)
        self._is_new = True

    def _parents(self, child: str) -> list[str]:
        marks = tuple(f" parent {one} " for one in self._ids(child))
        return [self._root(key.split(" ")[0]) for key in self._keys((), marks)]

    def _children(self, parent: str) -> list[str]:
        marks = tuple(f"{one} parent " for one in self._ids(parent))
        return [self._root(key.split(" ")[2]) for key in self._keys(marks, ())]

    def _siblings(self, entity: str) -> list[str]:
        """The siblings of somebody that have been told more than once: one may be a mistake."""
        ids = self._ids(entity)
        before, after = tuple(f"{i} sibling " for i in ids), tuple(f" sibling {i} " for i in ids)
        pairs = [
            (self._root(source), self._root(other))
            for source, _, other, _ in (k.split(" ") for k in self._keys(before, after, 2))
        ]
        return [one if other == entity else other for one, other in pairs]

    def _keys(self, before: tuple[str, ...], after: tuple[str, ...], least: int = 1) -> list[str]:
        """The keys that begin or end with some words, of the ties that were told so often."""
        keys = [k for k in self._told if k.startswith(before) or k.endswith(after)]
        return [key for key in keys if self._told[key][1] >= least]

    def _ids(self, entity: str) -> list[str]:
        """All ids that somebody was met with. Keys are searched by them: a long work has told
        thousands of ties."""
        joined = self._memory.cast.joined
        return [entity, *(one for one in joined if self._root(one) == entity)]

    def _key(self, source: str, type_: RelationType, target: str, feeling: str | None) -> str:
        if type_ in SYMMETRIC:
            source, target = sorted((source, target), key=lambda e: int(e[1:]))
        return f"{source} {type_} {target} {feeling or ''}"
