"""What a story leaves open: questions it carries on, promises, threats, vows, plans, tasks,
secrets; and when one is closed.

Opened by what is said ("I'll bring it tomorrow"), by verbs that name it ("she had promised to
come"), and by questions that are thought, or asked and not answered. Closed when whoever is bound
to it does what it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from fabula.reading.grammar import Grammar
from fabula.reading.page import Page
from fabula.reading.tokens import sentence_spans
from fabula.reading.verbs import STATES
from fabula.story.memory import Memory, Open
from fabula.story.records import Thread, ThreadClosed, ThreadKind, ThreadTouched
from fabula.story.text import Span

BY = "openings"
REMEMBERED = 200
_VERBS: dict[str, ThreadKind] = {
    "promise": "promise", "threaten": "threat", "swear": "vow", "vow": "vow", "plan": "plan",
    "intend": "plan", "decide": "plan", "owe": "task", "order": "task", "command": "task",
    "instruct": "task", "assign": "task",
}  # fmt: skip
_SAID: tuple[tuple[ThreadKind, re.Pattern[str]], ...] = (
    ("vow", re.compile(r"\bI (?:swear|vow)\b|\bI(?:['’]ll| will| shall) never\b", re.I)),
    ("promise", re.compile(
        r"\bI promise\b|\b(?:you have )?my word\b|\bI give you my word\b"
        r"|\bI(?:['’]ll| will| shall) (?:not |n['’]t )?(?:come|be|bring|find|return|write|call|tell"
        r"|keep|look after|take care|send|get you|wait|help|pay|make it up|protect|save"
        r"|let you know)\b",
        re.I)),
    ("threat", re.compile(
        r"\bor (?:else|I(?:['’]ll| will| shall))\b"
        r"|\byou(?:['’]ll| will) (?:pay|regret|be sorry|die|suffer)\b"
        r"|\bI(?:['’]ll| will| shall) (?:kill|destroy|ruin|break|hurt|have you|make you)\b"
        r"|\bif (?:you|he|she|they|anyone)\b[^.?!]*\b(?:I|we)(?:['’]ll| will| shall)\b", re.I)),
    ("secret", re.compile(
        r"\b(?:don['’]t|do not|never|must(?:n['’]t| not)|can(?:['’]t|not)) (?:ever )?(?:tell|let) "
        r"|\b(?:must|can|may) never (?:know|find out|learn)\b|\bkeep (?:it|this) (?:a )?secret\b"
        r"|\bbetween (?:you and me|us|ourselves)\b|\bour secret\b", re.I)),
    ("plan", re.compile(
        r"\bwe(?:['’]ll| will| shall|['’]re going to| are going to) (?!see\b|be fine)\w+", re.I)),
    ("task", re.compile(
        r"\byou(?:['’]ve| have)? (?:must|need to|got to|are to|have to) (?!be\b|know\b|see\b)\w+"
        r"|\bI (?:want|need|expect) (?:you|a report|your)\b", re.I)),
)  # fmt: skip
_EVADES = re.compile(
    r"\b(?:don['’]t know|no idea|can['’]t (?:say|tell)|not now|later|never mind|wouldn['’]t say"
    r"|not sure|wish I knew|nothing)\b|^\W*(?:\.\.\.|…)",
    re.IGNORECASE,
)
_WH = re.compile(r"\b(?:who|whom|whose|what|where|when|why|how|which)\b", re.IGNORECASE)
_TALK = re.compile(
    r"\b(?:how are you|what(?:['’]s| is) (?:it|that|this|wrong|up|the matter)"
    r"|are you (?:all right|ok)"
    r"|what do you (?:mean|want|think)|what\?|who are you)\b",
    re.IGNORECASE,
)


def openings(memory: Memory, page: Page) -> Memory:
    """Emits Threads, ThreadToucheds and ThreadCloseds."""
    known = _Known(memory, page)
    known.settle()
    for kind, at, holder, to, verb in _found(page):
        known.open(kind, at, holder, to, verb)
    return msgspec.structs.replace(memory, open=known.memory())


Opening = tuple[ThreadKind, Span, str | None, str | None, str]


def _found(page: Page) -> Iterator[Opening]:
    yield from _told(page.grammar)
    for n, quotation in enumerate(page.notes.quotations):
        if quotation.parent is not None or quotation.mode == "remembered":
            continue
        speaker, addressees = page.spoken.get(n, (None, ()))
        to = addressees[0] if addressees else None
        for at in sentence_spans(page.passage.text, quotation.at.start, quotation.at.end):
            yield from _said(page, n, at, quotation.mode, speaker, to)


def _told(grammar: Grammar) -> Iterator[Opening]:
    """What the narration names: "she had promised to come", "he owed a report"."""
    for i, word in enumerate(grammar.words):
        kind = _VERBS.get(grammar.lemma(i)) if word.upos == "VERB" else None
        if kind is None or grammar.realis(i) != "actual" or grammar.quotation(i) is not None:
            continue
        clause = grammar.child(i, "xcomp", "ccomp")
        target = grammar.object(i)
        if clause is None and (target is None or kind != "task"):
            continue
        holder = grammar.entity(grammar.subject(i))
        to = grammar.entity(target)
        if kind == "task" and grammar.lemma(i) != "owe":
            holder, to = to, holder
        verb = grammar.lemma(clause) if clause is not None else ""
        yield kind, grammar.clause(i), holder, to, verb


def _said(
    page: Page, n: int, at: Span, mode: str, speaker: str | None, to: str | None
) -> Iterator[Opening]:
    """What a sentence in quotation marks opens."""
    words = page.passage.text[at.start : at.end]
    if words.rstrip("\"”’' )").endswith("?"):
        if mode == "thought" or (_WH.search(words) and _is_left(page, n, words)):
            yield "question", at, speaker, to, ""
        return
    for kind, form in _SAID:
        if form.search(words):
            holder, other = (to, speaker) if kind == "task" else (speaker, to)
            yield kind, at, holder, other, _deed(page, at)
            return


def _is_left(page: Page, n: int, words: str) -> bool:
    """Whether a question asked aloud is not answered by the next turn."""
    if _TALK.search(words):
        return False
    later = [q for q in page.notes.quotations[n + 1 :] if q.mode == "speech" and q.parent is None]
    speaker = page.spoken.get(n, (None, ()))[0]
    for k, quotation in enumerate(later, n + 1):
        if page.spoken.get(k, (None, ()))[0] == speaker:
            continue
        return bool(_EVADES.search(page.passage.text[quotation.at.start : quotation.at.end]))
    return False


def _deed(page: Page, at: Span) -> str:
    """The lemma of what is promised: the verb after "will", else the first that does something."""
    grammar = page.grammar
    best = ""
    for i, word in enumerate(grammar.words):
        if at.start <= word.at.start < at.end and word.upos == "VERB":
            lemma = grammar.lemma(i)
            if grammar.realis(i) == "future":
                return lemma
            if not best and lemma not in STATES and lemma not in _VERBS:
                best = lemma
    return best


class _Known:
    """The threads that are open."""

    def __init__(self, memory: Memory, page: Page) -> None:
        self._page = page
        self._root = memory.cast.root
        self._open = dict(memory.open.threads)

    def memory(self) -> Open:
        """What is remembered of them, the latest last."""
        return Open(dict(list(self._open.items())[-REMEMBERED:]))

    def open(
        self, kind: ThreadKind, at: Span, holder: str | None, to: str | None, verb: str
    ) -> None:
        """Something is opened; what was open already in the same words is touched."""
        same = next(
            (t for t, (h, v) in self._open.items() if v and v == verb and h == holder), None
        )
        if same is not None:
            self._page.emit(ThreadTouched, "t", at, BY, confidence=0.5, thread=same)
            return
        made = self._page.emit(
            Thread, "t", at, BY, confidence=0.6, basis="stated", kind=kind, holder=holder, to=to
        )
        self._open[made.id] = (holder or "", verb)

    def settle(self) -> None:
        """Closes what is done here by whoever was to do it."""
        for event in self._page.events.values():
            if event.realis != "actual":
                continue
            agents = {
                self._root(r.entity)
                for r in self._page.parts_of(event.id)
                if r.role == "agent" and r.entity
            }
            for thread, (holder, verb) in list(self._open.items()):
                if verb and verb == event.lemma and self._root(holder) in agents:
                    at = Span(event.at.start - self._page.passage.start,
                              event.at.end - self._page.passage.start)  # fmt: skip
                    self._page.emit(ThreadClosed, "t", at, BY, confidence=0.5, thread=thread)
                    del self._open[thread]
