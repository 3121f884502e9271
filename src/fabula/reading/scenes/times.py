"""When scenes and events are, as the narration says: a scene by what its first sentences tell of
time, an event by what its clause does.

After the staging, which leaves on the page what is played where. "Three days later" counts from
the scene before; what a memory says of when counts from the scene that it interrupts.
"""

from __future__ import annotations

from fabula.reading.page import Page, Part
from fabula.reading.scenes.time_words import Said, times_in
from fabula.story.memory import Memory
from fabula.story.records import When
from fabula.story.text import Span

BY = "times"
FIRST = 3  # sentences of a scene that date it...
ORDERED = 2  # ...and that say how far it is from another


def times(memory: Memory, page: Page) -> Memory:
    """Emits a When for each time that the narration tells."""
    for part in page.played:
        words = page.passage.text[part.at.start : part.at.end]
        for said in times_in(words):
            at = Span(part.at.start + said.at.start, part.at.start + said.at.end)
            if not page.quoted[at.start]:
                _tell(page, part, said._replace(at=at))
    return memory


def _tell(page: Page, part: Part, said: Said) -> None:
    """The record of a time: of the scene that begins here, else of the event it is told with."""
    sentence = _sentences_before(page, part, said) if part.fresh else 0
    if part.fresh and said.kind != "duration" and sentence <= (ORDERED if said.order else FIRST):
        of, anchor = part.scene, part.anchor
        if said.now and part.level != "flashback":  # it counts from the teller's own now
            said, anchor = said._replace(order=None, days=None), None
    else:
        event = _event(page, said.at)
        if event is None:
            return
        of, anchor = event, part.scene
    page.emit(
        When, "w", said.at, BY, confidence=0.7 if of == part.scene else 0.6, of=of, kind=said.kind,
        value=said.value, anchor=anchor if said.order else None, order=said.order, days=said.days,
    )  # fmt: skip


def _sentences_before(page: Page, part: Part, said: Said) -> int:
    return sum(part.at.start <= s.start < said.at.start for s in page.notes.sentences)


def _event(page: Page, at: Span) -> str | None:
    """The event whose clause some words stand in: the nearest above them in the sentence."""
    grammar = page.grammar
    i = grammar.word_at(at.start)
    for _ in range(8):
        if i is None:
            return None
        if i in page.events:
            return page.events[i].id
        i = grammar.words[i].head
    return None
