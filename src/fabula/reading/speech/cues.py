"""Cues: the narration beside a quotation that tells who speaks it.

Three shapes, all looked for in the quotation's own paragraph (and in the last sentence of the
paragraph before, where that ends with a colon or comma); `cues_told` knows those of letters and
chats:

- after the quotation, a verb of speech and its subject, in either order: `said Mara`, `she said`,
  `Mara, smiling, said`;
- before it, a clause with a verb of speech: `Mara turned and said:`;
- a beat: what somebody does in a sentence beside the quotation: `Mara smiled.`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from fabula.reading.lists import word_list
from fabula.reading.speech.cues_told import told_cues
from fabula.reading.speech.subjects import ADVERB, DONE, SAYING, VERB, Narration, Subject
from fabula.story.annotations import Annotations, Cue, Quoted, Side
from fabula.story.passage import Passage
from fabula.story.patterns import later
from fabula.story.text import Span

LONGEST_CLAUSE = 400  # code points of narration looked at on either side of a quotation

_SPACE = later(r"[\s,;:*_—–-]*")  # and the marks of emphasis
_MARKS = later(r"[\s\"”’']*")
# `said`, `softly said`, `cried out`: a verb before its subject.
_INVERTED = later(rf"(?:{ADVERB}\s+)?{VERB}(?:\s+(?:out|in|up|on|aloud|back))?\s+")
# What may stand between a subject and its verb of speech.
_STRAIGHT = later(rf"(?:\s*,[^,.;:!?\"“”]{{1,60}},)?\s*(?:{ADVERB}\s+){{0,3}}{VERB}")
# A description and what it says: `the old man said`.
_NOUN_SAYS = later(
    r"(?P<noun>(?:the|an?|another|one of the|some|every|each|his|her|their|my|our|your)\s+"
    rf"(?:[\w'’-]+\s+){{0,4}}?[\w'’-]+){_STRAIGHT.pattern}",
    re.IGNORECASE,
)
_WENT_ON = later(r"\s*(?:\w+ly\s+)?(?P<verb>went\s+on|goes\s+on|put\s+in|broke\s+in|burst\s+out)\b")
_ANY_VERB = later(rf"\b{DONE}(?:{SAYING}|went\s+on|goes\s+on)\b")
# Nothing is said here after all.
_SILENT = later(
    r"\b(?:did(?:n['’]t|\s+not)|could(?:n['’]t|\s+not)|wanted\s+to|never|heard\s+\w+)\s+"
    r"(?:say|answer|reply|speak|respond)\b|\bsaid\s+(?:nothing|not\s+a\s+word)\b"
    r"|\bopened\s+(?:his|her)\s+mouth\b"
)
_JOINED = later(r",?\s+(?:and|but|while|as)\s+")


def cues(passage: Passage, notes: Annotations) -> Annotations:
    """Fills `notes.cues`: for each quotation that is not inside another, what stands beside it."""
    if not notes.quotations:
        return notes
    narration = Narration(passage, notes)
    told = told_cues(passage, notes)
    outer = [(i, q) for i, q in enumerate(notes.quotations) if q.parent is None]
    found: list[Cue] = []
    for n, (i, quotation) in enumerate(outer):
        if i in told:
            found.append(told[i])
            continue
        paragraph = passage.paragraphs[quotation.paragraph]
        before_it = outer[n - 1][1] if n else None
        after_it = outer[n + 1][1] if n + 1 < len(outer) else None
        left = paragraph.start
        if before_it and before_it.paragraph == quotation.paragraph:
            left = before_it.at.end
        right = paragraph.end
        if after_it and after_it.paragraph == quotation.paragraph:
            right = after_it.at.start
        cued = bool(found) and found[-1].side == "after" and found[-1].verb is not None
        cued = cued and before_it is not None and outer[n - 1][0] == found[-1].quotation
        after = list(_after(narration, i, quotation, right))
        if not passage.text[left : quotation.at.start].strip() and quotation.paragraph:
            left = _introduction(passage, quotation, before_it)
        found += [*_before(narration, i, quotation, left, cued), *after]
    return msgspec.structs.replace(notes, cues=tuple(found))


def _introduction(passage: Passage, quotation: Quoted, before_it: Quoted | None) -> int:
    """Where the narration before a quotation that opens its paragraph begins: in the paragraph
    before if that leads up to it."""
    last = passage.paragraphs[quotation.paragraph - 1]
    words = passage.text[last.start : last.end]
    if last.kind == "prose" and _leads(words):
        return max(last.start, before_it.at.end if before_it else 0)
    return quotation.at.start


def _leads(words: str) -> bool:
    """Whether narration leads up to what comes after it: it ends with a colon, a comma, a dash or
    a verb of speech."""
    if words[-1:] in (":", ",", "—", "–", "-"):
        return True
    last = words.rsplit(None, 1)[-1:]
    return bool(last) and last[0] in word_list("speech_verbs")


def _after(narration: Narration, i: int, quotation: Quoted, right: int) -> Iterator[Cue]:
    """What stands after a quotation, `right` at the furthest."""
    text = narration.text
    space = _SPACE.match(text, quotation.at.end, right)
    start = space.end() if space else quotation.at.end
    if start >= right:
        return
    right = min(right, start + LONGEST_CLAUSE)
    end = narration.sentence_end(start, right)
    stopped = text[quotation.at.start : quotation.at.end].rstrip("\"”’'»)_*")[-1:] == "."
    match = _INVERTED.match(text, start, end)
    if match and (subject := narration.subject_at(match.end(), end)):
        yield _cue(i, "after", subject, Span(*match.span("verb")))
        return
    subject = narration.subject_at(start, end)
    if (subject is None or subject.kind == "noun") and (
        match := _NOUN_SAYS.match(text, start, end)
    ):
        subject = Subject(Span(*match.span("noun")), "noun")
    match = subject and (
        _STRAIGHT.match(text, subject.at.end, end) or _WENT_ON.match(text, subject.at.end, end)
    )
    # After a full stop a gesture is a sentence of its own: `“Come.” She smiled.`
    if subject and match and not (stopped and match["verb"] in word_list("gesture_verbs")):
        yield _cue(i, "after", subject, Span(*match.span("verb")))
        return
    beat = narration.beat(start, end)
    if beat and not _SILENT.search(text, start, end):
        yield _cue(i, "after", beat, None)


def _before(
    narration: Narration, i: int, quotation: Quoted, left: int, cued: bool
) -> Iterator[Cue]:
    """What stands before a quotation; `cued`: there is a cue of the quotation before."""
    text, right = narration.text, quotation.at.start
    left = max(left, right - LONGEST_CLAUSE)
    chunk = text[left:right].rstrip()
    if not chunk:
        return
    ends = narration.sentence_ends(left, left + len(chunk))
    leads = _leads(chunk) or chunk[-1].isalpha()
    if not leads and cued and not ends:
        # This is the cue of the quotation before; at most something follows with "and".
        if (joined := _JOINED.search(text, left, right)) and (
            beat := narration.beat(joined.end(), left + len(chunk))
        ):
            yield _cue(i, "before", beat, None)
        return
    start = ends[-1] if ends else left
    space = _MARKS.match(text, start, right)
    start = space.end() if space else start
    end = left + len(chunk)
    verbs = list(_ANY_VERB.finditer(text, start, end)) if leads else []
    if verbs and (subject := narration.subject_before(start, verbs[-1].start())):
        yield _cue(i, "before", subject, Span(*verbs[-1].span()))
        return
    if beat := narration.beat(start, end):
        yield _cue(i, "before", beat, None)


def _cue(quotation: int, side: Side, subject: Subject, verb: Span | None) -> Cue:
    return Cue(quotation, side, subject.at, subject.kind, subject.name, verb)
