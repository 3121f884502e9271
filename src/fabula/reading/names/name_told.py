"""Names that the text's form shows: the labels of a chat's turns, the people in its notices, a
letter's signature. They may be written in any way: `mara_p`, `the real hokage`, `NURSE`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fabula.reading.names.name_carve import Candidate
from fabula.reading.names.name_common import common
from fabula.reading.names.name_notices import RENAMES
from fabula.reading.speech.quotation_chat import chat
from fabula.reading.speech.quotation_labels import is_self, is_several, is_shouted
from fabula.reading.speech.quotation_letters import letters
from fabula.story.annotations import Name
from fabula.story.passage import Passage
from fabula.story.plainly import plain
from fabula.story.text import Span

_SURE, _PERSON = 0.95, 0.9
_MOST = 60  # names in small letters that are looked for in a passage
_IF_KNOWN = 0.3  # a handle in the midst of the text, if it is somebody's
_HANDLE = re.compile(
    r"(?<![\w./@#-])@?(?P<name>[^\W\d_][^\W_]*(?:_[^\W_]+)+|[^\W\d_]{2,}\d+)(?![\w/@-]|\.\w)"
)
_RENAMES = re.compile(rf"\s(?:{RENAMES})[\"“‘'*_]*", re.IGNORECASE)


def told_names(passage: Passage, found: Sequence[Candidate]) -> list[Name]:
    """The names that the passage's form shows, in order; `found` are all that may be names by
    their capitals."""
    by_place = {(c.start, c.end): c for c in found}
    places = dict.fromkeys(_places(passage))
    made = [_name(passage.text, at, by_place.get((at.start, at.end))) for at in sorted(places)]
    for more in (_again(passage, made), _handles(passage.text)):
        taken = [name.at for name in made]
        made = sorted(
            [*made, *(name for name in more if not overlaps(name.at, taken))],
            key=lambda name: name.at,
        )
    return made


def _places(passage: Passage) -> Iterator[Span]:
    talk = chat(passage)
    for turn in talk.turns:
        if not (is_self(passage.text, turn.name) or is_several(passage.text, turn.name)):
            yield turn.name
    for notice in talk.notices:
        yield from notice.names
    for letter in letters(passage):
        if letter.name is not None:
            yield letter.name


def _name(text: str, at: Span, candidate: Candidate | None) -> Name:
    if candidate is not None and at.end - at.start > 1:
        words, title, suffix = candidate.words, candidate.title, candidate.suffix
        return Name(at, words, title, suffix, sure=_SURE, person=_PERSON, told=True)
    written = " ".join(plain(text[at.start : at.end]).split())
    if is_shouted(written):
        written = " ".join(word.capitalize() for word in written.split())
    return Name(at, (written,), sure=_SURE, person=_PERSON, told=True)


def _again(passage: Passage, told: Sequence[Name]) -> Iterator[Name]:
    """Where the text speaks of those who have a name in small letters there, which is no word of
    everyday English: `knotqueen did not answer`."""
    text = passage.text
    small = {text[name.at.start : name.at.end] for name in told}
    small = {name for name in small if name.isalpha() and name.islower() and not common(name)}
    if small:
        words = "|".join(map(re.escape, sorted(small)[:_MOST]))
        for found in re.finditer(rf"(?<![\w'’-])(?:{words})(?![\w-])", text):
            yield Name(Span(*found.span()), (plain(found[0]),), sure=_SURE, person=0.0, told=True)


def _handles(text: str) -> Iterator[Name]:
    """Words that may be handles, `mara_p` or `sam99`: names if they are known."""
    if "_" in text or any(map(str.isdigit, text)):
        for found in _HANDLE.finditer(text):
            at = Span(*found.span("name"))
            yield Name(at, (plain(found["name"]),), sure=_IF_KNOWN, told=True)


def overlaps(at: Span, taken: Sequence[Span]) -> bool:
    """Whether a place overlaps one of those `taken`, which are sorted and apart."""
    low, high = 0, len(taken)
    while low < high:
        middle = (low + high) // 2
        if taken[middle].end <= at.start:
            low = middle + 1
        else:
            high = middle
    return low < len(taken) and taken[low].start < at.end


def instead(passage: Passage, names: Sequence[Name]) -> dict[int, int]:
    """For the numbers of new names, those of the names that they stand instead of from there on."""
    at = {name.at: i for i, name in enumerate(names)}
    found = {
        at[notice.new]: at[notice.old]
        for notice in chat(passage).notices
        if notice.new in at and notice.old in at
    }
    for i in range(1, len(names)):
        if _RENAMES.fullmatch(passage.text, names[i - 1].at.end, names[i].at.start):
            found.setdefault(i, i - 1)
    return found
