"""The evidence for who speaks each quotation of a passage: cues, beats, vocatives, who is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from fabula.reading.junctions import Junction, junction
from fabula.reading.page import Page
from fabula.story.annotations import Cue
from fabula.story.memory import Gender, Memory
from fabula.story.records import SpeakerCue

UNKNOWN = "?"  # nobody the text has shown
NARRATOR = "I"  # the teller, who need not have a name

# Logits, by kind of evidence.
NAME_AFTER = 12.0  # `said Mara` beside the quotation
NAME_BEFORE = 6.0
NOUN_CUE = 7.0  # `said a voice`: somebody new
DESCRIBED_OTHER = -3.0
KNOWN_NOUN_CUE = 1.5  # `said the old man`: maybe somebody who has a name
NARRATOR_CUE = 9.0  # `I said`
PRONOUN_CUE = 2.7  # `he said`, for those it may stand for
PRONOUN_UNSURE = 0.25  # the share for those of whom the text has not said "he" or "she" yet
PRONOUN_WRONG = -2.5  # how much more it says against those it cannot stand for
PRONOUN_NOBODY = 0.12  # the share for somebody who has not been named
BEAT_BEFORE = 5.0
BEAT_AFTER = 2.4
PRONOUN_BEAT = 1.8
ADDRESSED = -3.0  # nobody calls himself
ANSWERS = 1.3  # who was called answers
ABOUT = (2.1, 1.8, 1.2, 0.9, 0.7, 0.5, 0.35, 0.2)  # named in narration this many paragraphs ago
RECENT = len(ABOUT)
CANDIDATES = 7

_GENDER: dict[str, Gender] = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_FIRST = {"i", "we", "my", "our"}


class Evidence(NamedTuple):
    """What speaks for whom at one quotation: logits by state, the kind of the best evidence for
    each, who is called by name in it, who was called in the turn before (and how much that
    counts), and how the quotation joins the one before it."""

    quotation: int
    paragraph: int
    scores: dict[str, float]
    kinds: dict[str, str]
    cue: SpeakerCue
    addressed: tuple[str, ...]
    answered: dict[str, float]
    junction: Junction


def gather(memory: Memory, page: Page) -> tuple[list[Evidence], tuple[tuple[str, int], ...]]:
    """The evidence for each outer quotation of the page, and who was named in narration lately."""
    notes = page.notes
    cues: dict[int, list[Cue]] = {}
    for cue in notes.cues:
        cues.setdefault(cue.quotation, []).append(cue)
    by_paragraph = _narrated(memory, page)
    addressed = _addressed(page)
    recent = dict(memory.conversation.named)  # entity -> the paragraph that named it last
    turn_speakers = [t.speaker for t in memory.conversation.turns if t.speaker]
    called: tuple[str, ...] = (
        memory.conversation.turns[-1].addressees if memory.conversation.turns else ()
    )
    found: list[Evidence] = []
    done = before = -1
    for i, quoted in enumerate(notes.quotations):
        if quoted.parent is not None:
            continue
        for p in range(done + 1, quoted.paragraph + 1):
            _renew(recent, by_paragraph[p], page.first_paragraph + p)
        done = max(done, quoted.paragraph)
        number = page.first_paragraph + quoted.paragraph
        own = cues.get(i, [])
        people = _candidates(memory, recent, number, (*called, *turn_speakers[-4:]), own, page)
        joined = junction(
            page.passage.text,
            quoted,
            own,
            notes.quotations[before] if before >= 0 else None,
            cues.get(before, []),
            _takes_up(memory, page, i),
        )
        before = i
        others = [s for s in turn_speakers if s != turn_speakers[-1]]
        partner = others[-1] if others else None
        item = _score(
            memory, page, i, number, people, recent, own, addressed.get(i, ()), called, partner
        )._replace(junction=joined)
        found.append(item)
        called = item.addressed
        best = max(item.scores, key=lambda s: item.scores[s])
        if item.scores[best] >= BEAT_BEFORE:
            turn_speakers = [*turn_speakers[-4:], best]
    for p in range(done + 1, len(page.passage.paragraphs)):
        _renew(recent, by_paragraph[p], page.first_paragraph + p)
    return found, tuple(sorted(recent.items(), key=lambda x: x[1]))[-2 * RECENT :]


def _narrated(memory: Memory, page: Page) -> list[list[str]]:
    """For each paragraph, the persons its narration names, in order."""
    found: list[list[str]] = [[] for _ in page.passage.paragraphs]
    p = 0
    for name, mention in zip(page.notes.names, page.mentions, strict=True):
        while name.at.start >= page.passage.paragraphs[p].end:
            p += 1
        if mention and name.quotation is None:
            known = memory.cast.known.get(mention.entity)
            if known is None or known.type == "PER" or (known.type is None and known.person > 0):
                found[p].append(mention.entity)
    return found


def _addressed(page: Page) -> dict[int, tuple[str, ...]]:
    """For each quotation, whom it calls by name."""
    found: dict[int, tuple[str, ...]] = {}
    for name, mention in zip(page.notes.names, page.mentions, strict=True):
        if mention and name.vocative and name.quotation is not None:
            found[name.quotation] = (*found.get(name.quotation, ()), mention.entity)
    return found


def _renew(recent: dict[str, int], named: list[str], paragraph: int) -> None:
    for entity in named:
        recent.pop(entity, None)
        recent[entity] = paragraph


def _candidates(
    memory: Memory,
    recent: dict[str, int],
    number: int,
    present: Sequence[str],
    cues: list[Cue],
    page: Page,
) -> list[str]:
    """Who may be speaking: whom the cues name, who was called or spoke lately, who was named."""
    joined = memory.cast.joined
    people: dict[str, None] = {}
    for cue in cues:
        if who := _whom(cue, page):
            people[who] = None
    for speaker in reversed(present):
        people[joined.get(speaker, speaker)] = None
    near = [e for e, last in recent.items() if number - last < RECENT]
    for entity in reversed(near[-CANDIDATES:]):
        people[joined.get(entity, entity)] = None
    people.pop(UNKNOWN, None)
    return [*list(people)[:CANDIDATES], UNKNOWN]


def _whom(cue: Cue, page: Page) -> str | None:
    """The state a cue speaks for outright, if it is one."""
    if cue.kind == "name" and cue.name is not None:
        mention = page.mentions[cue.name]
        return mention.entity if mention else None
    words = page.passage.text[cue.subject.start : cue.subject.end]
    if cue.kind == "noun":
        return "~" + words.lower()
    return NARRATOR if words.lower() in _FIRST else None


def _score(
    memory: Memory,
    page: Page,
    i: int,
    number: int,
    people: list[str],
    recent: dict[str, int],
    cues: list[Cue],
    addressed: tuple[str, ...],
    called: tuple[str, ...],
    partner: str | None,
) -> Evidence:
    kinds: dict[str, str] = {}
    cue_kind: SpeakerCue = "implicit"
    said = [c for c in cues if c.verb is not None]
    if page.notes.quotations[i].mode == "writing" and not any(c.name is not None for c in said):
        people, cues, said = [UNKNOWN], [], []  # whoever wrote it need not be here
    scores = dict.fromkeys(people, 0.0)
    for who in people:
        age = number - recent.get(who, -99)
        if age < RECENT:
            scores[who] += ABOUT[age]
        if who.startswith("~"):
            scores[who] -= 1.0  # a description rarely stands for a turn it is not beside
        elif (known := memory.cast.known.get(who)) and known.type != "PER":
            scores[who] -= 0.7  # not known to be a person
    if said:
        cue = next((c for c in said if c.side == "after"), said[0])
        cue_kind = "explicit" if cue.kind == "name" else "anaphoric"
        _say(memory, page, cue, scores, kinds, partner)
    else:
        for cue in cues:
            _beat(memory, page, cue, scores, kinds, partner)
    for who in addressed:
        if who in scores:
            scores[who] += ADDRESSED
    answered = {who: ANSWERS for who in called if who in scores}
    return Evidence(
        quotation=i,
        paragraph=number,
        scores=scores,
        kinds=kinds,
        cue=cue_kind,
        addressed=addressed,
        answered=answered,
        junction="apart",
    )


def _takes_up(memory: Memory, page: Page, i: int) -> bool:
    """Whether the passage's first words take up the speech that the passage before left open."""
    left_open = memory.conversation.unclosed is not None and not page.passage.opens_chapter
    return left_open and i == 0 and page.notes.quotations[0].at.start == 0


