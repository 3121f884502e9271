"""What speaks for whom as the speaker of one quotation: signs, each weighed.

Whoever may speak is an entity id, NARRATOR, UNKNOWN, or a description ("~the old man"). The
weights are those of a conditional random field over the turns of the project's own stories
(`training/speaking.py` makes them; `speakers.py` decides by them).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from fabula.reading.page import Page
from fabula.story.annotations import Cue
from fabula.story.memory import Gender, Memory
from fabula.story.records import SpeakerCue

UNKNOWN = "?"  # nobody the text has shown
NARRATOR = "I"  # the teller, who need not have a name

RECENT = 8  # paragraphs after which nobody is told of lately any more
NO_SHARE = 0.03  # a share that says no more than none
SUREST = 0.998  # a share above which decisions are right no more often
PRONOUN_UNSURE = 0.25  # how well "he" fits those of whom the text has not said "he" or "she" yet
TOLD = 1000.0  # a reader says so
TO_CALLED = 4.0  # who is called by name is spoken to
TO_POINTED = 2.5
TO_YOU = 2.25
TO_LAST = (1.6, 1.3, 0.8, 0.5, 0.3)  # ... who spoke last, so many paragraphs ago
TO_SAME = 1.3  # ... whom the same speaker spoke to before
TO_NEXT = (2.2, 1.8, 1.2, 0.8)  # ... who speaks next
TO_SOMEBODY = 0.45  # what has to speak for anybody

_GENDER: dict[str, Gender] = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_FIRST = {"i", "me", "we", "my", "our"}


_NEW = re.compile(r"~(?:an?|another|some\w*|one of|both|every\w*)\b")
# `the man in the grey coat`: told apart from those who have a name.
_DESCRIBED = re.compile(r"\s(?:(?:in|with|at|from|on|behind|by) the|who|whose)\b")
_FEMALE = re.compile(
    r"\b(?:woman|girl|lady|mother|sister|wife|daughter|aunt|queen|princess|mrs|miss"
    r"|maid|her|grandmother|nurse|widow|hostess|niece|governess|landlady|waitress)\b"
)
_MALE = re.compile(
    r"\b(?:man|boy|gentleman|father|brother|husband|son|uncle|king|prince|mr|lord|sir"
    r"|fellow|lad|grandfather|nephew|guy|host|priest|landlord|waiter|policeman)\b"
)


@cache
def weights() -> dict[str, float]:
    """For each sign its weight (a logit), and for what turns say of each other."""
    kept = json.loads(files(__package__).joinpath("speaking.json").read_text("utf-8"))
    return {str(name): float(weight) for name, weight in kept.items()}


@cache
def _weights_in(context: str) -> dict[str, float]:
    """The weights of signs in a context: their own, and what the context adds."""
    by = weights()
    return {sign: weight + by.get(f"{sign}, {context}", 0.0) for sign, weight in by.items()}


def sure(cue: SpeakerCue, share: float) -> float:
    """How often whoever is found so likely is the speaker: fitted by `training/speaking.py`."""
    by = weights()
    odds = by[f"sure, {cue}"] + by[f"sure by share, {cue}"] * logit(share)
    return round(1.0 / (1.0 + math.exp(-odds)), 2)


def logit(share: float) -> float:
    """A share as a logit; beyond a point nothing is told by it any more."""
    share = min(max(share, 1.0 - SUREST), SUREST)
    return math.log(share / (1.0 - share))


def whom(cue: Cue, page: Page) -> str | None:
    """The state a cue speaks for outright, if it is one."""
    if cue.kind == "name" and cue.name is not None:
        called = page.called[cue.name]
        return called.entity if called else None
    if entity := page.entity_at(cue.subject):
        return entity
    words = page.passage.text[cue.subject.start : cue.subject.end].lower()
    if cue.kind == "noun":
        return "~" + words
    return NARRATOR if words in _FIRST else None


class Signs:
    """What speaks for whom at one quotation: for each state its signs with their values, and the
    kind of the best evidence for each; `partner` is whoever's turn it is if two are talking."""

    def __init__(self, memory: Memory, page: Page, people: list[str], partner: str | None) -> None:
        self._memory = memory
        self._page = page
        self._partner = partner
        self.of: dict[str, dict[str, float]] = {who: {} for who in people}
        self.kinds: dict[str, str] = {}
        if UNKNOWN in self.of:
            self.add(UNKNOWN, "nobody")

    def add(self, who: str, sign: str, value: float = 1.0) -> None:
        """One more sign for somebody, who may be new."""
        mine = self.of.setdefault(who, {})
        mine[sign] = mine.get(sign, 0.0) + value

    def share(self, shares: Iterable[tuple[str, float]], sign: str) -> None:
        """A sign for those who may be speaking, by their shares in it."""
        for who, value in shares:
            if who in self.of and value:
                self.add(who, sign, value)

    def odds(self, shares: Mapping[str, float], sign: str) -> None:
        """A sign for all who may be speaking, by how far they are from having no share in it."""
        if shares:
            for who in self.of:
                self.add(who, sign, math.log(1.0 + shares.get(who, 0.0) / NO_SHARE))

    def weighed(self, context: str) -> dict[str, float]:
        """The logit of each state, in a context: signs weigh otherwise beside a cue."""
        by = _weights_in(context)
        return {
            who: sum(by.get(sign, 0.0) * value for sign, value in signs.items())
            for who, signs in self.of.items()
        }

    def about(self, recent: Mapping[str, int], paragraph: int) -> None:
        """Who was named in narration lately, told by the paragraph that did it last."""
        known = self._memory.cast.known
        for who in self.of:
            age = paragraph - recent.get(who, -99)
            if age < RECENT:
                self.add(who, f"told of {age} ago")
            if who.startswith("~"):
                self.add(who, "described before")
            elif who in known and known[who].type != "PER":
                self.add(who, "no person yet")
            elif who in self._memory.links.tellers:
                self.add(who, "teller")
            elif who not in known and who != UNKNOWN:
                self.add(who, "nameless")

    def said(self, cue: Cue) -> None:
        """A verb of saying and its subject."""
        who = whom(cue, self._page)
        if who is None:
            self._pronoun(cue, "says")
            return
        words = self._page.passage.text[cue.subject.start : cue.subject.end].lower()
        sign: str = cue.kind
        if words in _FIRST:
            sign = "I"
        elif who.startswith("~"):
            after = self._page.passage.text[cue.subject.end : cue.subject.end + 9]
            stranger = bool(_NEW.match(who) or _DESCRIBED.match(after))
            sign = "stranger" if stranger else "description"
            self._described(who, stranger)
        for one, share in self._meant(cue, who):
            self.add(one, f"{sign} says {cue.side}", share)
            self.kinds.setdefault(one, cue.kind)
        self._unfit(words, "says")

    def beat(self, cue: Cue) -> None:
        """What somebody does beside the quotation."""
        who = whom(cue, self._page)
        if who is None:
            self._pronoun(cue, "does")
            return
        if who.startswith("~"):
            self._described(who, bool(_NEW.match(who)))
        for one, share in self._meant(cue, who):
            kind = "description" if who.startswith("~") else cue.kind
            self.add(one, f"{kind} does {cue.side}", share)
            self.kinds.setdefault(one, "beat")
        words = self._page.passage.text[cue.subject.start : cue.subject.end].lower()
        self._unfit(words, "does")

    def _meant(self, cue: Cue, who: str) -> list[tuple[str, float]]:
        """Those whom a cue's subject may mean, and how much speaks for each: one for a name."""
        seen = self._page.seen_at(cue.subject) if cue.kind != "name" else None
        shares = self._page.shares.get(seen, {}) if seen is not None else {}
        return list(shares.items()) or [(who, 1.0)]

    def _unfit(self, words: str, does: str) -> None:
        """No "he" is somebody of whom the text has said "she", whomever he is taken for."""
        gender = _GENDER.get(words)
        if gender is not None:
            for who in self.of:
                if who not in (UNKNOWN, NARRATOR) and (fit := self._fit(who, gender)) < 0:
                    self.add(who, f"can't be who {does}", -fit)

    def _described(self, described: str, stranger: bool) -> None:
        """A description is of somebody else than those at hand by name, unless it may be the
        partner: better a nameless person than the nearest one."""
        gender = _described_gender(described)
        for who in self.of:
            if who in (UNKNOWN, NARRATOR) or who.startswith("~"):
                continue
            may_be = who == self._partner and not stranger
            if not may_be or (gender != "?" and self._fit(who, gender) < 0):
                self.add(who, "another described")

    def _pronoun(self, cue: Cue, does: str) -> None:
        """Spread a pronoun's weight over those it may stand for."""
        words = self._page.passage.text[cue.subject.start : cue.subject.end].lower()
        gender = _GENDER.get(words)
        if gender is None:
            return
        for who in self.of:
            if who in (UNKNOWN, NARRATOR):
                continue
            fit = self._fit(who, gender)
            self.add(who, f"may be who {does}" if fit > 0 else f"can't be who {does}", abs(fit))
            if fit > 0:
                self.kinds.setdefault(who, "pronoun")
        self.add(UNKNOWN, f"nobody {does}")

    def _fit(self, who: str, gender: Gender) -> float:
        """How well "he" or "she" fits somebody, in [-1, 1]: what the text has said so far."""
        if who.startswith("~"):
            found = _described_gender(who)
            return PRONOUN_UNSURE if found == "?" else 1.0 if found == gender else -1.0
        cast = self._memory.cast
        known = cast.known.get(cast.joined.get(who, who))
        if known is None:
            return PRONOUN_UNSURE
        if known.gender != "?":
            return 1.0 if known.gender == gender else -1.0
        she, he = known.genders
        own, other = (she, he) if gender == "f" else (he, she)
        return PRONOUN_UNSURE + (1 - PRONOUN_UNSURE) * (own - other) / (own + other + 2)


def spoken_to(
    pointed: Mapping[str, float], you: Mapping[str, float], called: Iterable[str]
) -> dict[str, float]:
    """How much speaks for each as the one who is spoken to."""
    found: dict[str, float] = {}
    for shares, weight in ((pointed, TO_POINTED), (you, TO_YOU)):
        for who, share in shares.items():
            found[who] = found.get(who, 0.0) + weight * share
    for who in called:
        found[who] = found.get(who, 0.0) + TO_CALLED
    return found


def _described_gender(who: str) -> Gender:
    words = who[1:].split(" ", 1)[-1]  # "his wife" is a woman
    return "f" if _FEMALE.search(words) else "m" if _MALE.search(words) else "?"
