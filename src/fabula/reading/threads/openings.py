"""What a story leaves open: questions it carries on, promises, threats, vows, plans, tasks,
secrets; and when one is closed.

Opened by what is said ("I'll bring it tomorrow"), by verbs that name it ("she had promised to
come"), and by questions that are thought, or asked of somebody. Closed when whoever is bound to it
does what it names, and when whoever is asked answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from fabula.reading.language.narration import narrated
from fabula.reading.language.tokens import sentence_spans
from fabula.reading.page import Page
from fabula.reading.threads.asked import is_asked, is_asking, is_carried, is_settled
from fabula.reading.threads.commitments import committed
from fabula.reading.threads.deeds import deed_in
from fabula.reading.threads.errands import is_request
from fabula.reading.threads.menace import is_menace
from fabula.reading.threads.named_threads import named
from fabula.reading.threads.opening import Opening
from fabula.reading.threads.seen_threads import weighed
from fabula.reading.threads.thread_forms import SAID, TOLD, is_ahead, is_bare, opens
from fabula.reading.threads.threads import Threads
from fabula.story.memory import Memory
from fabula.story.records import ThreadKind
from fabula.story.text import Span

BY = "openings"
AROUND = 1000  # code points about some words that say how they are meant
_MEANT = ("threat", "vow", "promise", "plan")  # what somebody may write that they will do
FEWEST = 2  # words of a question that is thought
AFTER = 2  # turns after a question in which its answer is looked for


class Turn(NamedTuple):
    """What somebody says without a break, to whom; `written` says it is no speech."""

    at: Span
    speaker: str | None
    to: str | None
    written: bool


def openings(memory: Memory, page: Page) -> Memory:
    """Emits Threads, ThreadToucheds and ThreadCloseds."""
    threads = Threads(memory, page)
    turns = list(_turns(page))
    told = (*_said(page, turns), *_thought(page), *_narrated(page), *named(page.grammar))
    told = weighed(page, told, [(turn.at, turn.speaker, turn.to) for turn in turns])
    found = sorted(told, key=lambda o: (o.at, o.kind))
    steps: list[tuple[int, Opening | Turn | None]] = [(o.at.start, o) for o in found]
    steps += [(turn.at.start - 1, turn) for turn in turns]
    for place, step in sorted(steps, key=lambda s: s[0]):
        threads.settle(place)
        if isinstance(step, Turn):
            threads.answered(step.at, step.speaker)
        elif step is not None:
            threads.open(step)
    threads.settle(len(page.passage.text))
    return msgspec.structs.replace(memory, open=threads.memory())


def _turns(page: Page) -> Iterator[Turn]:
    """What is said and written in a passage, in order; what is quoted in it is part of it."""
    for n, quotation in enumerate(page.notes.quotations):
        if quotation.parent is None and quotation.mode in ("speech", "writing"):
            speaker, to = page.spoken.get(n, (None, ()))
            written = quotation.mode == "writing" or not quotation.opened
            yield Turn(quotation.at, speaker, to[0] if to else None, written)


def _said(page: Page, turns: list[Turn]) -> Iterator[Opening]:
    """What the sentences that people say to each other open."""
    text = page.passage.text
    inner = [(n, q.at) for n, q in enumerate(page.notes.quotations) if q.parent is not None]
    for n, turn in enumerate(turns):
        nested = _nested(page, turn, inner)
        before = passed = None  # the kind that the sentence before opened; one it was read with
        sentences = sentence_spans(text, turn.at.start, turn.at.end)
        for at, after in zip(sentences, [*sentences[1:], None], strict=True):
            speaker, to = next((who for span, who in nested if _within(at, span)),
                               (turn.speaker, turn.to))  # fmt: skip
            words = text[at.start : at.end]
            if at == passed:
                continue
            if is_asked(words, turn.written) and not _dares(words):
                reply = _reply(page, turns, n)
                again = after is not None and _is_carried(page, after)
                carried = is_carried(page.grammar, at, words) and not is_settled(words, reply)
                if carried and not again:
                    yield Opening(at, "question", speaker, to)
                elif any(is_request(page.grammar, i) for i in page.grammar.words_in(at)):
                    yield Opening(at, "task", to, speaker, *deed_in(page.grammar, at))
                before = None
                continue
            form = opens(SAID, words) or committed(page.grammar, at, words)
            if after is not None and is_bare(words) and is_ahead(text[after.start : after.end]):
                at = Span(at.start, after.end)  # "I promise. After the feast we'll go."
            if form is not None and form.kind != before:
                holder, other = (to, speaker) if form.binds_hearer else (speaker, to)
                menace = form.kind == "promise" and is_menace(words, _around(page, at))
                kind: ThreadKind = "threat" if menace else form.kind
                yield Opening(at, kind, holder, other, *deed_in(page.grammar, at))
            before = form.kind if form is not None else None
            if form is not None and after is not None and at.end == after.end:
                passed = after


def _is_carried(page: Page, at: Span) -> bool:
    words = page.passage.text[at.start : at.end]
    return is_asked(words) and is_carried(page.grammar, at, words)


def _dares(words: str) -> bool:
    """Whether a question is a threat or a secret: "Do you want me to tell your father?"."""
    form = opens(SAID, words)
    return form is not None and form.kind == "threat"


def _around(page: Page, at: Span) -> str:
    """The paragraph about some words, and the one before it."""
    number = page.paragraph_of(at.start)
    first = page.passage.paragraphs[max(0, number - 1)]
    start = max(first.start, at.start - AROUND)
    return page.passage.text[start : min(page.passage.paragraphs[number].end, at.end + AROUND)]


Between = tuple[str | None, str | None]  # who speaks, and to whom


def _nested(page: Page, turn: Turn, inner: list[tuple[int, Span]]) -> list[tuple[Span, Between]]:
    """Who says the words that somebody quotes, and to whom."""
    found: list[tuple[Span, Between]] = []
    for n, at in inner:
        if _within(at, turn.at):
            speaker, to = page.spoken.get(n, (None, ()))
            found.append((at, (speaker, to[0] if to else turn.speaker)))
    return found


def _within(at: Span, span: Span) -> bool:
    return span.start - 1 <= at.start and at.end <= span.end + 1


def _reply(page: Page, turns: list[Turn], n: int) -> str:
    """What somebody else says next."""
    speaker = turns[n].speaker
    for turn in turns[n + 1 : n + 1 + AFTER]:
        if turn.speaker != speaker:
            return page.passage.text[turn.at.start : turn.at.end]
    return ""


def _thought(page: Page) -> Iterator[Opening]:
    """The questions of thoughts, with marks and without, and what is meant in them."""
    text = page.passage.text
    marked = [
        (quotation.at, page.spoken.get(n, (None, ()))[0])
        for n, quotation in enumerate(page.notes.quotations)
        if quotation.mode == "thought"
    ]
    for at, thinker in [*marked, *page.thoughts]:
        for sentence in sentence_spans(text, at.start, at.end):
            words = text[sentence.start : sentence.end]
            if is_asked(words) and is_asking(words) and len(words.split()) >= FEWEST:
                yield Opening(sentence, "question", thinker)
            elif not is_asked(words):
                yield from _meant(page, sentence, thinker)


def _meant(page: Page, at: Span, who: str | None) -> Iterator[Opening]:
    """What somebody thinks or writes that they will do."""
    words = page.passage.text[at.start : at.end]
    form = opens(SAID, words)
    if form is None or form.kind not in _MEANT:
        form = committed(page.grammar, at, words)
    if form is not None and not form.binds_hearer:
        yield Opening(at, form.kind, who, None, *deed_in(page.grammar, at))


def _narrated(page: Page) -> Iterator[Opening]:
    """What the narration leaves open by its form, and what letters say that somebody will do."""
    text = page.passage.text
    letters = [part.at for part in page.played if part.level == "document"]
    for said in narrated(page):
        form = opens(TOLD, text[said.at.start : said.at.end])
        holder = page.heads.thinker(said.at) if page.heads else None
        if form is not None:
            liar = _last_speaker(page, said.at) if form.binds_hearer else holder
            yield Opening(said.at, form.kind, liar)
        elif _is_carried(page, said.at) and is_asking(text[said.at.start : said.at.end]):
            yield Opening(said.at, "question", holder)
        elif any(_within(said.at, letter) for letter in letters):
            yield from _meant(page, said.at, holder)


def _last_speaker(page: Page, at: Span) -> str | None:
    """Who spoke last before some words of the narration."""
    before = [n for n, q in enumerate(page.notes.quotations) if q.at.end <= at.start]
    return page.spoken.get(before[-1], (None, ()))[0] if before else None
