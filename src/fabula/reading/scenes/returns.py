"""Where a scene goes on after what interrupted it."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.reading.language.tenses import Sentence
from fabula.reading.page import Page
from fabula.reading.scenes.clues import AGE, MEMORY, RETURNS, WAKES, says_now
from fabula.reading.scenes.coming_upon import comes_upon
from fabula.reading.scenes.documents import is_italic
from fabula.reading.scenes.frames import CUTS
from fabula.reading.scenes.habits import is_habit
from fabula.reading.scenes.levels import main_verbs, says_i
from fabula.reading.scenes.years import is_of_years
from fabula.story.memory import Played
from fabula.story.text import Span

LONGEST = 40  # paragraphs after which a memory that nothing closed is the scene itself
SURE = 0.4  # how sure a speaker has to be


def returns(
    page: Page, number: int, sentences: Sequence[Sentence], inner: Played, outer: Played
) -> bool:
    """Whether the outer scene goes on with a paragraph."""
    paragraph = page.passage.paragraphs[number]
    words = page.passage.text[paragraph.start : paragraph.end]
    if inner.paragraphs > LONGEST or RETURNS.match(words):
        return True
    if inner.italic:
        return not is_italic(page, number)
    if inner.level == "dream" and (inner.slid or WAKES.search(words[:80])):
        return WAKES.search(words[:80]) is not None or CUTS.match(words) is not None
    if inner.level == "summary" and not inner.slid and is_habit(page, sentences, [words]):
        return False
    verbs = main_verbs(sentences)
    if inner.line != outer.line:  # told as if it were now, or in the past of a scene that is now
        tenses = {v.tense for v in verbs[:2]} - {"either"}
        led = any(cue.match(_narration(page, s)) for cue in (AGE, MEMORY) for s in sentences[:1])
        kept = {"present"} if inner.line == "present" and not led else {"past", "pluperfect"}
        if not tenses and sentences and sentences[0].speech:
            return not _is_remembered(page, number, inner, outer)
        return bool(tenses) and not kept & tenses
    first = next((s for s in sentences if s.told(outer.line)), None)
    when = first.told(outer.line) if first is not None else ""
    dated = any(is_of_years(_narration(page, s)) for s in sentences[:2])
    if not sentences or when == "earlier" or dated:
        return False
    if inner.paragraphs == 1 and inner.level == "flashback":  # most are over then
        return not _is_remembered(page, number, inner, outer)
    if sentences[0].speech:
        return _is_talk_outside(page, number, sentences[0], inner, outer)
    return first is not None and _goes_on(page, sentences, first, inner, outer)


def _is_talk_outside(
    page: Page, number: int, first: Sentence, inner: Played, outer: Played
) -> bool:
    """Whether a paragraph that begins with speech is none of what is remembered."""
    said = not inner.slid and first.told(outer.line) == "line"
    now = said or says_now(_narration(page, first)) or _calls(page, number)
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


def _is_remembered(page: Page, number: int, inner: Played, outer: Played) -> bool:
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


def _goes_on(
    page: Page, sentences: Sequence[Sentence], first: Sentence, inner: Played, outer: Played
) -> bool:
    """Whether what a paragraph tells in the outer scene's tense (`first`) happens there."""
    here, there = set(outer.present), set(inner.present)
    words = page.passage.text[sentences[0].at.start : sentences[-1].at.end]
    acting = {v.person for v in first.verbs if v.deed and v.person is not None}
    framed = CUTS.match(words) is not None or comes_upon(page, sentences, inner)
    if framed and (acting & here - {outer.seen_by} or (acting and not acting & there)):
        return True
    if not inner.slid:
        return not acting or bool(acting - (there - here))
    verb = next(iter(main_verbs(sentences)), None)
    comments = verb is not None and verb.tense in ("present", "perfect") and says_i(page, verb)
    return (
        comments
        or says_now(words)
        or bool(acting & (here - there))
        or _is_there_again(page, sentences[0], inner, outer)
    )


def _is_there_again(page: Page, first: Sentence, inner: Played, outer: Played) -> bool:
    """Whether a thing of the outer scene is spoken of again that is none of what is remembered."""
    things = set(outer.things) - set(inner.things)
    grammar = page.grammar
    return any(
        grammar.lemma(i) in things and grammar.text(k).lower() == "the"
        for i in grammar.words_in(first.at)
        for k in grammar.below(i, "det")
    )


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


def _narration(page: Page, sentence: Sentence) -> str:
    """The words of a sentence that nobody says."""
    words, quoted = page.passage.text, page.quoted
    return "".join(words[i] for i in range(*sentence.at) if not quoted[i])


def slides(sentences: Sequence[Sentence], line: str, before: bool) -> bool:
    """Whether a memory has gone on in the plain past by the end of a paragraph."""
    if sentences and sentences[0].speech:  # somebody speaks there: it is played
        return True
    told = [when for s in sentences if (when := s.told(line))]
    if not told:
        return before
    return told[-2:] == ["line", "line"] or (before and told[-1] == "line")
