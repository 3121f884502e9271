"""What each kind of evidence weighs for whom: the scores of one quotation.

States are entity ids, NARRATOR, UNKNOWN, and descriptions ("~the old man").
"""

from __future__ import annotations

import re

from fabula.reading.page import Page
from fabula.story.annotations import Cue
from fabula.story.memory import Gender, Memory

UNKNOWN = "?"  # nobody the text has shown
NARRATOR = "I"  # the teller, who need not have a name

# Logits, by kind of evidence.
NAME_AFTER = 12.0  # `said Mara` beside the quotation
NAME_BEFORE = 13.5
NOUN_CUE = 7.0  # `said a voice`: somebody new
DESCRIBED_OTHER = -3.0  # a description is of somebody else than those at hand
DESCRIBED_BEFORE = -1.0  # and rarely stands for a turn that it is not beside
NO_PERSON_YET = -0.7  # named, but not known to be a person
KNOWN_NOUN_CUE = 1.5  # `said the old man`: maybe somebody who has a name
NARRATOR_CUE = 9.0  # `I said`
PRONOUN_CUE = 2.7  # `he said`, for those it may stand for
PRONOUN_UNSURE = 0.25  # the share for those of whom the text has not said "he" or "she" yet
PRONOUN_WRONG = -2.5  # how much more it says against those it cannot stand for
PRONOUN_NOBODY = 0.12  # the share for somebody who has not been named
BEAT_BEFORE = 7.5
BEAT_AFTER = 1.6
PRONOUN_BEAT = 1.8
ADDRESSED = -7.0  # nobody calls himself
ANSWERS = 1.3  # who was called answers
ABOUT = (1.8, 1.5, 1.0, 0.8, 0.6, 0.4, 0.25, 0.1)  # named in narration this many paragraphs ago
RECENT = len(ABOUT)
POINTED = 1.5  # the model points at somebody as the speaker, all of its share
POINTED_TO = -1.3  # ... as the one who is spoken to
SAYS_I = 3.5  # "I" in the quotation seems to be somebody
SAYS_YOU = -3.0
SAID_PRONOUN = 10.5  # `he said`, and the model knows who that is
SAID_NOUN = 5.2
NAMELESS = -2.2  # somebody who is only described
TOLD = 1000.0  # a reader says so
NOBODY = 0.0  # somebody who has not been told of
TO_CALLED = 4.0  # who is called by name is spoken to
TO_POINTED = 2.5
TO_YOU = 2.25
TO_LAST = (1.6, 1.3, 0.8, 0.5, 0.3)  # ... who spoke last, so many paragraphs ago
TO_SAME = 1.3  # ... whom the same speaker spoke to before
TO_NEXT = (2.2, 1.8, 1.2, 0.8)  # ... who speaks next
TO_SOMEBODY = 0.45  # what has to speak for anybody
BEAT_SHARE = 1.2  # how much a beat weighs that tells its subject by a pronoun or a description

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


