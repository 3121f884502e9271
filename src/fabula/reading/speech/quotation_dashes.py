"""Speech that a dash begins, as in Spanish, French, Polish, Russian and some English fiction.

A paragraph of speech begins with a dash. A second dash leads to the narrator, a third back to the
speech; their blanks tell them from a dash inside a sentence:

    —Hola —dijo Juan—. ¿Qué tal?          a blank before the second, none after it
    — Cześć, — powiedział Jan. — Co tam?  a stop before, blanks on both sides
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fabula.reading.language.tokens import SPEECH_VERBS
from fabula.reading.speech.quotation_pairs import Pair
from fabula.story.patterns import later

DASH = "—"
# A dash and the beginning of a sentence. A hyphen must have a blank after it.
_BEGINS = later(r"\s*(?:[—–―]|--?(?=\s)|--)\s*+[_*]?[\"'“‘«„]?(?=[^\W_a-zß-ÿа-яё]|[¿¡…]|\.\.)")
_SENTENCE = later(r"[.!?…,—–-][\"'”’»_*]*\s*\Z")
# To the narrator: ` —dijo`, or `, — powiedział` and `! - said he`.
_AWAY = later(
    r"(?<=\s)[—–―](?=[^\W\d_])|(?<=[.,!?…:;])\s(?:[—–―]|--?)\s(?=[^\W\d_A-ZÀ-ÞА-ЯЁ])"
    # Without a stop, where the narrator's sentence ends and a dash follows, or at a cue.
    r"|\s(?:[—–―]|--?)\s(?=[^\W\d_A-ZÀ-ÞА-ЯЁ][^.!?…—–―]{0,80}[.!?…]\s(?:[—–―]|--?)\s)"
    rf"|\s(?:[—–―]|--?)\s(?=(?:(?:he|she|they|I|[A-Z]\w{{0,30}})\s)?(?:{SPEECH_VERBS})\b)"
)
# Back to the speech: `Juan—.`, `Juan—, `, or `. — Co`.
_BACK = later(r"(?<=\S)[—–―](?=[.,;:!?…\s]|\Z)|(?<=[.,!?…:;])\s(?:[—–―]|--?)\s")

# A cue that no dash sets off: `— No, he said, never.`, `— Non, dit-il.`
_CUE = later(
    rf"(?<=[,.!?…])\s(?:(?:(?:he|she|they|I|[A-Z]\w{{0,30}}(?:\s[A-Z]\w{{0,30}})?)\s"
    rf"(?:[a-z]+ly\s)?(?:{SPEECH_VERBS})|(?:{SPEECH_VERBS})\s(?:he|she|they|I|the\s\w+|[A-Z]\w+))\b"
    r"|(?:dit|demanda|répondit|répliqua|murmura|cria|s['’]écria|fit|souffla|reprit|ajouta|pensa)"
    r"(?:-t)?(?:-(?:il|elle|ils|elles|je|on)|\s[A-ZÀ-Þ]\w+)\b)"
)
_CUE_ENDS = later(r"(?P<on>,)\s|[.!?…](?:\s|\Z)")
_SPOKEN = later(r"[!?]|\b(?:I|you|me|we|my|your)\b|[^\W\d_]['’](?:s|d|ll|re|ve|m|t)\b", re.I)
_WORDS = later(r"[^.,;:!?…\s]|\Z")


def begins_with_dash(text: str) -> bool:
    """Whether a paragraph looks like speech that a dash begins."""
    if _BEGINS.match(text) is None:
        return False
    return _SENTENCE.search(text, max(0, len(text) - 8)) is not None


def parted_by_dashes(text: str) -> bool:
    """Whether a dash in the paragraph leads from the speech to the narrator."""
    begin = _BEGINS.match(text)
    return begin is not None and _AWAY.search(text, begin.end()) is not None


def dashed(text: str) -> list[Pair]:
    """The stretches of speech of a paragraph that a dash begins, each with the dash before it.

    Such speech has no closing mark: what a further dash or the paragraph's end ends is closed.
    """
    start = len(text) - len(text.lstrip())
    begin = _BEGINS.match(text)
    position = begin.end() if begin else start
    made: list[Pair] = []
    speaking = opened = True
    while True:
        turn = (_AWAY if speaking else _BACK).search(text, position)
        if speaking:
            end = turn.start() if turn else len(text)
            for stretch in _without_cues(text, start, end):
                made += _speech(text, *stretch, opened and stretch[0] == start)
        if turn is None:
            return made
        if not speaking:
            opened = turn.group()[:1].isspace()
            start = turn.start() + 1 if opened else _resumed(text, turn.end())
        speaking = not speaking
        position = turn.end()


def _without_cues(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of speech between cues that no dash sets off. After a cue that ends with a
    comma the speech goes on; after one that ends a sentence, if what follows sounds spoken."""
    stretches: list[tuple[int, int]] = []
    while cue := _CUE.search(text, start, end):
        stretches.append((start, cue.start()))
        close = _CUE_ENDS.search(text, cue.end(), end)
        if close is None:
            return stretches
        start = close.end()
        if not close["on"] and not _SPOKEN.search(text, start, end):
            return stretches
    return [*stretches, (start, end)]


def _resumed(text: str, position: int) -> int:
    """Where the words go on after a dash; the stops between end the narrator's sentence."""
    words = _WORDS.search(text, position)
    return words.start() if words else len(text)


def _speech(text: str, start: int, end: int, opened: bool) -> list[Pair]:
    words = text[start:end].rstrip()
    if not any(c.isalnum() for c in words):
        return []
    return [Pair(start, start + len(words), DASH, opened)]


def with_dashes(text: str, found: list[Pair]) -> list[Pair]:
    """The paragraph's quotations where a dash begins it: those marked otherwise lie inside the
    dash's speech, or else the dash is only a dash and `found` is all."""
    spoken = dashed(text)
    if not found:
        return spoken
    if not all(_lies_well(pair, spoken) for pair in found):
        return found
    return sorted([*spoken, *found], key=lambda p: (p.start, -p.end))


def _lies_well(pair: Pair, spoken: Sequence[Pair]) -> bool:
    return any(s.start < pair.start and pair.end <= s.end for s in spoken)
