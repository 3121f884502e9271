"""Answers about speech: who said it, who told whom."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from fabula.asking import deeds
from fabula.asking.answers import Answer, stated
from fabula.asking.fillers import words_of
from fabula.asking.question import Question
from fabula.asking.stems import alike, stems
from fabula.reading.language.grammar import Grammar
from fabula.reading.language.verbs import SAYS
from fabula.reading.lists import set_of
from fabula.story.contract import QuotationItem
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

SURE = 0.7  # how much of what is asked for has to be said
CLEAR = 0.15  # ... and how much more than by another
ALL = 0.95  # how much of it has to be said by each of several
BESIDE = 0.9  # how much of a word counts that stands beside what is said
MOSTLY = 0.8  # of the times that just these words are said
REVEALED = 0.9  # how sure it is who "It was Peter" tells of
NEAR = 40  # code points after a quotation in which its speaker may stand
_SAYS = set_of("say reply answer shout call cry whisper roar yell scream mutter murmur")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_REPORTED = re.compile(
    r"\b(?:tell|tells|told|say|says|said|swore|promised) (?:\w+ )?(?:that\b|it was|he|she)", re.I
)
_IT_WAS = re.compile(r"[^.!?\n]{0,60}[.!?]\s+(?:It|That) was ([A-Z]\w+(?: [A-Z]\w+)*)\.")


class Saying(NamedTuple):
    """A quotation, how much of what was asked for it says, its speaker, and how sure that is."""

    score: float
    quotation: QuotationItem
    speaker: str | None
    sure: float


def who_said(book: Book, question: Question) -> Answer | None:
    """Whose words these are."""
    wanted = stems(question.quoted) if question.quoted else question.unnamed
    if not wanted and question.verb in _SAYS:
        wanted = question.words
    if question.lost:
        return None
    if question.quoted and (exact := _in_so_many_words(book, question.quoted)):
        return exact
    found = _sayings(book, question, wanted) if wanted else []
    if not found:
        return None
    best = found[0]
    rivals = [s for s in found if s.speaker != best.speaker]
    if rivals and min(best.score, rivals[0].score) >= ALL:
        return _answer(
            book, wanted, [s for s in found if s.score >= ALL and s.sure >= deeds.CERTAIN]
        )
    if rivals and best.score - rivals[0].score < CLEAR:
        return None
    return _answer(book, wanted, [best]) if best.sure >= deeds.CERTAIN else None


def who_told(book: Book, question: Question) -> Answer | None:
    """Who told, asked, warned: by the clause that tells so. What is said in so many words is
    looked for in what is quoted alone."""
    return None if question.content and question.verb == "say" else deeds.who(book, question)


def _answer(book: Book, wanted: list[str], said: list[Saying]) -> Answer | None:
    people = list(dict.fromkeys(s.speaker for s in said if s.speaker and book.is_known(s.speaker)))
    if not people:
        return None
    shown = [_shown(book, wanted, s.quotation) for s in said]
    words = "; ".join(map(book.label, people))
    return stated("who-said", words, people, shown, min(said[0].score, said[0].sure))


def _in_so_many_words(book: Book, quoted: str) -> Answer | None:
    """Who says just these words, wherever it is told for sure: one, or nearly always one."""
    wanted = _spoken(quoted)
    said = [q for q in book.quotations if wanted in _spoken(book.text[q.start : q.end])]
    sayings = [Saying(1.0, q, *_speaker(book, q)) for q in said] if wanted.strip() else []
    sure = [s for s in sayings if s.speaker and s.sure >= deeds.CERTAIN]
    votes = Counter(s.speaker for s in sure)
    if not votes:
        return None
    speaker, times = votes.most_common(1)[0]
    mine = [s for s in sure if s.speaker == speaker]
    return _answer(book, stems(quoted), mine[:1]) if times >= MOSTLY * votes.total() else None


def _spoken(words: str) -> str:
    """Words as they compare when they are spoken: small, without marks."""
    return f" {' '.join(_WORD.findall(words.lower().replace('’', chr(39))))} "


def _sayings(book: Book, question: Question, wanted: list[str]) -> list[Saying]:
    """The quotations that say it, the best first; not those that tell of others' saying it."""
    total = sum(book.sentences.rare(w) for w in wanted)
    scored = (
        (_share(book, wanted, quotation) / total + _to(book, question, quotation), quotation)
        for quotation in book.quotations
        if not _REPORTED.search(book.text, quotation.start, quotation.end)
    )
    found = [Saying(score, q, *_speaker(book, q)) for score, q in scored if score >= SURE]
    return sorted(found, key=lambda s: (-s.score, s.quotation.start))


def _share(book: Book, wanted: list[str], quotation: QuotationItem) -> float:
    has = stems(book.text[quotation.start : quotation.end])
    said = [max((alike(w, h) for h in has), default=0.0) for w in wanted]
    if max(said) == 1.0 and min(said) == 0.0:
        # What was just spoken of is only "it" in what is said.
        number = book.sentences.at(quotation.start)
        beside = [BESIDE * book.sentences.share([w], number, around=2) for w in wanted]
        said = [s or b for s, b in zip(said, beside, strict=True)]
    return sum(book.sentences.rare(w) * s for w, s in zip(wanted, said, strict=True))


def _to(book: Book, question: Question, quotation: QuotationItem) -> float:
    """More for a quotation that is said to, or of, those named."""
    others = [p for p in question.people if p != quotation.speaker]
    about = {*quotation.addressees, *book.sentences.people(Span(quotation.start, quotation.end))}
    if not others:
        return 0.0
    return 0.15 if all(p in about for p in others) else -0.1


def _speaker(book: Book, quotation: QuotationItem) -> tuple[str | None, float]:
    """Who says a quotation, and how sure that is: what was read; where that is in doubt, what the
    words right after it tell."""
    if quotation.confidence >= deeds.CERTAIN:
        return quotation.speaker, quotation.confidence
    found = _IT_WAS.match(book.text, quotation.end)
    named = book.sentences.people(Span(*found.span(1))) if found else []
    if named:
        return named[0], REVEALED
    return _cued(book, quotation) or (quotation.speaker, quotation.confidence)


def _cued(book: Book, quotation: QuotationItem) -> tuple[str, float] | None:
    """Whoever "says" right after a quotation, in its sentence."""
    for grammar, i in words_of(book, book.sentences.at(quotation.end - 1)):
        at = grammar.page.passage.absolute(grammar.words[i].at)
        near = quotation.end <= at.start < quotation.end + NEAR
        if near and grammar.lemma(i) in SAYS and grammar.quotation(i) is None:
            for k in (i - 1, i + 1, i + 2):
                if found := _sayer(book, grammar, k):
                    return found
    return None


def _sayer(book: Book, grammar: Grammar, word: int) -> tuple[str, float] | None:
    """Whom a word beside a verb of saying names, and how sure that is."""
    if not 0 <= word < len(grammar.words) or grammar.text(word).lower() in ("him", "her"):
        return None
    entity = grammar.entity(word)
    if entity is None or not book.is_known(entity):
        return None
    place = grammar.page.passage.absolute(grammar.words[word].at)
    return entity, book.sure(place) if grammar.words[word].upos == "PRON" else REVEALED


def _shown(book: Book, wanted: list[str], quotation: QuotationItem) -> Span:
    """The sentence of a quotation that holds the words best."""
    sentences = book.sentences
    first, last = sentences.at(quotation.start), sentences.at(quotation.end - 1)
    best = max(range(first, last + 1), key=lambda n: sentences.share(wanted, n))
    return book.shown(max(sentences.spans[best].start, quotation.start))
