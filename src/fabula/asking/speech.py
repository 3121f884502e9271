"""Answers about speech: who said it, who told whom."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from fabula.asking import deeds
from fabula.asking.answers import Answer, stated
from fabula.asking.question import Question
from fabula.asking.stems import alike, set_of, stems
from fabula.story.contract import QuotationItem
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

SURE = 0.7
CLEAR = 0.15
_SAYS = set_of("say reply answer shout call cry whisper roar yell scream mutter murmur")
BESIDE = 0.9  # how much of a word counts that stands beside what is said
MOSTLY = 0.8  # of the times that just these words are said
_WORD = r"[^\W_]+(?:'[^\W_]+)*"
ALL = 0.95  # how much of it has to be said by each of several
_REPORTED = re.compile(
    r"\b(?:tell|tells|told|say|says|said|swore|promised) (?:\w+ )?(?:that\b|it was|he|she)", re.I
)
_IT_WAS = re.compile(r"[^.!?\n]{0,60}[.!?]\s+(?:It|That) was ([A-Z]\w+(?: [A-Z]\w+)*)\.")


def who_said(book: Book, question: Question) -> Answer | None:
    """Whose words these are."""
    if question.quoted and (exact := _in_so_many_words(book, question.quoted)):
        return exact
    wanted = stems(question.quoted) if question.quoted else question.content
    if not wanted and question.verb in _SAYS:
        wanted = question.words
    if not wanted or question.lost:
        return None
    total = sum(book.sentences.rare(w) for w in wanted)
    found = [
        (_share(book, wanted, quotation) / total + _to(book, question, quotation), quotation)
        for quotation in book.quotations
        if not _REPORTED.search(book.text, quotation.start, quotation.end)
    ]
    found = sorted((f for f in found if f[0] >= SURE), key=lambda f: -f[0])
    if not found:
        return None
    score, best = found[0]
    speaker = best.speaker
    rivals = [s for s, q in found if q.speaker != speaker]
    if rivals and min(score, rivals[0]) >= ALL:
        return _all_of(book, wanted, [q for s, q in found if s >= ALL])
    if speaker is None or not book.is_known(speaker) or (rivals and score - rivals[0] < CLEAR):
        return None
    if best.confidence < deeds.CERTAIN:
        revealed = _revealed(book, best)
        if revealed is None:
            return None
        return stated("who-said", book.label(revealed[0]), *revealed[1:], score)
    if speaker in question.people[1:] and not question.quoted:
        return None
    return stated("who-said", book.label(speaker), [speaker], [_shown(book, wanted, best)], score)


def _in_so_many_words(book: Book, words: str) -> Answer | None:
    """Who says just these words, wherever it is told for sure: one, or nearly always one."""
    wanted = _spoken(words)
    said = [q for q in book.quotations if wanted in _spoken(book.text[q.start : q.end])]
    sure = [q for q in said if q.speaker and q.confidence >= deeds.CERTAIN]
    votes = Counter(q.speaker for q in sure if q.speaker and book.is_known(q.speaker))
    if not votes or not wanted.strip():
        return None
    speaker, times = votes.most_common(1)[0]
    if times < MOSTLY * votes.total():
        return None
    best = next(q for q in sure if q.speaker == speaker)
    shown = [book.shown(best.start)]
    return stated("who-said", book.label(speaker), [speaker], shown, best.confidence)


def _spoken(words: str) -> str:
    """Words as they compare when they are spoken: small, without marks."""
    return f" {' '.join(re.findall(_WORD, words.lower().replace('’', chr(39))))} "


def _all_of(book: Book, wanted: list[str], said: list[QuotationItem]) -> Answer | None:
    """All who said it, where several did."""
    sure = [q for q in said if q.speaker and q.confidence >= deeds.CERTAIN]
    people = list(dict.fromkeys(q.speaker for q in sure if q.speaker and book.is_known(q.speaker)))
    if not people or len(sure) < len(said):
        return None
    shown = [_shown(book, wanted, q) for q in sure]
    return stated("who-said", "; ".join(map(book.label, people)), people, shown, 0.8)


def _revealed(book: Book, quotation: QuotationItem) -> tuple[str, list[str], list[Span]] | None:
    """Whom the words right after a quotation tell of: "somebody roared. It was Peter."."""
    found = _IT_WAS.match(book.text, quotation.end)
    if found is None:
        return None
    named = book.sentences.people(Span(*found.span(1)))
    if not named:
        return None
    return named[0], named[:1], [Span(quotation.start, found.end())]


def _share(book: Book, wanted: list[str], quotation: QuotationItem) -> float:
    has = stems(book.text[quotation.start : quotation.end])
    rare = book.sentences.rare
    said = [max((alike(w, h) for h in has), default=0.0) for w in wanted]
    if max(said, default=0.0) == 1.0 and min(said) == 0.0:
        # What was just spoken of is only "it" in what is said.
        number = book.sentences.at(quotation.start)
        said = [
            s or BESIDE * book.sentences.share([w], number, around=2)
            for s, w in zip(said, wanted, strict=True)
        ]
    return sum(rare(w) * s for w, s in zip(wanted, said, strict=True))


def _to(book: Book, question: Question, quotation: QuotationItem) -> float:
    """More for a quotation that is said to, or of, those named."""
    others = [p for p in question.people if p != quotation.speaker]
    about = {*quotation.addressees, *book.sentences.people(Span(quotation.start, quotation.end))}
    if not others:
        return 0.0
    return 0.15 if all(p in about for p in others) else -0.1


def _shown(book: Book, wanted: list[str], quotation: QuotationItem) -> Span:
    """The sentence of a quotation that holds the words best."""
    sentences = book.sentences
    first, last = sentences.at(quotation.start), sentences.at(quotation.end - 1)
    best = max(range(first, last + 1), key=lambda n: sentences.share(wanted, n))
    return book.shown(max(sentences.spans[best].start, quotation.start))


def who_told(book: Book, question: Question) -> Answer | None:
    """Who told, asked, warned: by the clause that tells so."""
    return deeds.who(book, question)
