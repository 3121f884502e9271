"""Whether what is said stands outside of what is remembered: who speaks, and of whom it is told."""

from __future__ import annotations

from fabula.reading.language.tenses import Sentence
from fabula.reading.page import Page
from fabula.reading.scenes.clues import says_now
from fabula.story.memory import Played
from fabula.story.text import Span

SURE = 0.4  # how sure a speaker has to be


def is_talk_outside(page: Page, number: int, first: Sentence, inner: Played, outer: Played) -> bool:
    """Whether a paragraph that begins with speech is none of what is remembered."""
    said = not inner.slid and first.told(outer.line) == "line"
    now = said or says_now(narration(page, first)) or _calls(page, number)
    return (
        now
        or _names(page, number, first, inner, outer)
        or _speaks_outside(page, number, inner, outer)
    )


def _names(page: Page, number: int, first: Sentence, inner: Played, outer: Played) -> bool:
    """Whether whoever speaks is told beside one who stands by, and is none of the remembered."""
    outside = set(outer.present) - set(inner.present)
    return not _answers(page, number, inner, outer) and any(
        seen.kind == "PROP" and page.meant.get(n) in outside and not page.quoted[seen.at.start]
        for n, seen in enumerate(page.notes.seen)
        if first.at.start <= seen.at.start < first.at.end
    )


def _answers(page: Page, number: int, inner: Played, outer: Played) -> bool:
    """Whether the paragraph before is said by somebody who is not in the outer scene, or this one
    tells of somebody who is remembered."""
    at = page.passage.paragraphs[number]
    spoken = {
        page.spoken.get(n, (None, ()))[0]
        for n, quotation in enumerate(page.notes.quotations)
        if quotation.paragraph == number - 1
    }
    told = {
        who for where, who in page.people_in(Span(at.start, at.end)) if not page.quoted[where.start]
    }
    remembered = set(inner.present) - set(outer.present)
    return bool(spoken - {None} - set(outer.present)) or bool(told & remembered)


def _speaks_outside(page: Page, number: int, inner: Played, outer: Played) -> bool:
    """Whether somebody speaks in the outer scene, and not in the memory."""
    if _answers(page, number, inner, outer):
        return False
    for n, quotation in enumerate(page.notes.quotations):
        if quotation.paragraph == number and quotation.parent is None:
            speaker, _ = page.spoken.get(n, (None, ()))
            if speaker is None or page.sure.get(n, 1.0) < SURE:
                return not inner.slid
            if inner.slid:
                alone = inner.paragraphs == 1 and not _speaks_before(page, number)
                other = speaker not in inner.present or _is_named_anew(page, number, inner, speaker)
                return speaker in outer.present and (alone or other)
            return speaker in outer.present or speaker not in inner.present
    return False


def _is_named_anew(page: Page, number: int, inner: Played, who: str) -> bool:
    """Whether somebody is named in a paragraph and in none of what is remembered before it: the
    "he" of a memory may only seem to be one of those who stand by."""
    first = max(0, number - inner.paragraphs)
    return _is_named(page, number, who) and not any(
        _is_named(page, k, who) for k in range(first, number)
    )


def _is_named(page: Page, number: int, who: str) -> bool:
    """Whether a paragraph calls somebody by name."""
    paragraph = page.passage.paragraphs[number]
    return any(
        seen.kind != "PRON" and page.meant.get(n) == who
        for n, seen in enumerate(page.notes.seen)
        if paragraph.start <= seen.at.start < paragraph.end
    )


def _calls(page: Page, number: int) -> bool:
    """Whether somebody is called out of a memory ("Mrs. Prior?") in which nobody spoke just now."""
    start = page.passage.paragraphs[number].start + 1
    for seen in page.notes.seen:
        if seen.at.start == start and seen.kind == "PROP" and seen.type == "PER":
            called = page.passage.text[seen.at.end : seen.at.end + 1] in ("?", "!")
            return called and not _speaks_before(page, number)
    return False


def _speaks_before(page: Page, number: int) -> bool:
    """Whether anything is said in the paragraph before, as far as the passage shows."""
    if number == 0:
        return True
    before = page.passage.paragraphs[number - 1]
    return any(page.quoted[before.start : before.end])


def is_remembered(page: Page, number: int, inner: Played, outer: Played) -> bool:
    """Whether a paragraph tells of somebody who is only remembered, or lets them speak."""
    at = page.passage.paragraphs[number]
    told = {
        who for where, who in page.people_in(Span(at.start, at.end)) if not page.quoted[where.start]
    }
    spoken = {
        page.spoken.get(n, (None, ()))[0]
        for n, quotation in enumerate(page.notes.quotations)
        if quotation.paragraph == number and page.sure.get(n, 1.0) >= SURE
    }
    return bool((told | spoken) & (set(inner.present) - set(outer.present)))


def narration(page: Page, sentence: Sentence) -> str:
    """The words of a sentence that nobody says."""
    words, quoted = page.passage.text, page.quoted
    return "".join(words[i] for i in range(*sentence.at) if not quoted[i])
