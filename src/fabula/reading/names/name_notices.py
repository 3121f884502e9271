"""What a chat reports by itself: `mara_p changed their name to knotqueen`, `[seen 10:42]`.

Such a line is nobody's words. It names people in the form that they have there, and where it says
that one of them is called otherwise now, the new name stands for the same person from then on.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fabula.story.text import Span

_LONGEST = 160  # code points of a notice
_WHO = r"(?P<{0}>\S{{1,32}}(?:\s\S{{1,32}}){{0,3}}?)"
_HAS = r"\s(?:has\s|have\s|is\s|was\s)?"
_PLACE = r"(?:group(?:\s?chat)?|chat(?:\s?room)?|gc|conversation|server|channel|call|room)"
RENAMES = (
    r"(?:has\s|have\s)?(?:changed|set|updated)\s(?:their|his|her|its|my)\s"
    r"(?:(?:user|nick|screen|display)\s?)?name\s(?:from\s\S{1,32}\s)?to\s"
)
RENAMES_OTHER = r"(?:['’]s?)\s(?:(?:user|nick|screen|display)\s?)?name\s(?:from\s\S{1,32}\s)?to\s"
_A, _B, _C = (_WHO.format(letter) for letter in "abc")
_FORMS = (
    rf"{_A}\s{RENAMES}{_C}",
    rf"{_A}{_HAS}(?:changed|set)\s{_B}{RENAMES_OTHER}{_C}",
    rf"{_A}\s(?:set|changed)\s(?:the\s)?(?:nick|user|display)\s?name\s(?:for|of)\s{_B}\sto\s{_C}",
    rf"{_A}\s(?:is|are)\snow\s(?:known\sas|called)\s{_C}",
    rf"{_A}{_HAS}(?:re)?named\s(?:the|this)\s{_PLACE}\b.*",
    rf"{_A}{_HAS}changed\s(?:the\sname\sof\s)?(?:the|this)\s{_PLACE}\b.*",
    rf"{_A}{_HAS}(?:added|invited|removed|kicked|banned|muted|unmuted|blocked)\s{_B}"
    rf"(?:\s(?:to|into|from|in)\s(?:the|this)\s{_PLACE})?",
    rf"{_A}{_HAS}(?:left|joined|entered|rejoined|created|muted|deleted)(?:\s(?:the|this))?\s{_PLACE}",
    rf"{_A}\s(?:is|are)\s(?:now\s)?(?:typing|offline|online|away|idle|afk)",
    rf"{_A}{_HAS}(?:gone|went|come|came)\s(?:offline|online)",
    rf"{_A}{_HAS}(?:logged|signed)\s(?:on|off|in|out)",
    rf"{_A}{_HAS}(?:pinned|liked|loved|deleted|sent|shared|unsent)\s(?:a|an|the|this)\s(?:\w+\s)?"
    r"(?:message|photo|picture|image|video|file|link|attachment|gif|voice\smemo|sticker).*",
    r"(?:seen|read|delivered|sent|typing)(?:\s(?:by|at|on)\b.*|\s?[\d:.]+.*|\W*)",
)
_NOTICE = [re.compile(form, re.IGNORECASE) for form in _FORMS]
_MAYBE = re.compile(
    r"name|known|called|chat|group|gc|convers|server|channel|room|call\b|typing|line|away|idle|afk|logg|signed|pinned|liked"
    r"|loved|sent|shared|seen|read|delivered|added|removed|invited|kicked|banned|muted|blocked|deleted",
    re.IGNORECASE,
)
MARKED = frozenset("*_~[({<—–-")  # what may set a notice off
_AROUND = "*_~[](){}<>—–- \t"


class Notice(NamedTuple):
    """A notice: where it stands, the names in it, in order, the new name among them and the one of
    whoever is called so now (None: nobody is), whether signs set it off."""

    at: Span
    names: tuple[Span, ...]
    new: Span | None
    old: Span | None
    marked: bool


def notice_of(text: str, line: Span) -> Notice | None:
    """The notice that a whole line is, if it is one."""
    words = text[line.start : line.end]
    if len(words) > _LONGEST or not _MAYBE.search(words):
        return None
    left = line.start + len(words) - len(words.lstrip(_AROUND))
    right = line.start + len(words.rstrip(_AROUND + ".…!"))
    for form in _NOTICE:
        if found := form.fullmatch(text, left, max(left, right)):
            return _noticed(text, line, found)
    return None


def _noticed(text: str, line: Span, found: re.Match[str]) -> Notice:
    places = {who: _bare(text, Span(*found.span(who))) for who in found.groupdict() if found[who]}
    new = places.get("c")
    old = places.get("b", places.get("a")) if new else None
    marked = text[line.start : line.end].lstrip()[:1] in MARKED
    return Notice(line, tuple(sorted(places.values())), new, old, marked)


def _bare(text: str, at: Span) -> Span:
    """A name without the quotation marks around it."""
    words = text[at.start : at.end]
    left = at.start + len(words) - len(words.lstrip("\"“”'‘’*"))
    return Span(left, max(left, at.start + len(words.rstrip("\"“”'‘’*,"))))