def _say(
    memory: Memory,
    page: Page,
    cue: Cue,
    scores: dict[str, float],
    kinds: dict[str, str],
    partner: str | None,
) -> None:
    who = _whom(cue, page)
    if who is None:
        _pronoun(memory, page, cue, scores, kinds, PRONOUN_CUE)
        return
    weight = NAME_AFTER if cue.side == "after" else NAME_BEFORE
    if cue.kind == "pronoun":
        weight = NARRATOR_CUE
    elif cue.kind == "noun":
        after = page.passage.text[cue.subject.end : cue.subject.end + 9]
        stranger = _NEW.match(who) or _DESCRIBED.match(after)
        weight = NOUN_CUE if stranger else KNOWN_NOUN_CUE
        _exclude(memory, who, scores, None if stranger else partner)
    scores[who] = scores.get(who, 0.0) + weight
    kinds[who] = "noun" if cue.kind == "noun" else "name"


_NEW = re.compile(r"~(?:an?|another|some\w*|one of|both|every\w*)\b")
# `the man in the grey coat`: told apart from those who have a name.
_DESCRIBED = re.compile(r"\s(?:(?:in|with|at|from|on|behind|by) the|who|whose)\b")


def _exclude(memory: Memory, described: str, scores: dict[str, float], partner: str | None) -> None:
    """A description is of somebody else than those who are at hand by name, unless it may be the
    `partner`, whose turn it is: better a nameless person than the nearest one."""
    gender = _described_gender(described)
    for who in scores:
        if who in (UNKNOWN, NARRATOR) or who.startswith("~"):
            continue
        if who != partner or (gender != "?" and _fit(memory, who, gender) < 0):
            scores[who] += DESCRIBED_OTHER


