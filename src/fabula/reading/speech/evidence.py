"""The evidence for who speaks each quotation of a passage: who may be speaking, and what speaks for
whom."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from fabula.reading.corrected.telling_who import said_of, told_speaker, told_to
from fabula.reading.page import Page
from fabula.reading.people.profiles import FIRST_PERSON
from fabula.reading.speech.around import Around
from fabula.reading.speech.cues_told import is_label
from fabula.reading.speech.junctions import junction
from fabula.reading.speech.weighing import RECENT, TOLD, UNKNOWN, Signs, spoken_to, whom
from fabula.story.annotations import Cue, Quoted
from fabula.story.memory import Heard, Memory
from fabula.story.records import SpeakerCue

CANDIDATES = 7
PLAIN = 4.0  # the lead from which somebody is taken for a turn's speaker before all are weighed
CROWDED = 0.35  # the share of turns within paragraphs; a quarter in nine of ten stories
LIKELY = 0.08  # the share from which somebody whom the model points at is asked about


class Evidence(NamedTuple):
    """What was heard at one quotation of the page, how much its words and those around it speak for
    whom as the one it is spoken to, and whether it is a turn with a label."""

    quotation: int
    heard: Heard
    to: dict[str, float]
    labelled: bool = False


def gather(memory: Memory, page: Page) -> tuple[list[Evidence], tuple[tuple[str, int], ...]]:
    """The evidence for each outer quotation of the page, and who was named in narration lately."""
    notes, text = page.notes, page.passage.text
    cues: dict[int, list[Cue]] = {}
    for cue in notes.cues:
        cues.setdefault(cue.quotation, []).append(cue)
    by_paragraph = _narrated(memory, page)
    sight, around = Sight(page), Around(page)
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
        here = (*called, *turn_speakers[-4:], *sight.who(i))
        people = _candidates(memory, recent, number, here, own, page)
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
        signed = any(c.verb and (c.name is not None or is_label(text, c)) for c in own)
        if quoted.mode == "writing" and not signed:
            people, own = [UNKNOWN], []  # whoever wrote it need not be here
        signs = Signs(memory, page, people, others[-1] if others else None)
        signs.about(recent, number)
        kind = _sign_cues(signs, own)
        sight.sign(signs, i)
        calls = addressed.get(i, ())
        signs.share(((who, 1.0) for who in calls), "called")
        around.sign(signs, i, quoted)
        heard = Heard(
            number,
            signs.weighed(context(kind, joined)),
            signs.kinds,
            kind,
            joined,
            calls,
            tuple(who for who in called if who in signs.of),
            *_shape(page, quoted),
            any(cue.side == "before" for cue in own),
        )
        to = spoken_to(sight.addressees.get(i, {}), sight.second_person.get(i, {}), calls)
        item = Evidence(i, heard, to, any(is_label(text, cue) for cue in own))
        _told(memory, page, item)
        found.append(item)
        called = calls
        best, *others = sorted(heard.scores, key=lambda who: -heard.scores[who])
        if not others or heard.scores[best] - heard.scores[others[0]] >= PLAIN:
            turn_speakers = [*turn_speakers[-4:], best]
    for p in range(done + 1, len(page.passage.paragraphs)):
        _renew(recent, by_paragraph[p], page.first_paragraph + p)
    return _crowded(found), tuple(sorted(recent.items(), key=lambda x: x[1]))[-2 * RECENT :]


def _crowded(found: list[Evidence]) -> list[Evidence]:
    """Says of each whether speakers have no paragraphs of their own there: what is told between two
    quotations of one paragraph, by how many begin one."""
    joins = [item.heard.junction for item in found]
    inside = joins.count("told") + joins.count("touching")
    if not inside or inside < CROWDED * (inside + joins.count("apart")):
        return found
    return [i._replace(heard=msgspec.structs.replace(i.heard, crowded=True)) for i in found]


def context(cue: SpeakerCue, joined: str) -> str:
    """What the signs of a quotation stand in: beside a cue with a verb of saying, in a turn of its
    own without one, in a further piece of a turn."""
    return "cued" if cue != "implicit" else "bare" if joined == "apart" else "joined"


def _shape(page: Page, quoted: Quoted) -> tuple[bool, bool, bool]:
    """Whether a quotation opens its paragraph, ends it, and asks."""
    text, paragraph = page.passage.text, page.passage.paragraphs[quoted.paragraph]
    opens = not text[paragraph.start : quoted.at.start].strip()
    ends = not text[quoted.at.end : paragraph.end].strip()
    asks = text[quoted.at.start : quoted.at.end].rstrip("\"”’'»").endswith("?")
    return opens, ends, asks


def _told(memory: Memory, page: Page, item: Evidence) -> None:
    """Adds what a reader says of who speaks a quotation, and to whom: it outweighs all else."""
    fix = said_of(page, item.quotation)
    if fix is None:
        return
    said = told_speaker(memory, page, fix)
    if said is None:
        return
    page.said[fix.key] = said
    speaker = said.entity or UNKNOWN
    item.heard.scores[speaker] = item.heard.scores.get(speaker, 0.0) + TOLD
    item.heard.kinds[speaker] = "reader"
    if (to := told_to(page, fix)) is not None:
        item.to[to] = item.to.get(to, 0.0) + TOLD


class Sight:
    """What the model saw of each quotation: shares of those it points at as speaker and addressee,
    and of those whom its "I" and "you" seem to mean."""

    def __init__(self, page: Page) -> None:
        self.speakers: dict[int, dict[str, float]] = {}
        self.addressees: dict[int, dict[str, float]] = {}
        self.first_person: dict[int, dict[str, float]] = {}
        self.second_person: dict[int, dict[str, float]] = {}
        for pointer in page.notes.pointers:
            _add(self.speakers, pointer.quotation, page, pointer.speakers)
            _add(self.addressees, pointer.quotation, page, pointer.addressees)
        for i, votes in page.waiting.items():
            seen = page.notes.seen[i]
            first = page.pronoun(seen) == FIRST_PERSON
            into = self.first_person if first else self.second_person
            if seen.quotation is not None and seen.quotation not in into:
                into[seen.quotation] = _shares(votes)

    def sign(self, signs: Signs, quotation: int) -> None:
        """Adds what was seen of a quotation to its signs."""
        speakers = self.speakers.get(quotation, {})
        first = self.first_person.get(quotation, {})
        signs.share(speakers.items(), "pointed at")
        signs.odds(speakers, "pointed at at all")
        signs.share(self.addressees.get(quotation, {}).items(), "pointed at as spoken to")
        signs.share(first.items(), "says I")
        signs.odds(first, "says I at all")
        signs.share(self.second_person.get(quotation, {}).items(), "says you")

    def who(self, quotation: int) -> list[str]:
        """Those who are likely enough to be asked about."""
        found: dict[str, None] = {}
        for shares in (self.speakers, self.first_person):
            for entity, share in shares.get(quotation, {}).items():
                if share > LIKELY:
                    found[entity] = None
        return list(found)


def _add(
    into: dict[int, dict[str, float]],
    quotation: int,
    page: Page,
    pointed: Sequence[tuple[int, float]],
) -> None:
    shares = into.setdefault(quotation, {})
    for mention, share in pointed:
        entity = page.entities[mention]
        if entity is not None and page.notes.seen[mention].type == "PER":
            shares[entity] = shares.get(entity, 0.0) + share


def _shares(votes: dict[str, float]) -> dict[str, float]:
    """Log-odds as shares, somebody new having the log-odds 0."""
    total = 1.0 + sum(math.exp(v) for v in votes.values())
    return {entity: math.exp(v) / total for entity, v in votes.items()}


def _narrated(memory: Memory, page: Page) -> list[list[str]]:
    """For each paragraph, the persons its narration tells of, in order."""
    found: list[list[str]] = [[] for _ in page.passage.paragraphs]
    if page.notes.seen:
        for seen, entity in zip(page.notes.seen, page.entities, strict=True):
            if seen.quotation is None and entity is not None and seen.type == "PER":
                found[page.paragraph_of(seen.at.start)].append(entity)
        return found
    cast = memory.cast.known
    for p, named in enumerate(page.named()):
        for name, called in named:
            known = cast.get(called.entity)
            person = known is None or known.type == "PER"
            person = person or (known is not None and known.type is None and known.person > 0)
            if name.quotation is None and person:
                found[p].append(called.entity)
    return found


def _addressed(page: Page) -> dict[int, tuple[str, ...]]:
    """For each quotation, whom it calls by name."""
    found: dict[int, tuple[str, ...]] = {}
    for name, called in zip(page.notes.names, page.called, strict=True):
        if called and name.vocative and name.quotation is not None:
            found[name.quotation] = (*found.get(name.quotation, ()), called.entity)
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
        if who := whom(cue, page):
            people[who] = None
        seen = page.seen_at(cue.subject) if cue.kind != "name" else None
        if seen is not None:
            people.update(
                dict.fromkeys(e for e, s in page.shares.get(seen, {}).items() if s > LIKELY)
            )
    for speaker in reversed(present):
        people[joined.get(speaker, speaker)] = None
    near = [e for e, last in recent.items() if number - last < RECENT]
    for entity in reversed(near[-CANDIDATES:]):
        people[joined.get(entity, entity)] = None
    people.pop(UNKNOWN, None)
    return [*list(people)[:CANDIDATES], UNKNOWN]


def _takes_up(memory: Memory, page: Page, i: int) -> bool:
    """Whether the passage's first words take up the speech that the passage before left open."""
    left_open = memory.conversation.unclosed is not None and not page.passage.opens_chapter
    return left_open and i == 0 and page.notes.quotations[0].at.start == 0


def _sign_cues(signs: Signs, cues: Sequence[Cue]) -> SpeakerCue:
    """Count a quotation's cues: the one with a verb of saying, or else all its beats."""
    said = [c for c in cues if c.verb is not None]
    if not said:
        for beat in cues:
            signs.beat(beat)
        return "implicit"
    cue = next((c for c in said if c.side == "after"), said[0])
    signs.said(cue)
    return "explicit" if cue.kind == "name" else "anaphoric"
