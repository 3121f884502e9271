"""What people know of because it was said to them, and what they keep from each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fabula.reading.language.tokens import sentence_spans
from fabula.reading.minds.news import statements
from fabula.reading.page import Page
from fabula.story.records import KnowledgeState, Thread
from fabula.story.text import Span

_NOT_OTHERS = frozenset(
    ("me", "you", "us", "myself", "anyone", "anybody", "someone", "somebody", "soul")
)
SURE = 0.4  # least confidence in who speaks
FURTHEST = 200  # code points of what is told as one


class Known(NamedTuple):
    """Somebody's state of knowledge of what the words at a place say; `shown` are the words that
    show it, `confidence` how sure that is."""

    holder: str
    state: KnowledgeState
    at: Span
    shown: Span
    confidence: float


def told(page: Page) -> Iterator[Known]:
    """Whoever is told a piece of news knows it: of each speech the stretch that says most."""
    for at, speaker, hearers in _speeches(page):
        best = max((_news(page, one) for one in at), key=lambda f: f[0], default=(0.0, None))
        if best[1] is None:
            continue
        for hearer in hearers:
            if hearer != speaker:
                yield Known(hearer, "knows", best[1], best[1], 0.5)


def _news(page: Page, at: Span) -> tuple[float, Span | None]:
    """The news in a quotation: from its first such statement to its last, as far as they reach."""
    spans = sentence_spans(page.passage.text, at.start, at.end)
    found = list(statements(page.grammar, spans))
    if not found:
        return 0.0, None
    first = found[0][1]
    last = [s for _, s in found if s.end - first.start <= FURTHEST] or [first]
    return max(w for w, _ in found), Span(first.start, last[-1].end)


Speech = tuple[list[Span], str | None, tuple[str, ...]]


def _speeches(page: Page) -> Iterator[Speech]:
    """What one says without another speaking: the places of its quotations, who says it to whom."""
    last: Speech | None = None
    for n, quotation in enumerate(page.notes.quotations):
        if quotation.parent is not None or quotation.mode not in ("speech", "writing"):
            continue
        speaker, hearers = page.spoken.get(n, (None, ()))
        if page.sure.get(n, 1.0) < SURE:
            speaker, hearers = None, ()
        if last is not None and last[1] == speaker and last[2] == hearers:
            last[0].append(quotation.at)
            continue
        if last is not None:
            yield last
        last = ([quotation.at], speaker, hearers)
    if last is not None:
        yield last


def kept(page: Page) -> Iterator[Known]:
    """Whoever is bound to a secret hides it; whoever is not told yet, or must not be told, does not
    know; nor does whoever asks themselves who or where."""
    first = page.passage.start
    for record in page.records:
        if not isinstance(record, Thread):
            continue
        at = Span(record.at.start - first, record.at.end - first)
        if record.kind in ("task", "secret"):
            yield from (Known(who, "does-not-know", at, at, 0.5) for who in _untold(page, at))
        if record.holder is None:
            continue
        if record.kind == "secret":
            yield Known(record.holder, "hides", at, at, record.confidence)
        elif record.to is None and record.kind == "question" and _is_ignorance(page, at):
            yield Known(record.holder, "does-not-know", at, at, 0.5)


def _untold(page: Page, at: Span) -> Iterator[str]:
    """Who is to be told something, or not to be, in some words: others than "me" and "you"."""
    grammar = page.grammar
    for i in grammar.words_in(at):
        if grammar.lemma(i) != "tell":
            continue
        target = grammar.object(i)
        if target is None:  # a name with a title is not always taken for one
            target = grammar.child(i, "flat", "dep")
        number = grammar.mention(target) if target is not None else None
        if target is None or number is None or page.notes.seen[number].type != "PER":
            continue
        entity = page.meant.get(number)
        if entity is not None and grammar.text(target).lower() not in _NOT_OTHERS:
            yield entity


def _is_ignorance(page: Page, at: Span) -> bool:
    """Whether a question asks who or where."""
    said = page.passage.text[at.start : at.end].lower().lstrip("“\"‘' ")
    return "?" in said and any(f"{w} " in said for w in ("who", "whose", "where", "which"))
