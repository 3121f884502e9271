"""How the words of a quotation are meant: said, thought, remembered, or written. And thoughts that
italics alone mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from fabula.story.annotations import Mode
from fabula.story.patterns import later
from fabula.story.text import Span

_REACH = 100  # code points before a quotation in which what introduces it is looked for

_NAMED = r"(?:he|she|they|I|we|you|it|one|[Tt]he\s[a-z]+)\s|(?:[A-Z][\w'’-]*\.?\s){1,3}"
_WHO = rf"(?:{_NAMED})?(?:[a-z]+ly\s)?"
_THINKING = (
    r"(?:thought|thinks|wondered|wonders|mused|muses|reflected|pondered|"
    r"(?:told|tells|asked|asks)\s(?:him|her|my|your|them)sel(?:f|ves))\b(?!\s(?:aloud|out\sloud))"
)
_WRITING = r"(?:wrote|writes|texted|texts|typed|types|scribbled|scrawled|e-?mailed|messaged)\b"
_BEFORE_WORDS = r"[\s,:—–_*-]*"
_THOUGHT_AFTER = later(_BEFORE_WORDS + _WHO + _THINKING)
_WRITTEN_AFTER = later(_BEFORE_WORDS + _WHO + _WRITING)
_THOUGHT_BEFORE = later(
    rf"\b{_THINKING}(?:\sto\s\w+)?(?:\s\w+){{0,2}}[,:]\s*\Z|\bthinking[,:]\s*\Z"
)
_WRITTEN_BEFORE = later(
    r"\b(?:notes?|letters?|messages?|texts?|signs?|cards?|telegrams?|wires?|cables?|e-?mails?|"
    r"postcards?|postscript|headlines?|inscriptions?|labels?|scrolls?|screen|plaque|banner|envelope|"
    r"caption|poster|placard|parchment)\b[^.!?\"“”]{0,40}\b(?:reads?|ran|said|says|stated|went)\b"
    r"[^.!?\"“”]{0,12}[,:]?\s*\Z"
    r"|\bIt\s(?:read|ran|said\sonly|said\ssimply|was\s(?:signed|addressed))[,:]\s*\Z"
    rf"|\b{_WRITING}[^.!?\"“”]{{0,30}}[,:]\s*\Z"
    r"|\b(?:was|were|were\sthe\swords|words)\s(?:written|printed|scrawled|scribbled|carved|painted)\b"
    r"[^.!?\"“”]{0,20}[,:]?\s*\Z"
)
_GREETING = later(r"\W*(?:My\s)?[Dd]ear(?:est)?\s[^.!?\"“”]{1,50}[,:—–-]+\W*\Z")
_NEW = later(r"[.!?]\s+[^\s\"“”«»'‘’_*]")  # a new sentence of the narrator's
_REMEMBERED = later(r"\b(?:remember|recall|echo|memory|once\s(?:said|told)|had\stold)", re.I)


def mode_of(text: str, start: int, end: int) -> Mode:
    """The mode of the quotation from `start` to `end` by what stands beside it in its paragraph."""
    if _THOUGHT_AFTER.match(text, end):
        return "thought"
    if _WRITTEN_AFTER.match(text, end):
        return "writing"
    if start:
        before = text[max(0, start - _REACH) : start]
        if _THOUGHT_BEFORE.search(before):
            return "thought"
        if _WRITTEN_BEFORE.search(before):
            return "writing"
    return "speech"


def mode_led_to(before: str) -> Mode:
    """The mode of the quotation that begins a paragraph by the one before it, which leads to it:
    `The letter read:`."""
    before = before[-_REACH:].rstrip()
    if not before.endswith(":"):
        return "speech"
    if _THOUGHT_BEFORE.search(before):
        return "thought"
    return "writing" if _WRITTEN_BEFORE.search(before) else "speech"


def is_greeting(words: str) -> bool:
    """Whether the words are how a letter begins, and no more: `Dear Tom,`."""
    return len(words) <= _REACH and _GREETING.match(words) is not None


def goes_on(text: str, end: int, start: int) -> bool:
    """Whether the quotation from `start` on goes on with the one that ended at `end`, with nothing
    but its cue between them."""
    between = text[end:start]
    if len(between) > _REACH:
        return False
    cue = _THOUGHT_AFTER.match(between) or _WRITTEN_AFTER.match(between)
    return cue is not None and _NEW.search(between, cue.end()) is None


# --- thoughts in italics --------------------------------------------------------------------------

_SELF = later(r"\b(?:I|I['’](?:m|ve|ll|d)|me|my|mine|myself|we|us|our|you|your|yours)\b", re.I)
_NOW = later(
    r"\b(?:is|are|am|do|does|don['’]t|doesn['’]t|isn['’]t|aren['’]t|can|can['’]t|will|won['’]t|has|have|"
    r"must|should|what['’]s|that['’]s|it['’]s|he['’]s|she['’]s|there['’]s)\b",
    re.I,
)
_FINISHED = later(r"[.!?…—]['\"”’]?\Z")
_NEW_SENTENCE = later(r"(?:\A|[.!?…:—–\"”’»])[\s_*]*\Z")
_NARRATIVE = 60  # words: italics longer than this, not in the first person, tell rather than think


def is_thought(text: str, at: Span) -> bool:
    """Whether the emphasised stretch `at` of a paragraph is somebody's thought: a clause of its
    own, not a stressed word, a title or a foreign phrase.

    It is one if a verb of thinking goes with it, or if it stands where a sentence may begin, is
    finished like a sentence, and speaks of I or you or in the present.
    """
    inner = text[at.start : at.end].strip(" \n\t_*")
    words = inner.split()
    if not words or not (inner[0].isalnum() or inner[0] in "…'’.-—"):
        return False
    outside = at.end + (text[at.end : at.end + 1] in ("_", "*"))
    cued = _THOUGHT_AFTER.match(text, outside) is not None
    if cued and (len(words) > 1 or inner[-1] in ".!?,…—"):
        return True
    if len(words) < 2 or not _opens_sentence(text, at.start, inner):
        return False
    rest = text[outside : outside + 2].strip()
    finished = _FINISHED.search(inner) is not None or rest[:1] in (".", "!", "?")
    lively = _SELF.search(inner) is not None or _NOW.search(inner) is not None
    if _is_title(words) and not lively:
        return False
    if len(words) > _NARRATIVE and _SELF.search(inner) is None:
        return False
    return finished and (lively or inner[-1] in "!?")


def is_sentence(text: str, at: Span) -> bool:
    """Whether the emphasised stretch `at` is a sentence by itself: after a thought, another one."""
    inner = text[at.start : at.end].strip(" \n\t_*")
    return bool(inner) and _opens_sentence(text, at.start, inner) and bool(_FINISHED.search(inner))


def _opens_sentence(text: str, start: int, inner: str) -> bool:
    return inner[0].isupper() and _NEW_SENTENCE.search(text[max(0, start - 6) : start]) is not None


def _is_title(words: list[str]) -> bool:
    """Whether every longer word has a capital: `The Old Man and the Sea`."""
    return all(w[0].isupper() for w in words if len(w) > 3) and words[0][0].isupper()


def remembering(text: str) -> tuple[Span, Span] | None:
    """The first and the last word of remembering in a paragraph."""
    found = [Span(*m.span()) for m in _REMEMBERED.finditer(text)]
    return (found[0], found[-1]) if found else None


def is_remembered(
    length: int, words: tuple[Span, Span] | None, italics: Sequence[Span], start: int, end: int
) -> bool:
    """Whether the quotation from `start` to `end`, all of it in one of the `italics`, is one that
    somebody remembers: its paragraph, of that `length`, goes on in roman type and speaks there of
    remembering, in `words`."""
    i = bisect_right(italics, start, key=attrgetter("start")) - 1
    if words is None or i < 0 or end > italics[i].end + 1:
        return False
    at = italics[i]
    outside = words[0].end <= at.start or words[1].start >= at.end
    return outside and length - (at.end - at.start) > 3
