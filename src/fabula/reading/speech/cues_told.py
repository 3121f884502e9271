"""Cues that the text's form gives: the label before a turn of a chat, a letter's signature."""

from __future__ import annotations

from bisect import bisect_left

from fabula.reading.speech.quotation_chat import chat
from fabula.reading.speech.quotation_labels import is_self
from fabula.reading.speech.quotation_letters import letters
from fabula.reading.speech.quotation_senders import sender
from fabula.story.annotations import Annotations, Cue, Side, SubjectKind
from fabula.story.passage import Passage
from fabula.story.text import Span

_SIGNS = frozenset(":：>")


def told_cues(passage: Passage, notes: Annotations) -> dict[int, Cue]:
    """For the numbers of quotations that the form shows, the cue that it gives: instead of a verb
    of speech stands the sign of a label, or the closing words of a letter."""
    turns, pages = chat(passage).turns, letters(passage)
    named = {name.at.start: i for i, name in enumerate(notes.names)}
    outer = [(q.at.start, i) for i, q in enumerate(notes.quotations) if q.parent is None]
    found: dict[int, Cue] = {}

    def tell(at: Span, side: Side, subject: Span, verb: Span, whole: bool) -> None:
        """Give the cue to the quotation that begins at a place, or to all that are in it."""
        name = named.get(subject.start)
        kind: SubjectKind = "pronoun" if name is None and is_self(passage.text, subject) else "name"
        first = bisect_left(outer, (at.start, -1))
        for start, i in outer[first:]:
            lost = name is None and kind == "name"
            if start >= at.end or lost or (not whole and start > at.start):
                return
            found[i] = Cue(i, side, subject, kind, name, verb)

    for turn in turns:
        tell(turn.words, "before", turn.name, turn.sign, whole=True)
    for letter in pages:
        if letter.name is not None and letter.closing is not None:
            tell(letter.at, "after", letter.name, letter.closing, whole=False)
    for start, i in outer:
        quoted = notes.quotations[i]
        unsigned = i not in found and quoted.mode == "writing" and not quoted.opened
        if unsigned and (who := sender(passage, start)):
            tell(quoted.at, "before", who, who, whole=False)
    return found


def is_label(text: str, cue: Cue) -> bool:
    """Whether a cue is the label of a turn."""
    return cue.verb is not None and text[cue.verb.start] in _SIGNS
