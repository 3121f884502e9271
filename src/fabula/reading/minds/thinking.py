"""Thoughts that no mark sets off: the narrator's sentences that are somebody's own words in their
head. After the staging, which tells through whose eyes a scene is seen.

Source: free indirect speech (questions and exclamations in the narrator's tense) and direct thought
that has lost its italics. Where nobody can be told who thinks it, nothing is said.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from fabula.reading.language.narration import Said, narrated, says_i, says_you, told_so_far
from fabula.reading.minds.heads import Heads
from fabula.reading.minds.thought_forms import cued_form, form_of, goes_on
from fabula.reading.page import Page
from fabula.story.memory import Memory, Told
from fabula.story.records import Quotation, SpeakerOf
from fabula.story.text import Span

BY = "thinking"
NEAR = 3  # code points between sentences that follow each other
_SURE = {"question": 0.6, "cued": 0.8}
_UNSURE = 0.5
_DASHES = ("—", "–", "--")
_MEANT = ("order", "sigh", "cued")
FEW = 2
_SAYING = re.compile(
    r"[,?!.]\s(?:and\s)?(?:you|he|she|I|they|[A-Z]\w+)\s(?:says?|said|asks?|asked|answers?|answered)\b"
)


def thinking(memory: Memory, page: Page) -> Memory:
    """Emits Quotations of mode "thought" and the SpeakerOf of each."""
    sentences = _told(page)
    told = told_so_far(page, memory.inner.told, sentences)
    heads = page.heads = Heads(memory, page, told)
    formed = [_form(page, said, told) for said in sentences]
    if _is_unmarked(page):  # what is said stands there like what is told
        formed = [_only(form, "cued", "question") for form in formed]
    if says_i(told) and says_you(told):  # whoever tells it talks to somebody
        formed = [_only(form, "cued") for form in formed]
    letters = [part.at for part in page.played if part.level == "document"]
    formed = [
        _only(form, "cued") if any(a <= form.at.start < b for a, b in letters) else form
        for form in formed
    ]
    forms = _echoed(page, sentences, formed, told)
    for said, form in _runs(sentences, forms):
        thinker = (heads.named(form.who) if form.who else None) or heads.thinker(said.at)
        if thinker is not None:
            _think(page, said.at, thinker, _SURE.get(form.shown, _UNSURE))
    inner = msgspec.structs.replace(
        memory.inner, told=told, eyes=heads.eyes, heads=heads.left(), minds=heads.minds()
    )
    return msgspec.structs.replace(memory, inner=inner)


def _told(page: Page) -> list[Said]:
    """The sentences of the narration, without those of a paragraph from a dash of speech on that
    was not taken for one."""
    found: list[Said] = []
    spoken = -1
    for said in narrated(page):
        if page.passage.text.startswith(_DASHES, said.at.start):
            spoken = said.paragraph
        if said.paragraph != spoken:
            found.append(said)
    return found


def _only(form: Form, *shown: str) -> Form:
    """A form, if it is one of some."""
    return form if form.shown in shown else form._replace(shown="")


def _is_unmarked(page: Page) -> bool:
    """Whether what people say is not marked in a passage, only told of ("I came back, you say")."""
    text = page.passage.text
    marked = any(q.mode == "speech" and q.opened for q in page.notes.quotations)
    return not marked and len(_SAYING.findall(text)) >= FEW


class Form(NamedTuple):
    """What shows that words of a sentence are thought ("" where nothing does), which of them are,
    and where it is said who thinks them."""

    shown: str
    at: Span
    who: Span | None = None


def _form(page: Page, said: Said, told: Told) -> Form:
    cued = cued_form(page.passage.text[: said.at.end], said.at.start)
    if cued is not None:
        return Form("cued", Span(*cued.span("said")), Span(*cued.span("who")))
    return Form(form_of(page.grammar, said, told), said.at)


def _echoed(page: Page, sentences: list[Said], forms: list[Form], told: Told) -> list[Form]:
    """The forms, with the sentences beside a thought that go on with it."""
    found = list(forms)
    last = len(sentences) - 1

    def beside(n: int, m: int) -> bool:
        if not 0 <= m <= last or not found[m].shown:
            return False
        return _follows(sentences[min(n, m)], sentences[max(n, m)])

    for n in [*range(last + 1), *range(last, -1, -1)]:
        before, after = beside(n, n - 1), beside(n, n + 1)
        if found[n].shown or not (before or after):
            continue
        how = goes_on(page.grammar, sentences[n], told)
        beside_order = (before and found[n - 1].shown in _MEANT) or (
            after and found[n + 1].shown in _MEANT
        )
        bare = (before and after) or beside_order
        fits = {"judges": before, "present": True, "bare": bare}.get(how, False)
        if fits:
            found[n] = found[n]._replace(shown=how)
    return found


def _runs(sentences: list[Said], forms: list[Form]) -> list[tuple[Said, Form]]:
    """Thoughts that follow each other in a paragraph as one, with what shows the first."""
    found: list[tuple[Said, Form]] = []
    for said, form in zip(sentences, forms, strict=True):
        if not form.shown:
            continue
        last = found[-1][0] if found else None
        if last and form.shown != "cued" and _follows(last, said):
            found[-1] = (last._replace(at=Span(last.at.start, said.at.end)), found[-1][1])
        else:
            found.append((said._replace(at=form.at), form))
    return found


def _follows(last: Said, said: Said) -> bool:
    return last.paragraph == said.paragraph and said.at.start - last.at.end <= NEAR


def _think(page: Page, at: Span, thinker: str, confidence: float) -> None:
    own = f"q{page.counts.get('q', 0) + 1}"
    page.emit(
        Quotation, "q", at, BY, confidence=confidence, basis="inferred", utterance=own,
        mode="thought",
    )  # fmt: skip
    page.emit(
        SpeakerOf, "d", at, BY, confidence=confidence, basis="inferred", utterance=own,
        speaker=thinker, cue="implicit",
    )  # fmt: skip
    page.thoughts.append((at, thinker))
