"""The cast while a passage is being read: a working copy of the memory, made where it changes."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from fabula.reading.names.name_lists import NICKNAMES
from fabula.reading.people.cast_match import CLIP, Form
from fabula.story.memory import Cast, Known

MOST_BEARERS = 12  # of one word that are kept in mind, the latest
MOST_BESIDE = 16  # of those named together with somebody


def spelt(form: Form) -> str:
    """A form as it is printed: "Mr. Bennet"."""
    return " ".join(part for part in form if part)


def keys(form: Form) -> list[str]:
    """What a form is found by: its words, the full names that its first may be short for, how that
    begins, and its title, where it has one."""
    title, first = form[0], form[1]
    found = [*form[1:], *(f"~{root}" for root in sorted(NICKNAMES.get(first, ())))]
    if len(first) >= CLIP:
        found.append(f"{first[:CLIP]}-")
    if title == "the":
        found += [f"^{word}" for word in form[1:2]]
    elif title:
        found.append(f"^{title}")
    return found


class Draft:
    """A cast being changed. Dictionaries are copied once, at the first change."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self.known = cast.known
        self.joined = cast.joined
        self.names = cast.names
        self.words = cast.words
        self.omitted = cast.omitted

    def done(self) -> Cast:
        """The cast as it is now."""
        old = self._cast
        if (
            self.known is old.known
            and self.joined is old.joined
            and self.names is old.names
            and self.words is old.words
            and self.omitted is old.omitted
        ):
            return old
        return Cast(self.known, self.joined, self.omitted, self.names, self.words)

    def root(self, entity: str) -> str:
        """The entity that an entity turned out to be."""
        while entity in self.joined:
            entity = self.joined[entity]
        return entity

    def get(self, entity: str) -> Known:
        """What is known of an entity, with all that was known of those joined to it."""
        root = self.root(entity)
        if root != entity and entity in self.known:
            self._merge(root, entity)
        return self.known[root]

    def put(self, known: Known) -> None:
        if self.known is self._cast.known:
            self.known = dict(self.known)
        self.known[known.id] = known

    def name(self, form: Form, entity: str) -> None:
        """From now on the form stands for the entity unless something says otherwise."""
        name = spelt(form)
        if self.names.get(name) == entity:
            return
        if self.names is self._cast.names:
            self.names = dict(self.names)
        self.names[name] = entity

    def find_by(self, form: Form, entity: str) -> None:
        """The entity can be found by the form's words."""
        for key in keys(form):
            bearers = self.words.get(key, ())
            if entity in bearers:
                continue
            if self.words is self._cast.words:
                self.words = dict(self.words)
            self.words[key] = (*bearers[-MOST_BEARERS + 1 :], entity)

    def bearers(self, form: Form) -> list[Known]:
        """All that share a word with the form, or a name that it is short for; none whom a reader
        ruled out."""
        ids: dict[str, None] = {}
        for key in keys(form):
            if key[0] == "^" and form[0] != "the":
                continue
            for entity in self.words.get(key, ()):
                ids[entity] = None
        found: dict[str, Known] = {}
        for entity in ids:
            known = self.get(entity)
            if not self.omitted or not set(known.forms) <= set(self.omitted):
                found[known.id] = known
        return list(found.values())

    def join(self, one: str, other: str) -> None:
        """Two entities are one from now on: `one`, the earlier."""
        self.joined = {**self.joined, other: one}
        self._merge(one, other)

    def apart(self, one: Known, other: Known) -> bool:
        """Whether two have been named in one sentence, and so are two."""
        return other.id in map(self.root, one.beside) or one.id in map(self.root, other.beside)

    def set_apart(self, one: str, other: str) -> None:
        """Two have been named in one sentence."""
        a = self.get(one)
        b = self.get(other)
        if a.id != b.id and b.id not in a.beside and a.id not in b.beside:
            beside = (*a.beside, b.id)[-MOST_BESIDE:]
            self.put(msgspec.structs.replace(a, beside=beside))

    def omit(self, form: Form) -> None:
        if form not in self.omitted:
            self.omitted = (*self.omitted, form)

    def forget(self, form: Form, known: Known) -> None:
        """The form stands for somebody else from now on."""
        forms = tuple(f for f in known.forms if f != form)
        self.put(msgspec.structs.replace(known, forms=forms or known.forms))

    def _merge(self, one: str, other: str) -> None:
        a, b = self.known[one], self.known.get(other)
        if b is None:
            return
        self.put(
            msgspec.structs.replace(
                a,
                forms=tuple(dict.fromkeys((*a.forms, *b.forms))),
                type=a.type or b.type,
                person=a.person + b.person,
                gender=a.gender if a.gender != "?" else b.gender,
                genders=(a.genders[0] + b.genders[0], a.genders[1] + b.genders[1]),
                last=max(a.last, b.last),
                count=a.count + b.count,
                beside=tuple(dict.fromkeys((*a.beside, *b.beside)))[-MOST_BESIDE:],
            )
        )
        del self.known[other]


def latest(known: Iterable[Known]) -> list[Known]:
    """The most recently named first."""
    return sorted(known, key=lambda k: (k.last, int(k.id[1:])), reverse=True)
