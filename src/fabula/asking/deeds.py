"""Answers about what happens: who did what to whom, where, when, in what order, and whether."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fabula.asking.answers import Answer, stated
from fabula.asking.question import Question
from fabula.asking.stems import alike, stems
from fabula.story.contract import EventItem
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

SURE = 0.62  # how well an event has to fit before it answers
CLEAR = 0.08  # ... and how much better than another answer
_BECAUSE = re.compile(
    r"\b(?:because|so that|in order to|for fear|since)\b[^.!?;]*|\bto (?=[a-z]+ )[^.!?;,]*", re.I
)
_TIME = re.compile(
    r"\b(?:(?:the|that|next|last|this|every|one)\s+)?(?:very\s+)?(?:(?:next|following|same|night)\s+)?"
    r"(?:morning|evening|afternoon|night|noon|midnight|dawn|dusk|sunrise|sunset|yesterday|today"
    r"|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|spring|summer|autumn|winter"
    r"|january|february|march|april|june|july|august|september|october|november|december)\b"
    r"(?:\s+(?:before|after|ago|later))?"
    r"|\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|several|many|\d+)"
    r"\s+(?:second|minute|hour|day|night|week|month|year)s?\s+(?:ago|later|earlier|before|after)\b"
    r"|\bat\s+(?:\w+\s+)?(?:o'clock|\d[\d:.]*|noon|midnight|dawn|dusk)\b|\bin\s+\d{4}\b"
    r"|\bwhen\s+(?:he|she|they|it|i)\s+(?:was|were)\s+[a-z]+",
    re.IGNORECASE,
)


class Fit(NamedTuple):
    """How well an event fits a question."""

    score: float
    event: EventItem
    clash: bool  # a role of it is filled by somebody else than the question says


def who(book: Book, question: Question) -> Answer | None:
    """Who did it, or had it done to them."""
    if question.verb is None or question.wanted is None:
        return None
    asked = set(question.people)
    votes: dict[str, float] = {}
    best: dict[str, Fit] = {}
    for fit in _fits(book, question):
        person = fit.event.roles.get(question.wanted)
        if fit.clash or person is None or person in asked or fit.event.realis != "actual":
            continue
        if fit.score > votes.get(person, 0.0):
            votes[person], best[person] = fit.score, fit
    ranked = sorted(votes, key=lambda p: -votes[p])
    if not ranked or votes[ranked[0]] < SURE:
        return None
    if len(ranked) > 1 and votes[ranked[0]] - votes[ranked[1]] < CLEAR:
        return None
    person = ranked[0]
    if person not in book.entities or book.entities[person].type not in ("PER", "ORG", "VEH"):
        return None
    at = book.sentences.span(best[person].event.start)
    return stated("who", book.label(person), [person], [at], votes[person])


def who_said(book: Book, question: Question) -> Answer | None:
    """Whose words these are."""
    wanted = stems(question.quoted) if question.quoted else question.words
    if not wanted:
        return None
    found: list[tuple[float, str, Span]] = []
    for quotation in book.world.quotations():
        if quotation.speaker is None:
            continue
        has = stems(book.text[quotation.start : quotation.end])
        got = sum(max((alike(w, s) for s in has), default=0.0) for w in wanted) / len(wanted)
        others = [p for p in question.people if p != quotation.speaker]
        about = set(quotation.addressees) | set(
            book.sentences.people(Span(quotation.start, quotation.end))
        )
        got += 0.15 * (bool(others) and all(p in about for p in others))
        found.append((got, quotation.speaker, Span(quotation.start, quotation.end)))
    found.sort(key=lambda f: -f[0])
    if not found or found[0][0] < 0.7:
        return None
    score, speaker, at = found[0]
    rivals = [f for f in found if f[1] != speaker]
    if speaker not in book.entities or (rivals and score - rivals[0][0] < 0.15):
        return None
    return stated("who-said", book.label(speaker), [speaker], [at], score)


def what(book: Book, question: Question) -> Answer | None:
    """What was done, given, said: the words that fill the role."""
    if question.verb is None or question.wanted is None:
        return None
    fits = [f for f in _fits(book, question) if not f.clash and f.event.realis == "actual"]
    for fit in fits[:1]:
        part = next((p for p in fit.event.participants if p.role == question.wanted), None)
        if part is None or fit.score < SURE:
            return None
        words = " ".join(book.text[part.start : part.end].split())
        entities = [part.entity] if part.entity else []
        return stated("what", words, entities, [book.sentences.span(fit.event.start)], fit.score)
    return None


def where(book: Book, question: Question) -> Answer | None:
    """Where it happened: the place that the sentence tells."""
    for fit in _fits(book, question):
        if fit.clash or fit.score < SURE or fit.event.realis != "actual":
            continue
        part = next((p for p in fit.event.participants if p.role == "place"), None)
        if part is None:
            continue
        words = " ".join(book.text[part.start : part.end].split())
        entities = [part.entity] if part.entity else []
        return stated("where", words, entities, [book.sentences.span(fit.event.start)], fit.score)
    return None


def when(book: Book, question: Question) -> Answer | None:
    """When it happened: the time that the sentence tells."""
    for fit in _fits(book, question):
        if fit.clash or fit.score < SURE:
            continue
        at = book.sentences.span(fit.event.start)
        found = _TIME.search(book.text, at.start, at.end)
        if found:
            return stated("when", found.group(), [], [at], fit.score)
    return None


def why(book: Book, question: Question) -> Answer | None:
    """Why it happened: the clause that gives the reason."""
    for fit in _fits(book, question):
        if fit.clash or fit.score < SURE:
            continue
        at = book.sentences.span(fit.event.start)
        found = _BECAUSE.search(book.text, fit.event.end, at.end)
        if found:
            return stated("why", " ".join(found.group().split()), [], [at], fit.score)
    return None


def order(book: Book, question: Question) -> Answer | None:
    """Which of two things happened first."""
    parts = re.split(r"\bbefore or after\b|\bbefore\b|\bafter\b", question.text, maxsplit=1)
    if len(parts) != 2:
        return None
    places = [_place(book, part) for part in parts]
    if places[0] is None or places[1] is None or places[0][0] == places[1][0]:
        return None
    earlier = places[0][0] < places[1][0]
    evidence = [places[0][1], places[1][1]]
    if "before or after" in question.text.lower():
        return stated("order", "before" if earlier else "after", [], evidence, 0.6)
    asked_before = re.search(r"\bbefore\b", question.text) is not None
    return stated("order", "yes" if earlier == asked_before else "no", [], evidence, 0.6)


def _place(book: Book, part: str) -> tuple[tuple[int, int, int], Span] | None:
    """Where in the order of happening half a question stands: (scene, told later, place)."""
    from fabula.asking.question import understand

    half = understand(part.strip(" ?,"), book.names)
    if half.verb is None:
        return None
    fit = next(iter(_fits(book, half)), None)
    if fit is None or fit.score < 0.5:
        return None
    scenes = {s.id: s.story_order or 0 for s in book.world.scenes}
    event = fit.event
    when = (scenes.get(event.scene or "", 0), -1 if event.past_perfect else 0, event.start)
    return when, book.sentences.span(event.start)


def did_it(book: Book, question: Question) -> Answer | None:
    """Whether something happened: yes, or no where the text denies it or tells it of another."""
    if question.verb is None:
        return None
    for fit in _fits(book, question):
        if fit.score < SURE:
            return None
        event = fit.event
        at = book.sentences.span(event.start)
        roles = [(r, e) for r, e in question.roles if e]
        if not roles or any(event.roles.get(r) != e for r, e in roles if not fit.clash):
            continue
        if fit.clash:
            # Told of somebody else: a false premise, if all else is alike.
            return None
        if event.realis == "actual":
            return stated("yes-no", "yes", [e for _, e in roles], [at], fit.score)
        if event.realis == "negated":
            return stated("yes-no", "no", [e for _, e in roles], [at], fit.score)
    return None


def _fits(book: Book, question: Question) -> list[Fit]:
    """The events that a question may be about, the best first."""
    if question.verb is None:
        return []
    found = list(_scored(book, question))
    found.sort(key=lambda f: (-f.score, f.event.start))
    return found


def _scored(book: Book, question: Question) -> Iterator[Fit]:
    assert question.verb is not None
    for event in book.world.events():
        verb = alike(question.verb, event.lemma.lower())
        if not verb:
            continue
        known, clash = _roles(event, question.roles)
        number = book.sentences.at(event.start)
        around = _people_near(book, number)
        named = question.people
        met = sum(p in around for p in named) / len(named) if named else 1.0
        words = book.sentences.share(question.words, number, around=1)
        score = 0.35 * verb + 0.25 * known + 0.2 * met + 0.2 * words
        yield Fit(score - 0.3 * clash, event, clash)


def _roles(event: EventItem, asked: Sequence[tuple[str, str | None]]) -> tuple[float, bool]:
    """How many of the roles asked are filled as asked, and whether one is by another."""
    said = [(role, entity) for role, entity in asked if entity is not None]
    if not said:
        return 0.6, False
    right = sum(event.roles.get(role) == entity for role, entity in said)
    clash = any(role in event.roles and event.roles[role] != entity for role, entity in said)
    return right / len(said), clash


def _people_near(book: Book, number: int) -> set[str]:
    spans = book.sentences.spans
    near = range(max(0, number - 1), min(len(spans), number + 2))
    return {p for n in near for p in book.sentences.people(spans[n])}
