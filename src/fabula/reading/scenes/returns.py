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
from fabula.reading.scenes.talk_outside import is_remembered, is_talk_outside, narration
from fabula.reading.scenes.years import is_of_years
from fabula.story.memory import Played

LONGEST = 40  # paragraphs after which a memory that nothing closed is the scene itself


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
        led = any(cue.match(narration(page, s)) for cue in (AGE, MEMORY) for s in sentences[:1])
        kept = {"present"} if inner.line == "present" and not led else {"past", "pluperfect"}
        if not tenses and sentences and sentences[0].speech:
            return not is_remembered(page, number, inner, outer)
        return bool(tenses) and not kept & tenses
    first = next((s for s in sentences if s.told(outer.line)), None)
    when = first.told(outer.line) if first is not None else ""
    dated = any(is_of_years(narration(page, s)) for s in sentences[:2])
    if not sentences or when == "earlier" or dated:
        return False
    if inner.paragraphs == 1 and inner.level == "flashback":  # most are over then
        return not is_remembered(page, number, inner, outer)
    if sentences[0].speech:
        return is_talk_outside(page, number, sentences[0], inner, outer)
    return first is not None and _goes_on(page, sentences, first, inner, outer)


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


def slides(sentences: Sequence[Sentence], line: str, before: bool) -> bool:
    """Whether a memory has gone on in the plain past by the end of a paragraph."""
    if sentences and sentences[0].speech:  # somebody speaks there: it is played
        return True
    told = [when for s in sentences if (when := s.told(line))]
    if not told:
        return before
    return told[-2:] == ["line", "line"] or (before and told[-1] == "line")
