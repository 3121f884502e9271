"""What shows that somebody is in a scene: that they speak, are spoken to, do something or have
something done to them. And what may show it: that they are told of, in which words, and what they
may do. How much each counts is weighed (`attending.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from fabula.reading.language.tenses import Sentence, Verb, person_of, tense_of
from fabula.reading.page import Page
from fabula.reading.people.vague import VAGUE, vague
from fabula.reading.scenes.comings import comes, goes
from fabula.story.annotations import Mode
from fabula.story.text import Span

SURE = 0.65  # how sure a speaker has to be...
SURE_TO = 0.75  # ...for whom they speak to to be there
_INDEFINITE = frozenset(("a", "an", "some", "another", "one", "two", "three", "many", "no", "any"))
_OWN = frozenset(("my", "your", "his", "her", "its", "our", "their"))
_ABSENT = frozenset(("hear", "mention", "describe", "miss", "forget", "quote", "name"))


Sign = Literal[
    "acts", "acts besides", "may act", "acts elsewhen", "might act", "undergoes",
    "speaks", "may speak", "hears", "may hear", "has gone", "comes", "goes",
    "named", "described", "indefinite", "somebody's", "pronoun", "owns", "oblique", "in speech",
]  # fmt: skip
SIGNS: tuple[Sign, ...] = get_args(Sign)
PLAIN = frozenset(("acts", "acts besides", "undergoes", "speaks", "hears", "has gone"))


class Seen(NamedTuple):
    """Somebody who is or may be there, the words that show it, as what, and whether they come or go
    by these."""

    person: str
    at: Span
    sign: Sign
    comes: bool = False
    goes: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether this alone tells that they are there, as far as a rule can say."""
        return self.sign in PLAIN


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
        if speaker is not None and speaker not in nobody:
            yield Seen(speaker, quotation.at, "speaks" if sure >= SURE else "may speak")
        for person in addressees:
            if person not in nobody:
                yield Seen(person, quotation.at, "hears" if sure >= SURE_TO else "may hear")


def _nobody(page: Page) -> set[str]:
    """Those of a passage who are nobody in particular ("anyone")."""
    words = {
        n: page.passage.text[s.at.start : s.at.end].lower() for n, s in enumerate(page.notes.seen)
    }
    return {page.meant[n] for n, said in words.items() if n in page.meant and said in VAGUE}


def told_of(page: Page, sentence: Sentence) -> Iterator[Seen]:
    """Whoever is told of in a sentence, in which words."""
    for n in page.mentions_in(sentence.at):
        seen = page.notes.seen[n]
        person = page.meant.get(n)
        words = page.passage.text[seen.at.start : seen.at.end].lower()
        if seen.type == "PER" and person is not None and words not in VAGUE:
            yield Seen(person, seen.at, _told_as(page, n, words))


def _told_as(page: Page, number: int, words: str) -> Sign:
    """As what the words of a mention tell of somebody."""
    seen = page.notes.seen[number]
    if seen.quotation is not None:
        return "in speech"
    head = page.grammar.head_of(number)
    deprel = page.grammar.words[head].deprel if head is not None else ""
    if deprel == "nmod:poss":
        return "owns"
    if deprel in ("obl", "nmod"):
        return "oblique"
    if seen.kind == "PRON":
        return "pronoun"
    if seen.kind == "PROP":
        return "named"
    first = words.split(" ", 1)[0]
    return "indefinite" if first in _INDEFINITE else "somebody's" if first in _OWN else "described"


def acting(page: Page, sentence: Sentence, line: str, earlier: bool) -> Iterator[Seen]:
    """Who does something in a sentence, and to whom; plainly, if it is told in the scene's line, or
    was before where that is the scene (`earlier`)."""
    for verb in sentence.verbs:
        grammar = page.grammar
        if _has_gone(page, verb):
            yield Seen(verb.person or "", verb.at, "has gone", goes=True)
            continue
        sign = _does(page, verb, line, earlier)
        plain = sign in PLAIN
        subject = grammar.subject(verb.word)
        ways = (comes(page, verb.word), goes(page, verb.word)) if plain else (False, False)
        if subject is None and verb.person is not None:
            yield Seen(verb.person, verb.at, sign, *ways)
        for k in grammar.joined(subject):
            person = person_of(page, k)
            if person is not None and _is_somebody(page, k):
                yield Seen(person, grammar.words[k].at, sign, *ways)
        target = grammar.object(verb.word) if plain else None
        done = verb.word in page.events and verb.main and grammar.lemma(verb.word) not in _ABSENT
        if target is not None and done:
            person = person_of(page, target)
            if person is not None and _is_somebody(page, target):
                yield Seen(person, grammar.words[target].at, "undergoes")


def _does(page: Page, verb: Verb, line: str, earlier: bool) -> Sign:
    """How plainly a verb tells that its subject does something in the scene."""
    there = verb.deed or (verb.main and not verb.denied and _is_somewhere(page, verb.word))
    if not there:
        return "may act"
    if not _counts(page, verb, line, earlier):
        return "acts elsewhen"
    if page.grammar.realis(verb.word) not in ("actual", "habitual" if earlier else "actual"):
        return "might act"
    return "acts" if verb.main else "acts besides"


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
