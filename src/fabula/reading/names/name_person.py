"""How much what stands around a name speaks for a person."""

from __future__ import annotations

from fabula.reading.lists import word_list
from fabula.reading.names.name_around import Around
from fabula.reading.names.name_carve import Candidate
from fabula.reading.names.name_lists import (
    OBJECT_VERBS,
    PERSON_NOUNS,
    PERSON_VERBS,
    PLACE_FIRST,
    PLACE_WORDS,
    SPEECH,
    group,
)
from fabula.reading.names.name_words import COMMON_WORD, GIVEN_NAME, NOT_NAME, PLACE, SHOUTED

DETERMINERS = group("determiner")
AUXILIARIES = group("auxiliary")
MANNER = group("manner")
_TOWARDS_PERSON = group("towards")
_SURNAMES_TOO = group("surname-too")
_INTRODUCED = group("introduced")
_GESTURES = word_list("gesture_verbs")
_PARTICIPLES = group("personal-participle")
_STATES = group("personal-state")
_WITH_WHOM = group("with-whom")
_BEING = frozenset(("was", "is", "wasn't", "isn't", "wasn’t", "isn’t", "only", "just", "still"))
_SPEECH_TOO = group("speech-too")
_GOVERNING = group("governing")
_THINGS_TOO = group("things-too")
_OBJECTS = frozenset(("the", "a", "an", "his", "her", "him", "them", "their", "me", "my", "us"))
_ACTION = 0.5  # a verb whose subject is a person
_HAPPENING = 0.35  # one whose subject may be a thing
_LONG_ENOUGH = 5  # letters of "doing": "king" and "thing" are none
_SELF = frozenset(("himself", "herself", "themself", "themselves"))
_SKIPPED = frozenset(("not", "never", "already", "just", "always", "only", "still", "been", "also"))
_WHERE = {
    "in": -0.6, "into": -0.5, "near": -0.4, "throughout": -0.8, "across": -0.4, "outside": -0.4,
    "inside": -0.4, "within": -0.4, "around": -0.1, "at": -0.3, "reached": -0.3, "leaving": -0.2,
    "via": -0.8, "from": -0.05, "to": -0.02,
}  # fmt: skip
_PEOPLES = ("ians", "ites", "ese")  # what peoples and followers are called


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
    elif first & GIVEN_NAME and around.before.lower() != "the":
        score += 0.1 if first & PLACE else 0.25 if first & COMMON_WORD else 0.5
    if vocative:
        score += _called(candidate)
    score += _by_verb(candidate, around)
    score += _by_place(candidate, around, vocative)
    return max(-1.0, min(1.0, score))


def _called(candidate: Candidate) -> float:
    """What it says that somebody is called by the name: little, where any word has a capital."""
    kinds = candidate.looks[0].kinds
    if not candidate.opens:
        return 0.5 if kinds & SHOUTED else 0.6
    if kinds & GIVEN_NAME:
        return 0.5
    return 0.1 if kinds & (COMMON_WORD | NOT_NAME | SHOUTED) else 0.3


def _by_verb(candidate: Candidate, around: Around) -> float:
    score = 0.0
    before = around.before.lower()
    if around.possessive:
        score += 0.5 * (around.after in PERSON_NOUNS or around.after2 in PERSON_NOUNS)
    elif around.after in _SELF and before not in _GOVERNING:
        score += 0.7
    elif before not in _GOVERNING:
        score += _doing(around)
    if before in SPEECH and before != "called":
        plain = len(candidate.looks) > 1 and all(s.kinds & COMMON_WORD for s in candidate.looks)
        score += 0.0 if plain and not candidate.title else 0.85
    elif before in OBJECT_VERBS:
        score += 0.4
    elif before == "with":
        score += 0.55 if around.before2 in _WITH_WHOM else 0.1
    elif before == "to" and (around.before2 in SPEECH or around.before2 in _GESTURES):
        score += 0.5
    elif before == "beside" or (before in ("to", "at") and around.before2 in _TOWARDS_PERSON):
        score += 0.2
    elif before in ("was", "is", "am", "called", "named", "it's", "i'm", "it’s", "i’m"):
        introduced = before in ("named", "i'm", "i’m") or around.before2.lower() in _INTRODUCED
        score += 0.5 * introduced
    return score


