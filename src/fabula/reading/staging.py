"""What is played where, by whom: who is in each scene, where it is set, through whose eyes it is
told, where a memory interrupts it, and cuts that no mark shows.

After the marks (`scenes.py`) and the events: paragraph by paragraph, each judged by what stood
before it. What it asks stands in modules of its own: `tenses`, `levels`, `cuts`, `memories`,
`presence`, `settings`, `viewpoint`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from fabula.reading import memories
from fabula.reading.cuts import cut
from fabula.reading.levels import is_document, is_written, level_of, line_of, tenses_of
from fabula.reading.page import Page, Part
from fabula.reading.presence import Seen, acting, speaking
from fabula.reading.settings import setting
from fabula.reading.tenses import Sentence, narrated
from fabula.reading.viewpoint import inner_views, leading, thinking
from fabula.story.memory import Memory, Played, Staging
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
SETS = 3  # paragraphs of a scene that may tell where it is set
SAID = 1000  # votes of a line that says whose eyes it is


def staging(memory: Memory, page: Page) -> Memory:
    """Emits SceneStarts without marks, SceneEnds, PresentIns, Settings and PointOfViews."""
    stage = _Stage(page, memory)
    starts = {r.at.start: r for r in page.records if isinstance(r, SceneStart)}
    for number, paragraph in enumerate(page.passage.paragraphs):
        if paragraph.kind != "break":
            stage.paragraph(number, paragraph, starts.get(page.passage.start + paragraph.start))
    return msgspec.structs.replace(memory, staging=stage.state)


class _Stage:
    """The scene that is being played, and the memories that interrupt it (the top one last)."""

    def __init__(self, page: Page, memory: Memory) -> None:
        self._page = page
        self.state: Staging = memory.staging
        self._root = memory.cast.root
        self._groups = frozenset(memory.links.groups)
        self._told = narrated(page)

    @property
    def _top(self) -> Played:
        return self.state.open[-1]

    def _set(self, **changes: object) -> None:
        """Changes what is known of the scene on top."""
        top = msgspec.structs.replace(self._top, **changes)
        self.state = msgspec.structs.replace(self.state, open=(*self.state.open[:-1], top))

    # Paragraphs ----------------------------------------------------------------------------------

    def paragraph(self, number: int, paragraph: Paragraph, marked: SceneStart | None) -> None:
        """Takes in one more paragraph; `marked` if a mark has shown that a scene begins there."""
        sentences = self._told[number]
        at = Span(paragraph.start, paragraph.end)
        if marked is not None or not self.state.open:
            self._begin(number, sentences, marked, "chapter")
        else:
            while len(self.state.open) > 1 and self._returns(number, sentences):
                self._close(at)
            top_level = len(self.state.open) == 1 and paragraph.kind == "prose"
            if top_level and (cue := cut(self._page, number, sentences, self._top)):
                self._begin(number, sentences, None, cue)
        if len(self.state.open) == 1 and 0 < self._top.paragraphs < SETS:
            self._hear_line(sentences)
        if paragraph.kind == "pov":
            self._told_by(at)
        if paragraph.kind == "setting" and not self._top.placed:
            self._page.emit(Setting, "s", at, BY, confidence=0.9, scene=self._top.id)
            self._set(placed=True)
        for part in self._parts(number, at, sentences):
            self._play(number, part, sentences)
        if paragraph.kind == "prose":
            self._set(paragraphs=self._top.paragraphs + 1)

    def _begin(
        self, number: int, sentences: Sequence[Sentence], marked: SceneStart | None, cue: BreakCue
    ) -> None:
        """Begins a scene with a paragraph."""
        page, before = self._page, self.state.open
        level = level_of(page, number, sentences, self.state.line, first=not before)
        if marked is None:
            paragraph = page.passage.paragraphs[number]
            marked = page.emit(
                SceneStart, "c", Span(paragraph.start, paragraph.end), BY, confidence=0.6,
                basis="inferred", cue=cue, level=level,
            )  # fmt: skip
        elif level != "scene":
            page.records[page.records.index(marked)] = msgspec.structs.replace(marked, level=level)
        tenses = tenses_of(sentences)
        line = line_of(tenses, self.state.line)
        self.state = Staging(
            open=(Played(marked.id, level, line, tenses),),
            line=line if level == "scene" else self.state.line,
            before=before[0].id if before else None,
            eyes=before[0].seen_by or self.state.eyes if before else None,
        )

    def _hear_line(self, sentences: Sequence[Sentence]) -> None:
        """A scene may begin with what is always so, and go on in the past."""
        tenses = tenses_of(sentences, self._top.tenses)
        self._set(tenses=tenses, line=line_of(tenses, self._top.line))
        if self._top.level == "scene":
            self.state = msgspec.structs.replace(self.state, line=self._top.line)

    def _told_by(self, at: Span) -> None:
        """A line says through whose eyes the scene is told."""
        for number, seen in enumerate(self._page.notes.seen):
            person = self._page.meant.get(number)
            if at.start <= seen.at.start < at.end and seen.type == "PER" and person is not None:
                self._set(eyes={self._root(person): SAID})
                self._sees(self._root(person), at, 0.95)
                return

    def _returns(self, number: int, sentences: Sequence[Sentence]) -> bool:
        """Whether what interrupts a scene is over with a paragraph."""
        if self._top.level == "document":
            return not is_written(self._page, number)
        outer = self.state.open[-2]
        return memories.returns(self._page, number, sentences, self._top, outer)

    def _close(self, at: Span) -> None:
        self._page.emit(SceneEnd, "c", at, BY, confidence=0.6, scene=self._top.id)
        self.state = msgspec.structs.replace(self.state, open=self.state.open[:-1])

    def _open(self, at: Span, played: Played, cue: BreakCue) -> None:
        """Opens a scene inside the one on top."""
        start = self._page.emit(
            SceneStart, "c", at, BY, confidence=0.6, basis="inferred", cue=cue,
            level=played.level, parent=self._top.id,
        )  # fmt: skip
        eyes = self._top.seen_by
        played = msgspec.structs.replace(played, id=start.id)
        self.state = msgspec.structs.replace(self.state, open=(*self.state.open, played))
        if eyes is not None and played.level != "document":
            self._sees(eyes, at, 0.5)

    def _parts(self, number: int, at: Span, sentences: Sequence[Sentence]) -> Iterator[Span]:
        """The stretches of a paragraph that are each of one scene, with that scene on top."""
        top = self._top
        if self._opens_document(number):
            self._open(at, Played("", "document", top.line), "document")
        elif _may_open(top):
            run = memories.opened(self._page, sentences, top)
            if run is not None and (run.first > 0 or top.paragraphs > 0):
                start = sentences[run.first].at.start if run.first else at.start
                yield Span(at.start, start)
                memory = Played("", "flashback", run.line, slid=run.slid)
                self._open(Span(start, at.end), memory, "memory")
                if run.end < len(sentences):
                    end = sentences[run.end].at.start
                    yield Span(start, end)
                    self._close(Span(end, at.end))
                    at = Span(end, at.end)
                else:
                    at = Span(start, at.end)
        if self._top.level == "flashback" and len(self.state.open) > 1:
            line = self.state.open[-2].line
            self._set(slid=memories.slides(sentences, line, self._top.slid))
        yield at

    def _opens_document(self, number: int) -> bool:
        top = self._top
        return top.level != "document" and top.paragraphs > 0 and is_document(self._page, number)

    # What is played -------------------------------------------------------------------------------

    def _play(self, number: int, part: Span, sentences: Sequence[Sentence]) -> None:
        """Who is there, where it is, and through whose eyes, in a stretch of a paragraph."""
        own = [s for s in sentences if part.start <= s.at.start < part.end]
        top = self._top
        anchor = self.state.open[-2].id if len(self.state.open) > 1 else self.state.before
        self._page.played.append(Part(part, top.id, anchor, top.paragraphs == 0))
        outer = len(self.state.open) == 1 and top.level == "scene"
        modes = ("speech", "writing") if top.level == "document" else ("speech",)
        for seen in speaking(self._page, number, part, modes):  # type: ignore[arg-type]
            self._present(seen)
        for sentence in own:
            for seen in acting(self._page, sentence, top.line, earlier=not outer):
                self._present(seen)
        if not top.placed and top.paragraphs < SETS:
            self._place(own)
        self._eyes(number, part, own)

    def _present(self, seen: Seen) -> None:
        person = self._root(seen.person)
        members = self._page.members.get(person, ())
        if person in self._groups and not members:
            return
        for member in members or (person,):
            if member not in self._top.present:
                late = seen.comes and self._top.paragraphs > 0
                self._here(member, seen.at, "arrives" if late else "present")
                self._set(present=(*self._top.present, member))
            elif seen.comes and self._top.paragraphs > 0:
                self._here(member, seen.at, "arrives")
            if seen.goes:
                self._here(member, seen.at, "leaves")

    def _here(self, entity: str, at: Span, how: str) -> None:
        self._page.emit(
            PresentIn, "p", at, BY, confidence=0.7, scene=self._top.id, entity=entity, how=how
        )

    def _place(self, sentences: Sequence[Sentence]) -> None:
        place = setting(self._page, sentences)
        if place is None:
            return
        mention = self._page.grammar.mention(place.word)
        self._page.emit(
            Setting, "s", place.at, BY, confidence=0.6, scene=self._top.id,
            entity=self._page.meant.get(mention) if mention is not None else None,
        )  # fmt: skip
        self._set(placed=True)

    def _eyes(self, number: int, part: Span, sentences: Sequence[Sentence]) -> None:
        votes = dict(self._top.eyes)
        views = (*inner_views(self._page, sentences), *thinking(self._page, number, part))
        for person, count in views:
            votes[self._root(person)] = votes.get(self._root(person), 0) + count
        self._set(eyes=votes)
        eyes = leading(votes)
        if eyes is not None and eyes != self._top.seen_by:
            self._sees(eyes, part, 0.6)
        elif self._top.seen_by is None and self.state.eyes in self._top.present:
            self._sees(self.state.eyes, part, 0.4)

    def _sees(self, person: str | None, at: Span, confidence: float) -> None:
        """It is told through somebody's eyes."""
        self._page.emit(
            PointOfView, "o", at, BY, confidence=confidence, basis="inferred",
            scene=self._top.id, entity=person,
        )  # fmt: skip
        self._set(seen_by=person)


def _may_open(top: Played) -> bool:
    """Whether a memory may interrupt a scene."""
    return top.level == "scene" or (top.level == "flashback" and top.line == "present")
