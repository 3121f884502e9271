"""How sure it is that words with capitals are a name."""

from __future__ import annotations

from fabula.reading.lists import word_list
from fabula.reading.names.name_around import Around
from fabula.reading.names.name_carve import Candidate
from fabula.reading.names.name_lists import PERSON_VERBS, SPEECH, group
from fabula.reading.names.name_person import AUXILIARIES, DETERMINERS, MANNER
from fabula.reading.names.name_words import COMMON_WORD, GIVEN_NAME, INITIAL, NOT_NAME, SHOUTED

_OF_MONTHS = group("of-month")
_INVERTED = group("inverted")
_AFTER_DEFINITE = (
    SPEECH
    | PERSON_VERBS
    | word_list("gesture_verbs")
    | AUXILIARIES
    | MANNER
    | group("goes-on-small")
)
_ANYBODY = group("anybody")
_DOES = 0.35  # evidence that somebody does something
_CALLED = 0.6  # evidence that somebody is called so
_IF_KNOWN = 0.3  # a name, if it is one that the story has shown
_MONTHS = frozenset(("May", "April", "June", "August"))
# Endings of common words that no list holds.
_ENDINGS = ("ing", "ed", "ly", "ness", "tion", "ment", "less", "ful", "able", "ish", "ous")


def sure(candidate: Candidate, around: Around, told: float, mid: frozenset[str]) -> float:
    """How sure it is that the words are a name, in [0, 1]; `told` is what speaks for a person,
    `mid` the words that stand in the passage with a capital which they owe to nothing else."""
    looks, words = candidate.looks, candidate.words
    before = around.before.lower()
    if candidate.title == "the":
        # "the Wilcox women" names no one.
        after = around.after
        if after and after not in _AFTER_DEFINITE and not after.endswith("ly"):
            return 0.0
        return 0.85 if told >= 0.5 else 0.6
    letters = all(seen.kinds & INITIAL for seen in looks)
    if letters and candidate.title in ("", "M."):
        return 0.0
    if candidate.title or candidate.suffix:
        return 0.0 if before in ("the", "two") and words[-1].endswith("s") else 0.95
    given = any(seen.kinds & GIVEN_NAME for seen in looks)
    plain = [seen for seen in looks if seen.kinds & (COMMON_WORD | NOT_NAME)]
    if around.after == "t":
        return 0.0  # "Don't" that lost its apostrophe
    if len(words) == 1 and words[0] in _ANYBODY:
        return 0.0
    if len(words) == 1 and words[0] in _MONTHS and _dated(around):
        return 0.0
    if before in ("misses", "messrs") or (
        before == "the" and words[-1].endswith("s") and len(words) == 1
    ):
        return 0.0  # "the Bennets" are a family
    shouted = all(seen.kinds & SHOUTED for seen in looks)
    if shouted and not given and not any(word in mid for word in words):
        return 0.3 if len(words) == 1 and not plain and len(words[0]) > 2 else 0.0
    if len(plain) == len(looks):
        return _sure_of_common(candidate, around, told, mid, given)
    if not candidate.opens or len(words) > 1 or words[0] in mid:
        return 0.6 if before in DETERMINERS else 0.9
    if given:
        return 0.9
    if told >= _DOES:
        return 0.9
    if words[0].lower().endswith(_ENDINGS):
        return 0.3
    return 0.6


def _sure_of_common(
    candidate: Candidate, around: Around, told: float, mid: frozenset[str], given: bool
) -> float:
    """The same for words that are also common words: "Rose", "Will", "Rabbit". Such a one may be
    sure enough only for a name that is known already."""
    words = candidate.words
    if around.before.lower() in DETERMINERS and not told >= 0.5:
        return 0.0
    if given:
        if not candidate.opens:
            return 0.85
        if around.after.lower() in _INVERTED and not candidate.possessive:
            return 0.0
        return 0.85 if told >= 0.6 or words[0] in mid else 0.3
    if candidate.opens and not any(word in mid for word in words):
        return _IF_KNOWN if told >= 0.2 and len(words) == 1 else 0.0
    if told >= _CALLED and not candidate.opens:
        return 0.75
    return 0.6 if told >= 0.5 else _IF_KNOWN if told >= 0.1 else 0.0


def _dated(around: Around) -> bool:
    return (
        around.before.lower() in _OF_MONTHS
        or around.before[-2:] in ("st", "nd", "rd", "th")
        or around.after[:1].isdigit()
    )


def seen_mid(found: list[Candidate], text: str) -> frozenset[str]:
    """The words of names that owe their capital to nothing else."""
    mid: set[str] = set()
    for candidate in found:
        if not candidate.opens and not all(s.kinds & SHOUTED for s in candidate.looks):
            at = candidate.start
            before = text[max(0, at - 8) : at].split()
            if not before or before[-1].lower() not in DETERMINERS:
                mid.update(candidate.words)
        elif candidate.title or candidate.suffix:
            mid.update(candidate.words)
    return frozenset(mid)
