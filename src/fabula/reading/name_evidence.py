"""What the words around a name say of it: that it is a name, that a person bears it."""

from __future__ import annotations

from fabula.reading.name_carve import Candidate
from fabula.reading.name_lists import (
    OBJECT_VERBS,
    PERSON_NOUNS,
    PERSON_VERBS,
    PLACE_FIRST,
    PLACE_WORDS,
    SPEECH,
    group,
)
from fabula.reading.name_words import COMMON_WORD, GIVEN_NAME, INITIAL, NOT_NAME, PLACE, SHOUTED

DETERMINERS = group("determiner")
_TOWARDS_PERSON = group("towards")
_AUXILIARIES = group("auxiliary")
_MANNER = group("manner")
_OF_MONTHS = group("of-month")
_INVERTED = group("inverted")
_AFTER_DEFINITE = SPEECH | PERSON_VERBS | _AUXILIARIES | _MANNER | group("goes-on-small")
_BEING = frozenset(("was", "is", "wasn't", "isn't", "wasn’t", "isn’t", "only", "just", "still"))
_SELF = frozenset(("himself", "herself", "themself"))
_ANYBODY = group("anybody")
_IF_KNOWN = 0.3  # a name, if it is one that the story has shown
_MONTHS = frozenset(("May", "April", "June", "August"))
_WHERE = {
    "in": -0.6, "into": -0.5, "near": -0.4, "throughout": -0.8, "across": -0.4, "outside": -0.4,
    "inside": -0.4, "within": -0.4, "around": -0.1, "at": -0.3, "reached": -0.3, "leaving": -0.2,
    "via": -0.8, "from": -0.05, "to": -0.02,
}  # fmt: skip
_PEOPLES = ("ians", "ites", "ian", "ese")  # what peoples and followers are called
# Endings of common words that no list holds.
_ENDINGS = ("ing", "ed", "ly", "ness", "tion", "ment", "less", "ful", "able", "ish", "ous")
_STRIPPED = ".,;:!?\"'“”‘’…—–-_*()[]«»"


class Around:
    """The words next to a candidate: the last two before it, the first two after, nothing between;
    `sign` is the character after it."""

    __slots__ = ("after", "after2", "before", "before2", "glued", "sign")

    def __init__(self, text: str, candidate: Candidate) -> None:
        end = candidate.end + 2 * candidate.possessive
        left = text[max(0, candidate.start - 32) : candidate.start].split()
        right = text[end : end + 32].split()
        self.sign = text[end : end + 1]
        self.glued = bool(right) and not self.sign.isspace()
        one = left[-1] if left else ""
        two = left[-2] if len(left) > 1 else ""
        # A stop, a comma or a mark between parts the words.
        self.before = one.strip("_*") if one[-1:].isalpha() else ""
        self.before2 = two.strip(_STRIPPED) if self.before else ""
        if self.glued:
            self.after = self.after2 = ""
        else:
            self.after = right[0].rstrip(_STRIPPED) if right else ""
            self.after2 = right[1].rstrip(_STRIPPED) if len(right) > 1 else ""


def person(candidate: Candidate, around: Around, vocative: bool) -> float:
    """How much speaks for a person, in [-1, 1]."""
    first = candidate.looks[0].kinds
    score = 0.0
    if candidate.suffix:
        score += 0.9
    elif candidate.title in ("St.", "Saint"):
        score += 0.1
    elif candidate.title and candidate.title != "the":
        score += 0.9
    elif first & GIVEN_NAME:
        score += 0.1 if first & PLACE else 0.25 if first & COMMON_WORD else 0.5
    if vocative:
        score += 0.5 if not candidate.opens or first & GIVEN_NAME else 0.1
    score += _by_verb(candidate, around)
    score += _by_place(candidate, around)
    return max(-1.0, min(1.0, score))


def _by_verb(candidate: Candidate, around: Around) -> float:
    score = 0.0
    before, after = around.before.lower(), around.after
    if candidate.possessive:
        score += 0.5 * (after in PERSON_NOUNS or around.after2 in PERSON_NOUNS)
    else:
        if after in _MANNER or (after.endswith("ly") and after.islower()):
            after = around.after2
        if after in SPEECH:
            score += 0.85
        elif after in PERSON_VERBS and after not in _AUXILIARIES:
            score += 0.4
        elif after in _AUXILIARIES:
            score += 0.6 if around.after2 in SPEECH else 0.1 if after in _BEING else 0.2
        elif after.endswith("ed") and after.islower():
            score += 0.25
        elif after in _SELF:
            score += 0.7
    if before in SPEECH and before not in ("went", "called"):
        score += 0.85
    elif before in OBJECT_VERBS:
        score += 0.4
    elif before == "with":
        score += 0.1
    return score


def _by_place(candidate: Candidate, around: Around) -> float:
    looks = candidate.looks
    titled = bool(candidate.suffix) or candidate.title not in ("", "St.", "the")
    before = around.before.lower()
    score = 0.0
    if not candidate.possessive and not titled:
        where = _WHERE.get(before, 0.0)
        if before == "at" and around.before2 in _TOWARDS_PERSON:
            where = 0.0
        score += where
    if before in DETERMINERS and not titled:
        score -= 0.25
    if looks[0].kinds & PLACE and not titled and not looks[0].kinds & GIVEN_NAME:
        score -= 0.6
    words = candidate.words
    if words[-1].endswith(_PEOPLES) and not titled and not looks[-1].kinds & GIVEN_NAME:
        score -= 0.35
    if len(words) > 1 and not titled:
        if words[-1] in PLACE_WORDS:
            score -= 0.4 if looks[0].kinds & GIVEN_NAME and len(words) == 2 else 1.0
        if words[0] in PLACE_FIRST:
            score -= 0.8
    elif len(words) == 1 and words[0] in PLACE_WORDS and not titled:
        score -= 0.5
    return score


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
    if before == "the" and words[-1].endswith("s") and len(words) == 1:
        return 0.0  # "the Bennets" are a family
    shouted = all(seen.kinds & SHOUTED for seen in looks)
    if shouted and not given and not any(word in mid for word in words):
        return 0.3 if len(words) == 1 and not plain and len(words[0]) > 3 else 0.0
    if len(plain) == len(looks):
        return _sure_of_common(candidate, around, told, mid, given)
    if not candidate.opens or len(words) > 1 or words[0] in mid:
        return 0.6 if before in DETERMINERS else 0.9
    if given:
        return 0.9
    if told >= 0.4:
        return 0.85
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
