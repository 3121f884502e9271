"""Subjects: who a stretch of narration is about, by name, by a pronoun or by a description."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from fabula.reading.language.tokens import SPEECH_VERBS
from fabula.reading.lists import word_list
from fabula.reading.names.name_sleeping import ASLEEP
from fabula.story.annotations import Annotations, SubjectKind
from fabula.story.passage import Passage
from fabula.story.patterns import later
from fabula.story.text import Span

ADVERB = (
    r"(?:\w+ly|only|then|just|again|at last|at once|merely|soon|now|finally|always|never|almost"
    r"|half|had|has|would|could|was|did|also|even|still|but|and|all|both|suddenly)"
)
SAYING = f"(?:{SPEECH_VERBS})"
# `offered to carry it`, `returned to the house`: something is done, nothing said.
DONE = (
    r"(?!(?:began|begins|continued|continues|proceeded|offered|offers|promised|promises|threatened"
    r"|threatens|returned|returns|agreed|agrees|begged|ordered)\s+to\b|called\s+(?:for|on)\b)"
)
VERB = rf"{DONE}(?P<verb>{SAYING})\b(?!\s+(?:nothing|no\s+more|not\s+a\s+word)\b)"

_SUBJECT_PRONOUN = re.compile(r"(?:he|she|they|I|we|you|it|one|who)\b", re.IGNORECASE)
_ACTOR_PRONOUN = re.compile(r"\b(?:he|she|they|I|we)\b", re.IGNORECASE)
_BEAT_PRONOUN = re.compile(r"(?:he|she|they|i|we|his|her|their|my)\b", re.IGNORECASE)
_DETERMINER = (
    r"(?:the|an?|another|one of the|both|some|every|each|his|her|their|my|our|its|this|that)"
)
_NOUN = later(
    rf"{_DETERMINER}\s+(?:[\w'’-]+\s+){{0,4}}?[\w'’-]+"
    r"(?=\s*(?:[,.;:!?—–-]|$|\s(?:in|with|at|to|from|of|on|as|who|by|after|before|and|when|while"
    r"|for|without|under|over|through|behind|beside|again)\b))"
    rf"|{_DETERMINER}\s+[\w'’-]+",
    re.IGNORECASE,
)
_ADJECTIVES = re.compile(r"(?:the\s+)?(?:[a-z][\w-]*\s+){1,3}")
# Words that end a short noun phrase: a name after them is not its head.
_CLOSED = re.compile(
    r"\b(?:to|of|at|for|with|and|in|on|from|by|as|that|when|who|about|after|like)\b"
)
_OWNED = re.compile(r"['’]s?\s+(?:([\w-]+)\s+)?(?:([\w-]+)\s+)?([\w-]+)")
_POSSESSIVE = later(r"(?:his|her|their|my|our|your)\s+(?:([\w-]+)\s+)?([\w-]+)", re.IGNORECASE)
_DESCRIBED = later(
    r"(?:the|an?|another|one of the)\s+(?:([\w'’-]+)\s+)?(?:([\w'’-]+)\s+)?([\w'’-]+)",
    re.IGNORECASE,
)
_LEAD = later(
    r"(?:and|but|then|so|now|still|yet|again|suddenly|finally|poor|old|little|at that|at this|here)"
    r"\s+",
    re.IGNORECASE,
)
_OPENER = re.compile(r"[^,;:.!?\"“”]{1,60},\s+")
# What may stand between a subject and its verb: an aside, adverbs, a verb of the same subject.
_BETWEEN = later(
    rf"(?:['’]s)?(?:\s*,[^,]{{1,60}},)?\s*(?:{ADVERB}\s+){{0,3}}"
    r"(?:(?:presumed|proceeded|chose|tried|managed|dared|hastened|began|ventured|used) to\s+)?"
)
_PREPOSITION = later(
    r"\b(?:to|at|of|for|with|from|by|on|in|into|upon|about|toward|towards|after|behind|beside|near"
    r"|past|over|around|against|and|between|under|like|than|the)\s+(?:\w+\s+)?$"
)
_OWNS = re.compile(r"['’]s?\s")


class Subject(NamedTuple):
    """Somebody named, told by a pronoun or described, at a place in the passage; `name` is the
    number of the Name that it is, where it is one."""

    at: Span
    kind: SubjectKind
    name: int | None = None


class Narration:
    """A passage's text, its sentences, and its names by where they begin."""

    def __init__(self, passage: Passage, notes: Annotations) -> None:
        self.text = passage.text
        awake = [(i, n.at) for i, n in enumerate(notes.names) if n.sure > ASLEEP]
        self._numbers = [i for i, _ in awake]
        self._names = [at for _, at in awake]
        self._starts = [at.start for at in self._names]
        self._ends = [s.end for s in notes.sentences]

    def sentence_end(self, position: int, limit: int) -> int:
        """Where the sentence that holds a place ends, `limit` at the most."""
        i = bisect_right(self._ends, position)
        return min(self._ends[i], limit) if i < len(self._ends) else limit

    def sentence_ends(self, start: int, end: int) -> list[int]:
        """The sentence ends after `start` and before `end`."""
        return self._ends[bisect_right(self._ends, start) : bisect_left(self._ends, end)]

    def subject_at(self, start: int, end: int) -> Subject | None:
        """The noun phrase that begins at `start`: a name (maybe after a word or two: `poor Tom`),
        a pronoun, or a description."""
        if found := self._name_at(start):
            return self._owner_or_owned(found, end)
        if match := _SUBJECT_PRONOUN.match(self.text, start, end):
            return Subject(Span(*match.span()), "pronoun")
        if match := _ADJECTIVES.match(self.text, start, end):
            inside = next(self._names_in(start, min(match.end() + 1, end)), None)
            if inside:
                return inside
            found = self._name_at(match.end())
            if found and not _CLOSED.search(self.text, start, match.end()):
                return found
        if match := _NOUN.match(self.text, start, end):
            return Subject(Span(*match.span()), "noun")
        return None

    def subject_before(self, start: int, verb: int) -> Subject | None:
        """The subject of a verb of speech in a clause before it: right before it if something
        stands there, else (`turned and said`) whoever the sentence begins with."""
        pronouns = (
            Subject(Span(*m.span()), "pronoun")
            for m in _ACTOR_PRONOUN.finditer(self.text, start, verb)
        )
        candidates = sorted([*self._names_in(start, verb), *pronouns], key=lambda s: s.at)
        for candidate in reversed(candidates):
            between = self.text[candidate.at.end : verb]
            aside = "," in between
            if _BETWEEN.fullmatch(between) and not (aside and self._is_object(candidate, start)):
                return self._owner_or_owned(candidate, verb)
        subjects = (c for c in candidates if not self._is_object(c, start))
        return self.beat(start, verb) or next(subjects, None)

    def beat(self, start: int, end: int) -> Subject | None:
        """Whom a sentence of narration is about: its subject, or the owner of its subject (`Mara's
        eyes`, `his hand`)."""
        for at in self._openings(start, end):
            if found := self._name_at(at):
                return self._owner_or_owned(found, end)
            owned = _POSSESSIVE.match(self.text, at, end)
            if owned and (stop := _person_among(owned)):
                return Subject(Span(at, stop), "noun")
            if match := _BEAT_PRONOUN.match(self.text, at, end):
                return Subject(Span(*match.span()), "pronoun")
            described = _DESCRIBED.match(self.text, at, end)
            if described and (stop := _person_among(described)):
                return Subject(Span(at, stop), "noun")
        return None

    def _openings(self, start: int, end: int) -> Iterator[int]:
        """Where a sentence's subject may stand: at its beginning, or after an opening phrase."""
        yield start
        if match := _LEAD.match(self.text, start, end):
            yield match.end()
        if match := _OPENER.match(self.text, start, end):
            yield match.end()

    def _name_at(self, position: int) -> Subject | None:
        i = bisect_left(self._starts, position)
        if i < len(self._starts) and self._starts[i] == position:
            return Subject(self._names[i], "name", self._numbers[i])
        return None

    def _names_in(self, start: int, end: int) -> Iterator[Subject]:
        for i in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            if self._names[i].end <= end:
                yield Subject(self._names[i], "name", self._numbers[i])

    def _owner_or_owned(self, subject: Subject, end: int) -> Subject:
        """Who is meant by a name: the bearer (`Mara's eyes`), or somebody of theirs (`Mara's old
        friend`)."""
        match = _OWNED.match(self.text, subject.at.end, end)
        if match and (owned := _person_among(match)):
            return Subject(Span(subject.at.start, owned), "noun")
        return subject

    def _is_object(self, subject: Subject, start: int) -> bool:
        before = max(start, subject.at.start - 24)
        return (
            _PREPOSITION.search(self.text, before, subject.at.start) is not None
            or _OWNS.match(self.text, subject.at.end) is not None
        )


def _person_among(match: re.Match[str]) -> int | None:
    """Where the first noun for a person among the words of a match ends."""
    return next(
        (match.end(i) for i, word in enumerate(match.groups(), 1) if word in word_list("persons")),
        None,
    )
