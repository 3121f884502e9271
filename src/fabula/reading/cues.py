"""Cues: the narration beside a quotation that tells who speaks it.

Three shapes, all looked for in the quotation's own paragraph (and in the last sentence of the
paragraph before, where that ends with a colon or comma):

- after the quotation, a verb of speech and its subject, in either order: `said Mara`, `she said`,
  `Mara, smiling, said`;
- before it, a clause with a verb of speech: `Mara turned and said:`;
- a beat: what somebody does in a sentence beside the quotation: `Mara smiled.`
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from fabula.reading.lists import alternatives, word_list
from fabula.story.annotations import Annotations, Cue, Quoted, Side, SubjectKind
from fabula.story.passage import Passage
from fabula.story.text import Span

LONGEST_CLAUSE = 400  # code points of narration looked at on either side of a quotation

PRONOUNS = r"(?:he|she|they|I|we|you|it|one|who)"
_PERSON_PRONOUN = re.compile(rf"\b{PRONOUNS}\b", re.IGNORECASE)
_SUBJECT_PRONOUN = re.compile(r"(?:he|she|they|I|we)\b", re.IGNORECASE)
_NOUN = re.compile(
    r"(?:(?:the|a|an|another|one of the|both|some|every|each|his|her|their|my|our|its|this|that)\s+"
    r"(?:[\w'’-]+\s+){0,4}?)(?P<head>[\w'’-]+)(?=\s*(?:[,.;:!?—–-]|$|\s(?:in|with|at|to|from|of|on|as"
    r"|who|by|after|before|and|when|while|for|without|under|over|through|behind|beside|again)\b))",
    re.IGNORECASE,
)
_NOUN_START = re.compile(
    r"(?:the|a|an|another|one of|both|some|his|her|their|my|our|its|this|that)\s+[\w'’-]+",
    re.IGNORECASE,
)
_OPENER = re.compile(r"[^,;:.!?\"“”]{1,60},\s+")
_SPACE = re.compile(r"[\s,;:*_—–-]*")  # and the marks of emphasis
_ADVERB = (
    r"(?:\w+ly|only|then|just|again|at last|at once|merely|soon|now|finally|always|never|almost"
    r"|half|had|has|would|could|was|did|also|even|still|but|and|all|both|suddenly)"
)


_SAYING = f"(?:{alternatives('speech_verbs')})"
_GESTURE = f"(?:{alternatives('gesture_verbs')})"
# `offered to carry it`, `returned to the house`: something is done, nothing said.
_DONE = (
    r"(?!(?:began|begins|continued|continues|proceeded|offered|offers|promised|promises|threatened"
    r"|threatens|returned|returns|agreed|agrees|begged|ordered)\s+to\b|called\s+(?:for|on)\b)"
)
_VERB = rf"{_DONE}(?P<verb>{_SAYING}|{_GESTURE})\b(?!\s+(?:nothing|no\s+more|not\s+a\s+word)\b)"
# `said`, `softly said`, `cried out`: a verb before its subject.
_INVERTED = re.compile(rf"(?:{_ADVERB}\s+)?{_VERB}(?:\s+(?:out|in|up|on|aloud|back))?\s+")
# What may stand between a subject and its verb of speech.
_STRAIGHT = re.compile(rf"(?:\s*,[^,.;:!?\"“”]{{1,60}},)?\s*(?:{_ADVERB}\s+){{0,3}}{_VERB}")
# A description and what it says: `the old man said`.
_NOUN_SAYS = re.compile(
    r"(?P<noun>(?:the|an?|another|one of the|some|every|each|his|her|their|my|our|your)\s+"
    rf"(?:[\w'’-]+\s+){{0,4}}?[\w'’-]+){_STRAIGHT.pattern}",
    re.IGNORECASE,
)
_WENT_ON = re.compile(
    r"\s*(?:\w+ly\s+)?(?P<verb>went\s+on|goes\s+on|put\s+in|broke\s+in|burst\s+out)\b"
)
_ANY_VERB = re.compile(rf"\b{_DONE}(?:{_SAYING}|{_GESTURE}|went\s+on|goes\s+on)\b")


_OWNED = re.compile(r"['’]s?\s+(?:([\w-]+)\s+)?(?:([\w-]+)\s+)?([\w-]+)")
_POSSESSIVE = re.compile(r"(?:his|her|their|my|our|your)\s+(?:([\w-]+)\s+)?([\w-]+)", re.IGNORECASE)
# Nothing is said here after all.
_SILENT = re.compile(
    r"\b(?:did(?:n['’]t|\s+not)|could(?:n['’]t|\s+not)|wanted\s+to|never|heard\s+\w+)\s+(?:say|answer"
    r"|reply|speak|respond)\b|\bsaid\s+(?:nothing|not\s+a\s+word)\b|\bopened\s+(?:his|her)\s+mouth\b"
)
_JOINED = re.compile(r",?\s+(?:and|but|while|as)\s+")


class Subject(NamedTuple):
    """Somebody named, told by a pronoun or described, at a place in the passage."""

    at: Span
    kind: SubjectKind
    name: int | None = None


class _Reader:
    """The passage and an index of its names by where they begin."""

    def __init__(self, passage: Passage, notes: Annotations) -> None:
        self.text = passage.text
        self.names = notes.names
        self.starts = [n.at.start for n in notes.names]
        self.ends = [s.end for s in notes.sentences]

    def sentence_end(self, position: int, limit: int) -> int:
        """Where the sentence that holds a place ends, `limit` at the most."""
        i = bisect_right(self.ends, position)
        return min(self.ends[i], limit) if i < len(self.ends) else limit

    def sentence_ends(self, start: int, end: int) -> list[int]:
        """The sentence ends after `start` and before `end`."""
        return self.ends[bisect_right(self.ends, start) : bisect_left(self.ends, end)]

    def name_at(self, position: int) -> Subject | None:
        i = bisect_left(self.starts, position)
        if i < len(self.starts) and self.starts[i] == position:
            return Subject(self.names[i].at, "name", i)
        return None

    def names_in(self, start: int, end: int) -> Iterator[Subject]:
        for i in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            if self.names[i].at.end <= end:
                yield Subject(self.names[i].at, "name", i)

    def subject_at(self, start: int, end: int) -> Subject | None:
        """The noun phrase that begins at `start`: a name (maybe after a word or two: `poor Tom`), a
        pronoun, or a description."""
        if found := self.name_at(start):
            return self.owner_or_owned(found, end)
        if match := _PERSON_PRONOUN.match(self.text, start, end):
            return Subject(Span(*match.span()), "pronoun")
        match = re.compile(r"(?:(?:the\s+)?(?:[a-z][\w-]*\s+){1,3})").match(self.text, start, end)
        if match:
            for name in self.names_in(start, min(match.end() + 1, end)):
                return name
            words = self.text[start : match.end()]
            if (found := self.name_at(match.end())) and not _CLOSED.search(words):
                return found
        if match := _NOUN.match(self.text, start, end):
            return Subject(Span(*match.span()), "noun")
        if match := _NOUN_START.match(self.text, start, end):
            return Subject(Span(*match.span()), "noun")
        return None

    def owner_or_owned(self, subject: Subject, end: int) -> Subject:
        """Who is meant by a name: the bearer (`Mara's eyes`), or somebody of theirs (`Mara's old
        friend`)."""
        match = _OWNED.match(self.text, subject.at.end, end)
        if match and (owned := _person_among(match)):
            return Subject(Span(subject.at.start, owned), "noun")
        return subject


def _person_among(match: re.Match[str]) -> int | None:
    """Where the first noun for a person among the words of a match ends."""
    return next(
        (match.end(i) for i, word in enumerate(match.groups(), 1) if word in word_list("persons")),
        None,
    )


# Words that end a short noun phrase: a name after them is not its head.
_CLOSED = re.compile(
    r"\b(?:to|of|at|for|with|and|in|on|from|by|as|that|when|who|about|after|like)\b"
)


def cues(passage: Passage, notes: Annotations) -> Annotations:
    """Fills `notes.cues`: for each quotation that is not inside another, what stands beside it."""
    if not notes.quotations:
        return notes
    reader = _Reader(passage, notes)
    outer = [(i, q) for i, q in enumerate(notes.quotations) if q.parent is None]
    found: list[Cue] = []
    for n, (i, quotation) in enumerate(outer):
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
        after = list(_after(reader, i, quotation, right))
        if not passage.text[left : quotation.at.start].strip() and quotation.paragraph:
            left = _introduction(passage, quotation, before_it)
        found += [*_before(reader, i, quotation, left, cued), *after]
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


def _after(reader: _Reader, i: int, quotation: Quoted, right: int) -> Iterator[Cue]:
    text = reader.text
    space = _SPACE.match(text, quotation.at.end, right)
    start = space.end() if space else quotation.at.end
    if start >= right:
        return
    right = min(right, start + LONGEST_CLAUSE)
    end = reader.sentence_end(start, right)
    stopped = text[quotation.at.start : quotation.at.end].rstrip("\"”’'»)_*")[-1:] == "."
    match = _INVERTED.match(text, start, end)
    if match and (subject := reader.subject_at(match.end(), end)):
        yield _cue(i, "after", subject, Span(*match.span("verb")))
        return
    subject = reader.subject_at(start, end)
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
    beat = _beat(reader, start, end)
    if beat and not _SILENT.search(text, start, end):
        yield _cue(i, "after", beat, None)


def _before(reader: _Reader, i: int, quotation: Quoted, left: int, cued: bool) -> Iterator[Cue]:
    text, right = reader.text, quotation.at.start
    left = max(left, right - LONGEST_CLAUSE)
    chunk = text[left:right].rstrip()
    if not chunk:
        return
    ends = reader.sentence_ends(left, left + len(chunk))
    leads = _leads(chunk) or chunk[-1].isalpha()
    if not leads and cued and not ends:
        # This is the cue of the quotation before; at most something follows with "and".
        if (joined := _JOINED.search(text, left, right)) and (
            beat := _beat(reader, joined.end(), left + len(chunk))
        ):
            yield _cue(i, "before", beat, None)
        return
    start = ends[-1] if ends else left
    space = re.compile(r"[\s\"”’']*").match(text, start, right)
    start = space.end() if space else start
    end = left + len(chunk)
    verbs = list(_ANY_VERB.finditer(text, start, end)) if leads else []
    if verbs and (subject := _subject_before(reader, start, verbs[-1].start())):
        yield _cue(i, "before", subject, Span(*verbs[-1].span()))
        return
    if beat := _beat(reader, start, end):
        yield _cue(i, "before", beat, None)


def _subject_before(reader: _Reader, start: int, verb: int) -> Subject | None:
    """The subject of a verb of speech in a clause before it: right before it if something stands
    there, else (`turned and said`) whoever the sentence begins with."""
    text = reader.text
    candidates = sorted(
        [
            *reader.names_in(start, verb),
            *(
                Subject(Span(*m.span()), "pronoun")
                for m in _SUBJECT_PRONOUN.finditer(text, start, verb)
                if m.start() == start or not text[m.start() - 1].isalnum()
            ),
        ],
        key=lambda s: s.at,
    )
    for candidate in reversed(candidates):
        between = text[candidate.at.end : verb]
        if _BETWEEN.fullmatch(between) and not (
            "," in between and _is_object(text, candidate, start)
        ):
            return reader.owner_or_owned(candidate, verb)
    subjects = [c for c in candidates if not _is_object(text, c, start)]
    if beat := _beat(reader, start, verb):
        return beat
    return subjects[0] if subjects else None


# What may stand between a subject and its verb: an aside, adverbs, a verb of the same subject.
_BETWEEN = re.compile(
    rf"(?:['’]s)?(?:\s*,[^,]{{1,60}},)?\s*(?:{_ADVERB}\s+){{0,3}}"
    r"(?:(?:presumed|proceeded|chose|tried|managed|dared|hastened|began|ventured|used) to\s+)?"
)
_PREPOSITION = re.compile(
    r"\b(?:to|at|of|for|with|from|by|on|in|into|upon|about|toward|towards|after|behind|beside|near"
    r"|past|over|around|against|and|between|under|like|than|the)\s+(?:\w+\s+)?$"
)


def _is_object(text: str, subject: Subject, start: int) -> bool:
    return bool(_PREPOSITION.search(text, max(start, subject.at.start - 24), subject.at.start)) or (
        bool(re.match(r"['’]s?\s", text[subject.at.end : subject.at.end + 3]))
    )


_DESCRIBED = re.compile(
    r"(?:the|an?|another|one of the)\s+(?:([\w'’-]+)\s+)?(?:([\w'’-]+)\s+)?([\w'’-]+)",
    re.IGNORECASE,
)


def _beat(reader: _Reader, start: int, end: int) -> Subject | None:
    """Whom a sentence of narration is about: its subject, or the owner of its subject (`Mara's
    eyes`, `his hand`)."""
    text = reader.text
    for at in _openings(text, start, end):
        if found := reader.name_at(at):
            return reader.owner_or_owned(found, end)
        if (owned := _POSSESSIVE.match(text, at, end)) and (stop := _person_among(owned)):
            return Subject(Span(at, stop), "noun")
        match = re.compile(r"(he|she|they|i|we|his|her|their|my)\b", re.I).match(text, at, end)
        if match:
            return Subject(Span(*match.span()), "pronoun")
        if (match := _DESCRIBED.match(text, at, end)) and (stop := _person_among(match)):
            return Subject(Span(at, stop), "noun")
    return None


def _openings(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence's subject may stand: at its beginning, or after an opening phrase."""
    yield start
    lead = re.compile(
        r"(?:and|but|then|so|now|still|yet|again|suddenly|finally|poor|old|little|at that"
        r"|at this|here)\s+",
        re.I,
    ).match(text, start, end)
    if lead:
        yield lead.end()
    if match := _OPENER.match(text, start, end):
        yield match.end()


def _cue(quotation: int, side: Side, subject: Subject, verb: Span | None) -> Cue:
    return Cue(quotation, side, subject.at, subject.kind, subject.name, verb)
