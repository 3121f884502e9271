"""What is no quotation though it stands in marks, and what is none of a quotation though it stands
inside: words held at arm's length, and the narrator's asides in the midst of a speech.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from fabula.reading.language.tokens import SPEECH_VERBS
from fabula.reading.speech.quotation_pairs import Pair
from fabula.story.patterns import later
from fabula.story.text import Span

_GESTURES = (
    "smil|laugh|giggl|nodd?|point|sigh|sobb?|look|turn|glanc|hold|held|blush|bow|shak|shook|wink|"
    "whisper|breath|repeat|lower|rais|rising|rose|weep|wept|paus|cough|grinn?|frown|fondl|kiss|patt?|"
    "bend|bent|lean|gestur|shrugg?|tapp?|wav|see|touch|clear"
)
# In brackets in the midst of a speech: (hear, hear), (with a smile), (nodding to her mother).
_ASIDE = later(
    r"\((?:(?:(?:loud|renewed|prolonged|great|general|more)\s(?:and\s[a-z]+\s)?)?"
    r"(?:cheers|cheering|laughter|applause|hear,?\shear|groans|hisses|sensation)"
    r"|with\san?\s[a-z]+(?:\s[a-z]+)?"
    rf"|(?:(?:he|she)\s)?(?:[A-Za-z]+ly\s)?(?i:{_GESTURES})(?:ing|ed|s)?(?:,?\s(?!I\b|my\b|you\b|me\b)"
    r"[^\s()\"“”]+){1,14})[.,!]?\)"
)

_SCARE_WORDS = 4
_SCARE_LENGTH = 60
_SPOKEN_END = later(r"(?:[!?…—–]|--|\.\.)[_*]*\Z")
_SAYING = later(
    rf"\b(?:{SPEECH_VERBS}|saying|crying|asking|answering|repeating|whispering|uttered|uttering|"
    r"words?|reply|thinking|shouting|calling|muttering|exclaiming|murmur|cry|mention)\W*\Z"
    # What is told of somebody's words: he said that he was "very glad".
    r"|\b(?:said|says|saying|declar(?:es|ed|ing)|told|announc(?:es|ed|ing)|explain(?:s|ed|ing))\b"
    r"[^.!?]{0,30}\Z"
)
# Whatever verb stands by: so-called "experts", the word "love", a man called "Bob".
_HELD = later(
    r"\bso[-\s]called\W*\Z"
    r"|\b(?:am|is|are|was|were|be|been|being)\s(?:\w+\s)?"
    r"(?:called|named|titled|entitled|labell?ed|dubbed|nicknamed|christened)\W*\Z"
)
_THE_WORD = later(r"\b(?:[Tt]he|[Tt]hat|[Tt]his|[Aa])\s(?:word|term|adjective|noun|verb)\W*\Z")
_UTTERED = later(
    r"\b(?:utter\w*|sa(?:y|ys|id|ying)|sp(?:eak|eaks|oke|eaking)|breath\w*|repeat\w*|whisper\w*|"
    r"shout\w*|cr(?:y|ies|ied|ying)|murmur\w*|mutter\w*|hear|heard|answer\w*|mouth\w*)\b[^.!?]*\Z"
)
_SPOKEN_WORD = later(r"\b(?:I|I['’][a-z]+|you|me|[Yy]es|[Nn]o|[Oo]h|[Aa]h)\b")
_FULL_STOP = later(r"[.!?]")
_CUE_AFTER = later(
    r"\W{0,9}(?:(?:he|she|they|I|we|you|it|(?:[Tt]he\s)?[A-Za-z][\w'’-]*\.?(?:\s[A-Z][\w'’-]*)?)"
    rf"\s(?:[a-z]+ly\s)?)?(?:{SPEECH_VERBS})\b"
)


def asides(text: str) -> list[Span]:
    """What may be an aside in the paragraph, in order."""
    return [Span(*m.span()) for m in _ASIDE.finditer(text)] if "(" in text else []


def parted(text: str, pair: Pair, told: Sequence[Span], holes: Sequence[Span]) -> list[Pair]:
    """A quotation without the asides among `told` and the `holes` in it: the stretches left. Each
    of the two is sorted."""
    inside = [h for h in _among(holes, pair) if pair.start < h.end]
    inside += [a for a in _among(told, pair) if pair.start <= a.start and a.end <= pair.end]
    if not inside:
        return [pair]
    made: list[Pair] = []
    start, opened = pair.start, pair.opened
    for aside in sorted(inside):
        if aside.start > start:
            made += _stretch(text, start, aside.start, pair.family, opened, False)
        start, opened = max(start, aside.end), False
    made += _stretch(text, start, pair.end, pair.family, opened, pair.closed)
    return made


def _among(spans: Sequence[Span], pair: Pair) -> Sequence[Span]:
    """Those that may overlap the pair."""
    if not spans:
        return spans
    first = bisect_left(spans, pair.start, key=attrgetter("end"))
    return spans[first : bisect_left(spans, pair.end, first, key=attrgetter("start"))]


def _stretch(
    text: str, start: int, end: int, family: str, opened: bool, closed: bool
) -> list[Pair]:
    words = text[start:end].strip()
    if not any(c.isalnum() for c in words):
        return []
    begin = end - len(text[start:end].lstrip())
    return [Pair(begin, begin + len(words), family, opened, closed)]


def is_scare(text: str, pair: Pair, floor: int) -> bool:
    """Whether an outer quotation is no speech but words held at arm's length, or a title: at
    most four words in the run of a sentence, with no stop of their own and no verb of saying by.

    `floor` is the end of the quotation before it in the paragraph (0 if there is none): where one
    ended in the same sentence, this one may go on with it.
    """
    if not pair.closed or not pair.opened or pair.end - pair.start > _SCARE_LENGTH:
        return False
    before = text[max(floor, pair.start - 200) : pair.start].rstrip(" \n\t_*")
    if not before or not before[-1].isalnum():
        return False
    inner = text[pair.start + 1 : pair.end - 1].strip()
    words = len(inner.split())
    if words > _SCARE_WORDS or _SPOKEN_END.search(inner):
        return False
    if inner[-1:] in (".", ",") and (words > 2 or _SPOKEN_WORD.search(inner)):
        return False
    if _HELD.search(before[-50:]):
        return True
    if words == 1 and inner.strip(".,").islower() and _THE_WORD.search(before[-20:]):
        return _UTTERED.search(before) is None
    if floor and not _FULL_STOP.search(before):
        return False
    return _SAYING.search(before[-50:]) is None and _CUE_AFTER.match(text, pair.end) is None
