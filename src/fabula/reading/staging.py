"""What is played where, by whom: who is in each scene, where it is set, through whose eyes it is
told, where a memory interrupts it, and cuts that no mark shows.

After the marks (`scenes.py`) and the events: paragraph by paragraph, each judged by what stood
before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from fabula.reading.clues import CUTS, MEMORY, RETURNS, says_now
from fabula.reading.grammar import Grammar
from fabula.reading.page import Page
from fabula.reading.verbs import COMES, FEELS, GOES, PLACES, STATES
from fabula.story.memory import Memory, Staging
from fabula.story.passage import Paragraph
from fabula.story.records import (
    BreakCue,
    PointOfView,
    PresentIn,
    SceneEnd,
    SceneStart,
    Setting,
)
from fabula.story.text import Span

BY = "staging"
LONGEST_MEMORY = 40  # paragraphs after which a memory that nothing closed is the scene itself
EYES = 2  # inner views of one person, more than of any other, that show whose eyes it is


class Verb(NamedTuple):
    """A main verb of the narration: its word, whether it tells of before, and who does it."""

    word: int
    earlier: bool
    person: str | None


def staging(memory: Memory, page: Page) -> Memory:
    """Emits SceneStarts without marks, SceneEnds, PresentIns, Settings and PointOfViews."""
    stage = _Stage(page, memory)
    starts = {r.at.start: r for r in page.records if isinstance(r, SceneStart)}
    for number, paragraph in enumerate(page.passage.paragraphs):
        if paragraph.kind == "break":
            continue
        marked = starts.get(page.passage.start + paragraph.start)
        stage.paragraph(number, paragraph, marked)
    return msgspec.structs.replace(memory, staging=stage.memory())


class _Stage:
    """The scene that is being played."""

    def __init__(self, page: Page, memory: Memory) -> None:
        self._page = page
        self._grammar: Grammar = page.grammar
        self._state = memory.staging
        self._root = memory.cast.root
        self._verbs = _by_paragraph(page, list(_main_verbs(page)))

    def memory(self) -> Staging:
        """What is remembered of it."""
        return self._state

    def _set(self, **changes: object) -> None:
        self._state = msgspec.structs.replace(self._state, **changes)

    # Paragraphs ----------------------------------------------------------------------------------

    def paragraph(self, number: int, paragraph: Paragraph, marked: SceneStart | None) -> None:
        """Takes in one more paragraph; `marked` if a mark has shown that a scene begins there."""
        at = Span(paragraph.start, paragraph.end)
        words = self._page.passage.text[at.start : at.end]
        verbs = self._verbs[number]
        if marked is not None:
            self._begin(marked.id)
        elif self._state.scene is None:
            self._begin(self._page.emit(SceneStart, "c", at, BY, cue="chapter").id)
        elif cue := self._cut(number, words):
            start = self._page.emit(
                SceneStart, "c", at, BY, confidence=0.6, basis="inferred", cue=cue
            )
            self._begin(start.id)
        self._memories(at, words, verbs)
        self._people(number, verbs)
        self._place(verbs)
        self._eyes(verbs, at)
        self._set(paragraphs=self._state.paragraphs + 1)

    def _begin(self, scene: str) -> None:
        self._state = Staging(scene=scene)

    def _cut(self, number: int, words: str) -> BreakCue | None:
        """Why a scene begins with a paragraph that no mark parts from the one before."""
        if self._state.paragraphs < 2 or self._state.inner is not None:
            return None
        if self._quoted(number) or not (found := CUTS.match(words)):
            return None
        return "place" if found.lastgroup == "place" else "time"

    def _quoted(self, number: int) -> bool:
        """Whether a paragraph begins with speech."""
        paragraph = self._page.passage.paragraphs[number]
        return any(
            q.paragraph == number and q.at.start <= paragraph.start + 2
            for q in self._page.notes.quotations
        )

    # Memories ------------------------------------------------------------------------------------

    def _memories(self, at: Span, words: str, verbs: list[Verb]) -> None:
        """Opens and closes a memory that interrupts the scene."""
        if self._state.inner is not None:
            self._set(inner_paragraphs=self._state.inner_paragraphs + 1)
            if self._returns(words, verbs):
                self._page.emit(SceneEnd, "c", at, BY, confidence=0.6, scene=self._state.inner)
                self._set(inner=None, inner_present=(), inner_paragraphs=0)
            return
        earlier = [v.earlier for v in verbs[:4]]
        opened = MEMORY.match(words) is not None
        if sum(earlier) >= (1 if opened else 2) and 2 * sum(earlier) >= len(earlier):
            start = self._page.emit(
                SceneStart, "c", at, BY, confidence=0.6, basis="inferred", cue="memory",
                level="flashback", parent=self._state.scene,
            )  # fmt: skip
            self._set(inner=start.id, slid=not all(v.earlier for v in verbs))

    def _returns(self, words: str, verbs: list[Verb]) -> bool:
        """Whether the scene goes on with this paragraph."""
        if self._state.inner_paragraphs > LONGEST_MEMORY or RETURNS.match(words):
            return True
        if any(v.earlier for v in verbs[:2]):
            self._set(slid=not all(v.earlier for v in verbs))
            return False
        # Told on in the plain past, like a scene, it goes on until something leads back.
        return says_now(words) or not self._state.slid

    # People --------------------------------------------------------------------------------------

    def _people(self, number: int, verbs: list[Verb]) -> None:
        """Who is there: who speaks here, who does something here."""
        page = self._page
        for n, quotation in enumerate(page.notes.quotations):
            if quotation.paragraph == number and quotation.mode == "speech":
                speaker, addressees = page.spoken.get(n, (None, ()))
                for person in (speaker, *addressees):
                    if person is not None and page.sure.get(n, 1.0) >= 0.4:
                        self._present(person, quotation.at)
        for verb in verbs:
            if verb.earlier and self._state.inner is None:
                continue
            lemma = self._grammar.lemma(verb.word)
            place = self._grammar.words[verb.word].at
            if verb.person is not None and self._grammar.realis(verb.word) == "actual":
                self._present(verb.person, place, arrives=lemma in COMES, leaves=lemma in GOES)
            target = self._grammar.object(verb.word)
            event = page.events.get(verb.word)
            if target is not None and event is not None and lemma not in STATES:
                person = self._person(target)
                if person is not None and event.realis == "actual":
                    self._present(person, self._grammar.words[target].at)

    def _present(self, person: str, at: Span, arrives: bool = False, leaves: bool = False) -> None:
        person = self._root(person)
        for member in self._page.members.get(person, (person,)):
            known = self._state.inner_present if self._state.inner else self._state.present
            scene = self._state.inner or self._state.scene
            if member not in known:
                late = arrives and self._state.paragraphs > 0
                self._page.emit(
                    PresentIn, "p", at, BY, confidence=0.7, scene=scene, entity=member,
                    how="arrives" if late else "present",
                )  # fmt: skip
                known = (*known, member)
                if self._state.inner:
                    self._set(inner_present=known)
                else:
                    self._set(present=known)
            if leaves:
                self._page.emit(
                    PresentIn, "p", at, BY, confidence=0.6, scene=scene, entity=member,
                    how="leaves",
                )  # fmt: skip

    def _person(self, word: int) -> str | None:
        number = self._grammar.mention(word)
        if number is None or self._page.notes.seen[number].type != "PER":
            return None
        return self._page.meant.get(number)

    # Place and eyes ------------------------------------------------------------------------------

    def _place(self, verbs: list[Verb]) -> None:
        """Where the scene is set: the first place that somebody in it is at or comes to."""
        scene = self._state.inner or self._state.scene
        if scene is None or scene in self._state.set:
            return
        for verb in verbs:
            if verb.earlier and self._state.inner is None:
                continue
            for k in self._grammar.below(verb.word, "obl"):
                number = self._grammar.mention(k)
                kind = self._page.notes.seen[number].type if number is not None else ""
                if self._grammar.preposition(k) in PLACES and kind in ("FAC", "GPE", "LOC", "VEH"):
                    self._page.emit(
                        Setting, "s", self._grammar.phrase(k), BY, confidence=0.6, scene=scene,
                        entity=self._page.meant.get(number) if number is not None else None,
                    )  # fmt: skip
                    self._set(set=(*self._state.set, scene))
                    return

    def _eyes(self, verbs: list[Verb], at: Span) -> None:
        """Through whose eyes: whose thoughts, feelings and senses are told."""
        scene = self._state.scene
        if scene is None or self._state.seen_by is not None:
            return
        votes = dict(self._state.eyes)
        for verb in verbs:
            number = self._grammar.subject(verb.word)
            if verb.person is None or number is None:
                continue
            first = self._grammar.text(number).lower() in ("i", "we")
            if first or self._grammar.lemma(verb.word) in FEELS:
                person = self._root(verb.person)
                votes[person] = votes.get(person, 0) + (EYES if first else 1)
        ranked = sorted(votes, key=lambda p: -votes[p])
        second = votes[ranked[1]] if len(ranked) > 1 else 0
        if ranked and votes[ranked[0]] >= second + EYES:
            self._page.emit(
                PointOfView, "o", at, BY, confidence=0.6, basis="inferred", scene=scene,
                entity=ranked[0],
            )  # fmt: skip
            self._set(seen_by=ranked[0])
        self._set(eyes=votes)


def _main_verbs(page: Page) -> Iterator[Verb]:
    """The main verbs of the narration, in order: with a subject of their own or a shared one, not
    inside quotations."""
    grammar = page.grammar
    quoted = [q.at for q in page.notes.quotations]
    for i, word in enumerate(grammar.words):
        if word.upos not in ("VERB", "AUX", "ADJ", "NOUN"):
            continue
        if word.upos != "VERB" and grammar.child(i, "cop") is None:
            continue
        if word.deprel not in ("root", "conj", "parataxis", "ccomp", "advcl", "acl:relcl", None):
            continue
        if any(at.start <= word.at.start < at.end for at in quoted):
            continue
        subject = grammar.subject(i)
        person = None
        if subject is not None:
            number = grammar.mention(subject)
            if number is not None and page.notes.seen[number].type == "PER":
                person = page.meant.get(number)
        if word.deprel in ("root", "conj", "parataxis") or person is not None:
            yield Verb(i, grammar.is_past_perfect(i), person)


def _by_paragraph(page: Page, verbs: list[Verb]) -> list[list[Verb]]:
    found: list[list[Verb]] = [[] for _ in page.passage.paragraphs]
    for verb in verbs:
        place = page.grammar.words[verb.word].at.start
        found[page.paragraph_of(place)].append(verb)
    return found
