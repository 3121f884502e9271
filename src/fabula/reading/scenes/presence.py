"""Who is in a scene: who speaks there, is spoken to there, does something there or has something
done to them there; not who is only told of, and nobody in particular."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fabula.reading.language.tenses import Sentence, Verb, person_of, tense_of
from fabula.reading.page import Page
from fabula.reading.people.vague import VAGUE, vague
from fabula.reading.scenes.beside import beside
from fabula.reading.scenes.comings import comes, goes
from fabula.story.annotations import Mode
from fabula.story.text import Span

SURE = 0.65  # how sure a speaker has to be...
SURE_TO = 0.75  # ...for whom they speak to to be there
_ABSENT = frozenset(("hear", "mention", "describe", "miss", "forget", "quote", "name"))


class Seen(NamedTuple):
    """Somebody who is there, the words that show it, and whether they come or go by these."""

    person: str
    at: Span
    comes: bool = False
    goes: bool = False


def speaking(page: Page, number: int, within: Span, modes: tuple[Mode, ...]) -> Iterator[Seen]:
    """Who speaks in a stretch of a paragraph, and to whom."""
    nobody = _nobody(page)
    for n, quotation in enumerate(page.notes.quotations):
        if quotation.paragraph != number or quotation.mode not in modes:
            continue
        if quotation.parent is not None or not within.start <= quotation.at.start < within.end:
            continue
        speaker, addressees = page.spoken.get(n, (None, ()))
        sure = page.sure.get(n, 1.0)
        told = (speaker if sure >= SURE else None, *(addressees if sure >= SURE_TO else ()))
        for person in told:
            if person is not None and person not in nobody:
                yield Seen(person, quotation.at)


def _nobody(page: Page) -> set[str]:
    """Those of a passage who are nobody in particular ("anyone")."""
    words = {
        n: page.passage.text[s.at.start : s.at.end].lower() for n, s in enumerate(page.notes.seen)
    }
    return {page.meant[n] for n, said in words.items() if n in page.meant and said in VAGUE}


def acting(page: Page, sentence: Sentence, line: str, earlier: bool) -> Iterator[Seen]:
    """Who does something in a sentence, and to whom; only what is told in the scene's line, or what
    was before where that is the scene (`earlier`)."""
    for verb in sentence.verbs:
        grammar = page.grammar
        if _has_gone(page, verb):
            yield Seen(verb.person or "", verb.at, goes=True)
            continue
        there = verb.deed or (verb.main and not verb.denied and _is_somewhere(page, verb.word))
        if not there or not _counts(page, verb, line, earlier):
            continue
        if grammar.realis(verb.word) not in ("actual", "habitual" if earlier else "actual"):
            continue
        subject = grammar.subject(verb.word)
        lemma = grammar.lemma(verb.word)
        ways = (comes(page, verb.word), goes(page, verb.word))
        if subject is None and verb.person is not None:
            yield Seen(verb.person, verb.at, *ways)
        for k in grammar.joined(subject):
            person = person_of(page, k)
            if person is not None and _is_somebody(page, k):
                yield Seen(person, grammar.words[k].at, *ways)
        target = grammar.object(verb.word)
        done = verb.word in page.events and verb.main and lemma not in _ABSENT
        if target is not None and done:
            person = person_of(page, target)
            if person is not None and _is_somebody(page, target):
                yield Seen(person, grammar.words[target].at)
    if earlier or sentence.told(line) != "earlier":
        for i, person in beside(page, sentence):
            yield Seen(person, page.grammar.words[i].at)


def _has_gone(page: Page, verb: Verb) -> bool:
    """Whether somebody is gone by the time that a sentence tells of ("When she had gone out")."""
    led = {page.grammar.text(k).lower() for k in page.grammar.below(verb.word, "mark", "advmod")}
    past = verb.tense == "pluperfect" and verb.person is not None and not verb.main
    return past and bool(led & {"when", "after", "once"}) and goes(page, verb.word)


def _counts(page: Page, verb: Verb, line: str, earlier: bool) -> bool:
    """Whether a verb tells of what happens in the scene."""
    if verb.tense == "pluperfect" or (not verb.main and _is_of_before(page, verb)):
        return earlier
    if line == "present" and verb.tense == "past":
        return earlier
    return verb.main or verb.tense != "other"


def _is_somebody(page: Page, word: int) -> bool:
    """Whether a word is no "anyone", and no "four of them" of whom it isn't known who they are."""
    counted = (
        page.grammar.words[word].upos == "NUM" and page.grammar.entity(word) not in page.members
    )
    return not (counted or vague(page.grammar, word))


def _is_of_before(page: Page, verb: Verb) -> bool:
    """Whether a clause belongs to one that tells of what had happened before ("on the night when
    her uncle came to the throne, she had been carried away")."""
    words, i = page.grammar.words, page.grammar.words[verb.word].head
    for _ in range(4):
        if i is None:
            return False
        if words[i].upos == "VERB" and tense_of(page.grammar, i) == "pluperfect":
            return True
        i = words[i].head
    return False


def _is_somewhere(page: Page, word: int) -> bool:
    """Whether a copula tells where or how somebody is, not who or what they are."""
    grammar = page.grammar
    if grammar.child(word, "cop") is None:
        return False
    upos = grammar.words[word].upos
    return upos in ("ADJ", "ADV") or (upos in ("NOUN", "PROPN") and bool(grammar.preposition(word)))
