"""What people know of because it was said to them, and what they keep from each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fabula.reading.language.tokens import sentence_spans
from fabula.reading.minds.news import statements
from fabula.reading.page import Page
from fabula.story.records import KnowledgeState, Thread, ThreadClosed
from fabula.story.text import Span

_NOT_OTHERS = frozenset(
    ("me", "you", "us", "myself", "anyone", "anybody", "someone", "somebody", "soul")
)
_LIE = re.compile(
    r"\b(?:it|this|that|which)\s(?:was|is)(?:\s|n['’]t\s)(?:a\slie\b|untrue\b|not\strue\b"
    r"|true\b(?<=t\strue))"
    r"|\b(?:he|she|they|I|(?-i:[A-Z])\w+)\s(?:was\s|were\s)?(?:lied\b(?!\sdown)"
    r"|lying\b(?!\s(?:in|on|there"
    r"|down|back|under|at|by|with|awake)))",
    re.IGNORECASE,
)
"""Where the narration says of what was said that it is not so."""
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
        elif record.kind == "question" and _is_ignorance(page, at):
            yield Known(record.holder, "does-not-know", at, at, 0.5)


def answered(page: Page) -> Iterator[Known]:
    """Whoever asked knows what they are answered."""
    first = page.passage.start
    asked = {r.id: r.holder for r in page.records if isinstance(r, Thread) and r.kind == "question"}
    for record in page.records:
        holder = asked.get(record.thread) if isinstance(record, ThreadClosed) else None
        if holder is not None:
            at = Span(record.at.start - first, record.at.end - first)
            yield Known(holder, "knows", at, at, 0.5)


def lied(page: Page) -> Iterator[Known]:
    """Whoever says something hides the truth of it, where the narration says that it is none."""
    text = page.passage.text
    for found in _LIE.finditer(text):
        here = page.paragraph_of(found.start())
        said = [
            (quotation.at, page.spoken.get(n, (None, ()))[0])
            for n, quotation in enumerate(page.notes.quotations)
            if quotation.parent is None and quotation.mode == "speech"
            and quotation.at.end <= found.start() and here - quotation.paragraph <= 1
        ]  # fmt: skip
        if said and said[-1][1] is not None:
            yield Known(said[-1][1], "hides", said[-1][0], Span(*found.span()), 0.6)


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