class Scores:
    """The logits of one quotation by state, and the kind of the best evidence for each; `partner`
    is whoever's turn it is if two are talking."""

    def __init__(self, memory: Memory, page: Page, people: list[str], partner: str | None) -> None:
        self._memory = memory
        self._page = page
        self._partner = partner
        self.of = {who: NOBODY if who == UNKNOWN else 0.0 for who in people}
        self.kinds: dict[str, str] = {}

    def about(self, recent: dict[str, int], paragraph: int) -> None:
        """Who was named in narration lately, told by the paragraph that did it last."""
        known = self._memory.cast.known
        for who in self.of:
            age = paragraph - recent.get(who, -99)
            if age < RECENT:
                self.of[who] += ABOUT[age]
            if who.startswith("~"):
                self.of[who] += DESCRIBED_BEFORE
            elif who in known and known[who].type != "PER":
                self.of[who] += NO_PERSON_YET
            elif who not in known and who != UNKNOWN and who not in self._memory.links.tellers:
                self.of[who] += NAMELESS

    def addressed(self, called: tuple[str, ...]) -> None:
        """Who is called by name does not speak."""
        for who in called:
            if who in self.of:
                self.of[who] += ADDRESSED

    def pointed(self, speakers: dict[str, float], addressees: dict[str, float]) -> None:
        """Whom the model points at."""
        for who in self.of:
            self.of[who] += POINTED * speakers.get(who, 0.0) + POINTED_TO * addressees.get(who, 0.0)

    def says_i(self, first: dict[str, float], second: dict[str, float]) -> None:
        """Whom "I" and "you" in the quotation seem to mean."""
        for who in self.of:
            self.of[who] += SAYS_I * first.get(who, 0.0) + SAYS_YOU * second.get(who, 0.0)

    def spoken_to(
        self, pointed: dict[str, float], you: dict[str, float], called: tuple[str, ...]
    ) -> dict[str, float]:
        """How much speaks for each as the one who is spoken to."""
        found: dict[str, float] = {}
        for shares, weight in ((pointed, TO_POINTED), (you, TO_YOU)):
            for who, share in shares.items():
                found[who] = found.get(who, 0.0) + weight * share
        for who in called:
            found[who] = found.get(who, 0.0) + TO_CALLED
        return found

    def said(self, cue: Cue) -> None:
        """A verb of saying and its subject."""
        who = whom(cue, self._page)
        if who is None:
            self._pronoun(cue, PRONOUN_CUE)
            return
        weight = NAME_AFTER if cue.side == "after" else NAME_BEFORE
        if who != NARRATOR and not who.startswith("~") and cue.kind != "name":
            share = SAID_PRONOUN if cue.kind == "pronoun" else SAID_NOUN
            words = self._page.passage.text[cue.subject.start : cue.subject.end].lower()
            share = NARRATOR_CUE if words in _FIRST else share
            weight = weight / NAME_AFTER * share
        elif cue.kind == "pronoun":
            weight = NARRATOR_CUE
        elif cue.kind == "noun":
            after = self._page.passage.text[cue.subject.end : cue.subject.end + 9]
            stranger = bool(_NEW.match(who) or _DESCRIBED.match(after))
            weight = NOUN_CUE if stranger else KNOWN_NOUN_CUE
            self._described(who, stranger)
        for one, share in self._meant(cue, who):
            self.of[one] = self.of.get(one, 0.0) + weight * share
            self.kinds.setdefault(one, cue.kind)

    def beat(self, cue: Cue) -> None:
        """What somebody does beside the quotation."""
        who = whom(cue, self._page)
        if who is None:
            self._pronoun(cue, PRONOUN_BEAT)
            return
        weight = BEAT_BEFORE if cue.side == "before" else BEAT_AFTER
        if who.startswith("~"):
            self._described(who, bool(_NEW.match(who)))
        elif cue.kind != "name":
            weight *= BEAT_SHARE
        for one, share in self._meant(cue, who):
            self.of[one] = self.of.get(one, 0.0) + weight * share
            self.kinds.setdefault(one, "beat")

    def _meant(self, cue: Cue, who: str) -> list[tuple[str, float]]:
        """Those whom a cue's subject may mean, and how much speaks for each: one for a name."""
        seen = self._page.seen_at(cue.subject) if cue.kind != "name" else None
        shares = self._page.shares.get(seen, {}) if seen is not None else {}
        return list(shares.items()) or [(who, 1.0)]

    def _described(self, described: str, stranger: bool) -> None:
        """A description is of somebody else than those at hand by name, unless it may be the
        partner: better a nameless person than the nearest one."""
        gender = _described_gender(described)
        for who in self.of:
            if who in (UNKNOWN, NARRATOR) or who.startswith("~"):
                continue
            may_be = who == self._partner and not stranger
            if not may_be or (gender != "?" and self._fit(who, gender) < 0):
                self.of[who] += DESCRIBED_OTHER

    def _pronoun(self, cue: Cue, weight: float) -> None:
        """Spread a pronoun's weight over those it may stand for."""
        words = self._page.passage.text[cue.subject.start : cue.subject.end].lower()
        gender = _GENDER.get(words)
        if gender is None:
            return
        for who in self.of:
            if who in (UNKNOWN, NARRATOR):
                continue
            fit = self._fit(who, gender)
            self.of[who] += weight * (fit if fit > 0 else -fit * PRONOUN_WRONG)
            if fit > 0:
                self.kinds.setdefault(who, "pronoun")
        self.of[UNKNOWN] += weight * PRONOUN_NOBODY

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


def _described_gender(who: str) -> Gender:
    words = who[1:].split(" ", 1)[-1]  # "his wife" is a woman
    return "f" if _FEMALE.search(words) else "m" if _MALE.search(words) else "?"