def _beat(
    memory: Memory,
    page: Page,
    cue: Cue,
    scores: dict[str, float],
    kinds: dict[str, str],
    partner: str | None,
) -> None:
    who = _whom(cue, page)
    weight = BEAT_BEFORE if cue.side == "before" else BEAT_AFTER
    if who is None:
        _pronoun(memory, page, cue, scores, kinds, PRONOUN_BEAT)
        return
    if cue.kind == "noun":
        _exclude(memory, who, scores, None if _NEW.match(who) else partner)
    scores[who] = scores.get(who, 0.0) + weight
    kinds.setdefault(who, "beat")


def _pronoun(
    memory: Memory,
    page: Page,
    cue: Cue,
    scores: dict[str, float],
    kinds: dict[str, str],
    weight: float,
) -> None:
    """Spread a pronoun's weight over those it may stand for."""
    words = page.passage.text[cue.subject.start : cue.subject.end].lower()
    gender = _GENDER.get(words)
    if gender is None:
        return
    for who in scores:
        if who in (UNKNOWN, NARRATOR):
            continue
        fit = _fit(memory, who, gender)
        scores[who] += weight * (fit if fit > 0 else -fit * PRONOUN_WRONG)
        if fit > 0:
            kinds.setdefault(who, "pronoun")
    scores[UNKNOWN] += weight * PRONOUN_NOBODY


_FEMALE = re.compile(
    r"\b(?:woman|girl|lady|mother|sister|wife|daughter|aunt|queen|princess|mrs|miss"
    r"|maid|her|grandmother|nurse|widow|hostess|niece|governess|landlady|waitress)\b"
)
_MALE = re.compile(
    r"\b(?:man|boy|gentleman|father|brother|husband|son|uncle|king|prince|mr|lord|sir"
    r"|fellow|lad|grandfather|nephew|guy|host|priest|landlord|waiter|policeman)\b"
)


def _described_gender(who: str) -> Gender:
    words = who[1:].split(" ", 1)[-1]  # "his wife" is a woman
    return "f" if _FEMALE.search(words) else "m" if _MALE.search(words) else "?"


def _fit(memory: Memory, who: str, gender: Gender) -> float:
    """How well "he" or "she" fits somebody, in [-1, 1]: what the text has said of them so far."""
    if who.startswith("~"):
        found = _described_gender(who)
        return PRONOUN_UNSURE if found == "?" else 1.0 if found == gender else -1.0
    known = memory.cast.known.get(memory.cast.joined.get(who, who))
    if known is None:
        return PRONOUN_UNSURE
    if known.gender != "?":
        return 1.0 if known.gender == gender else -1.0
    she, he = known.genders
    own, other = (she, he) if gender == "f" else (he, she)
    return PRONOUN_UNSURE + (1 - PRONOUN_UNSURE) * (own - other) / (own + other + 2)