def _plural(candidate: Candidate) -> bool:
    """Whether an unknown word looks like a plural."""
    word, kinds = candidate.words[-1], candidate.looks[-1].kinds
    return (
        word.endswith("s") and word[-2:] not in ("ss", "us", "is", "os") and not kinds & GIVEN_NAME
    )


def _doing(around: Around) -> float:
    """What the words after a name say of it as their subject."""
    verb, following, third = around.after, around.after2, around.after3
    if verb in MANNER or (verb.endswith("ly") and verb.islower()):
        verb, following, third = following, third, ""
    if verb in SPEECH and (around.spoken or verb not in _SPEECH_TOO):
        return 0.85
    if verb in AUXILIARIES:
        score, whom = _having(verb, following, third), third
    else:
        score, whom = _acting(verb), following
    if score >= _HAPPENING and whom in _OBJECTS:
        score += 0.15
    return score + 0.2 * (score > 0 and around.his)


def _acting(verb: str) -> float:
    if verb in _GESTURES:
        return 0.7
    if verb in PERSON_VERBS or verb in _SPEECH_TOO:
        return _HAPPENING if verb in _THINGS_TOO or verb in _SPEECH_TOO else _ACTION
    return 0.25 if verb.endswith("ed") and verb.islower() else 0.0


def _having(auxiliary: str, verb: str, following: str) -> float:
    """The same after `had`, `was`, `would`."""
    if verb in SPEECH:
        return 0.6
    if auxiliary in _BEING:
        if verb in _STATES:
            return 0.4
        return 0.3 if verb.endswith("ing") and len(verb) > _LONG_ENOUGH else 0.1
    if verb == "been" and following.endswith("ing"):
        return 0.5
    if verb in _SKIPPED:
        verb = following
    if verb in _PARTICIPLES or verb in PERSON_VERBS or verb in _GESTURES:
        return _HAPPENING if verb in _THINGS_TOO else _ACTION
    return 0.3 if verb.endswith("ed") else 0.2


def _by_place(candidate: Candidate, around: Around, vocative: bool) -> float:
    looks = candidate.looks
    if candidate.suffix or candidate.title not in ("", "St.", "the"):
        return 0.0
    before = around.before.lower()
    score = 0.0
    if not around.possessive and not (before == "at" and around.before2 in _TOWARDS_PERSON):
        score += _WHERE.get(before, 0.0)
    if before in DETERMINERS:
        score -= 0.25
    if before == "of" and around.before2[:1].isupper():
        score -= 0.4  # the Ministry of Salt
    if candidate.opens and _plural(candidate):
        score -= 0.15
    if looks[0].kinds & PLACE and not looks[0].kinds & GIVEN_NAME:
        score -= 0.6
    words = candidate.words
    if words[-1].endswith(_PEOPLES) and not looks[-1].kinds & GIVEN_NAME:
        score -= 0.35
    elif words[-1].endswith("ian") and not looks[-1].kinds & GIVEN_NAME:
        score -= 0.15
    if len(words) > 1:
        if words[-1] in PLACE_WORDS:
            both = looks[0].kinds & GIVEN_NAME and len(words) == 2
            family = words[-1] in _SURNAMES_TOO and not looks[0].kinds & (COMMON_WORD | PLACE)
            if not family or before in _WHERE:
                score -= 0.4 if both else 1.0
            elif not both and not vocative:
                score -= 0.4
        if words[0] in PLACE_FIRST:
            score -= 0.8
    elif words[0] in PLACE_WORDS:
        score -= 0.5
    return score
