"""Lines that begin with the name of whoever says them, by their form: `Mara: on my way`.

Which of them are turns of a chat or of a script, and which only look so (`Note: the key`), is told
by their company (`quotation_chat`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fabula.reading.lists import word_list
from fabula.story.plainly import plain
from fabula.story.text import Span

LONGEST = 32  # code points of a label
_MOST_WORDS = 4
_HEAD = 120  # code points in which a label with its time ends

TIME = r"[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?[\])]?"
_SIGN = r"[*_]{0,3}"
_LINE = re.compile(
    rf"[ \t]*(?:[-•]\s)?{_SIGN}(?:(?P<first>{TIME})[ \t]*(?:[-–—][ \t]*)?)?"
    rf"(?:{_SIGN}<(?P<angle>[^<>\n:]{{1,{LONGEST}}})(?P<close>>):?{_SIGN}"
    r"|(?:(?P<insert>[(\[]?[YyFfLl]/[Nn][)\]]?)"
    rf"|\[(?P<square>[^\[\]\n:]{{1,{LONGEST}}}?)(?:[ \t,]+{TIME})?\]"
    rf"|(?P<name>[^\s:：<>\"“”«»\[\]()|][^\n:：<>\"“”«»\[\]()|]{{0,{LONGEST}}}?)){_SIGN}"
    rf"(?:[ \t]*(?P<then>{TIME}|\([^()\n:]{{1,40}}\)))?{_SIGN}(?P<colon>[:：]){_SIGN})"
    r"(?P<gap>[ \t]+|(?<=：))(?P<words>\S[^\n]*)"
)
_STOPS = re.compile(r"[!?;,…=/\\]|\.(?!\w)|--|[–—]")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|St|Capt|Lt|Sgt|[A-Z])\.(?=\s)")
# "He said: ...", "It was this: ...": a clause, and nobody's name.
_CLAUSE = re.compile(
    r"(?:i|he|she|it|they|we|you|there|this|that|these|those|one|here|what|and|but|so|then|or|if"
    r"|in|on|at|by|for|with|as|to|of|a|an|my|his|her|their|our|your|its|no|not|all|some|only)\b",
    re.IGNORECASE,
)
_VERBS = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|does|do|did|says?|said|read|reads|ran|went)\b"
)
_SELF = frozenset(("me", "i", "myself"))
_SEVERAL = frozenset(("everyone", "everybody", "both", "chorus", "crowd", "together", "unknown"))
_NUMBER = re.compile(
    r"(?:\d+(?:st|nd|rd|th)?|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten|first|second"
    r"|third|last|next)\Z",
    re.IGNORECASE,
)
_STAT = re.compile(r"[+~x-]?\d[\d.,/%:]*\S{0,3}(?:\s\S+){0,3}\s*\Z|[A-FS][+-]?\s*\Z|[-–—]+\s*\Z")
_HANDLE = re.compile(r"[_\d@]")
_EMOJI = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")


class Label(NamedTuple):
    """A line with a label, all places in the text it was looked for in: `name` the label's own
    words, `sign` what ends it, `words` what follows; `stamped` says that a time stands with it."""

    name: Span
    sign: Span
    words: Span
    key: str
    stamped: bool


def label_of(text: str, start: int, end: int) -> Label | None:
    """The label that the line from `start` to `end` begins with, if it may be somebody's name."""
    head = text[start : min(end, start + _HEAD)]
    if not any(sign in head for sign in ":>："):
        return None
    found = _LINE.match(text, start, end)
    if found is None:
        return None
    group = next(g for g in ("angle", "insert", "square", "name") if found[g])
    name = _trimmed(text, *found.span(group), emphasised=found.group()[:4].lstrip("-• \t")[:1])
    words = text[name.start : name.end]
    if group in ("square", "name") and not (may_name(words) or is_self(text, name)):
        return None
    sign = Span(*found.span("close" if group == "angle" else "colon"))
    said = Span(found.start("words"), found.start("words") + len(found["words"].rstrip()))
    stamped = bool(found["first"]) or bool(found["then"] and found["then"].strip("[(")[0].isdigit())
    return Label(name, sign, said, plain(words).casefold(), stamped)


def _trimmed(text: str, start: int, end: int, emphasised: str) -> Span:
    """A label's place without emphasis signs: of `_` only what its own beginning is answered by."""
    signs = " \t*" + ("_" if emphasised == "_" else "")
    words = text[start:end]
    left = len(words) - len(words.lstrip(signs))
    return Span(start + left, max(start + left, start + len(words.rstrip(signs))))


def may_name(words: str) -> bool:
    """Whether a label may be what somebody is called: short, no clause, no head of a form."""
    bare = plain(words)
    small = bare.casefold().split()
    if not small or len(small) > _MOST_WORDS or len(words) > LONGEST:
        return False
    if not (any(c.isalpha() for c in bare) or _EMOJI.search(bare)):
        return False
    if _STOPS.search(_TITLED.sub("", bare)) or _CLAUSE.match(bare) or _ends_with_verb(small):
        return False
    heads = [word for word in small if not _NUMBER.match(word)]
    return any(word not in word_list("label_words") and not _is_day(word) for word in heads)


def _is_day(word: str) -> bool:
    """Whether a word has its capital for another reason than a name: `Tuesday`, `English`."""
    name = word.capitalize()
    return name in word_list("not_names") and not (
        name in word_list("given_f") or name in word_list("given_m")
    )


def _ends_with_verb(small: list[str]) -> bool:
    return len(small) > 1 and (
        small[-1] in word_list("speech_verbs") or _VERBS.search(" ".join(small)) is not None
    )


def is_self(text: str, name: Span) -> bool:
    """Whether a label is the teller's own: `Me: on my way`."""
    return text[name.start : name.end].casefold() in _SELF


def is_several(text: str, name: Span) -> bool:
    """Whether a label is that of many, or of nobody known: `Everyone: NO`."""
    return text[name.start : name.end].casefold() in _SEVERAL


def is_stat(words: str) -> bool:
    """Whether what follows a label is a number or a grade: `Strength: 12`, `HP: 10/10`."""
    return _STAT.match(words) is not None


def is_handle(name: str) -> bool:
    """Whether a label is one that people have in chats alone: `mara_p`, `🌸sakura🌸`, `sam9`."""
    bare = plain(name)
    return bool(_HANDLE.search(bare) or _EMOJI.search(bare)) and not bare.isupper()


def is_shouted(name: str) -> bool:
    """Whether a label is in capitals throughout, as in a script."""
    return name.isupper() and sum(c.isalpha() for c in name) > 1


def lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines of a stretch of text that are not blank."""
    at = start
    for line in text[start:end].split("\n"):
        if line.strip():
            yield Span(at, at + len(line))
        at += len(line) + 1
