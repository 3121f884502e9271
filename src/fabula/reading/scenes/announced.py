"""Papers that a story announces ("There was a note on the fridge."): what comes after that and is
no narration is what they say, whatever it looks like.

What is none: it speaks of an "I" or a "you" where the story has none, or in the present where the
story is told in the past; and nobody of the scene does anything in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fabula.reading.language.tenses import Sentence, Verb
from fabula.reading.lists import word_list
from fabula.reading.page import Page
from fabula.story.memory import Played
from fabula.story.text import Span

LAST = 220  # code points of the end of a paragraph that announces
LEAST = 25  # code points of what is written
_READS = re.compile(
    r"\b(?:reads?|reading|unfold(?:s|ed)|opens?|opened|tore|tears|torn|slits?|seal|turn(?:s|ed)|says?|ran"
    r"|buzz(?:es|ed)|ping(?:s|ed)|chim(?:es|ed)|beep(?:s|ed)|vibrat(?:es|ed)|lit|lights|flash(?:es|ed)|play(?:s|ed)"
    r"|click(?:s|ed)|press(?:es|ed)|scroll(?:s|ed)|typ(?:es|ed)|writes?|wrote|written|scrawled|scribbled"
    r"|printed|carved|cut|chalked|painted|pencilled|stencilled|pinned|tacked|taped|propped|left|found|finds"
    r"|there(?:['’]s|\s(?:was|were|is|are|hung|lay|came))|came|comes|lay|lies|hung|handed|hands|held|holds"
    r"|took|takes|arrived|reached|slid|pulled)\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\b(?:folded|folds|crumpled|crumples|tore|tears|burn(?:s|ed|t)|clos(?:es|ed)|shuts?|put|puts|lowered|lowers"
    r"|laid|lays|drop(?:s|ped)|pocketed|pockets|switch(?:es|ed)|stop(?:s|ped)|turn(?:s|ed)|read|reads|stared"
    r"|stares|looked|looks|handed|hands|finish(?:es|ed)|set|threw|throws|delet(?:es|ed)|held|holds)\b",
    re.IGNORECASE,
)
_COULD = frozenset(("could", "would", "might", "should", "'d", "’d"))
_ME = re.compile(r"\b(?:I|me|my|mine|myself|we|us|our|ours)\b")
_YOU = re.compile(r"\byou(?:rs?|rself|['’]\w+)?\b", re.IGNORECASE)


def announces(page: Page, number: int) -> bool:
    """Whether a paragraph ends with a paper, or with what leads to what one says."""
    paragraph = page.passage.paragraphs[number]
    last = Span(max(paragraph.start, paragraph.end - LAST), paragraph.end)
    words = page.passage.text[last.start : last.end].rstrip("_* ")
    return words.endswith(":") or (has_paper(page, last) and _READS.search(words) is not None)


def has_paper(page: Page, at: Span) -> bool:
    """Whether some words speak of what words stand on."""
    grammar, papers = page.grammar, word_list("papers")
    nouns = (i for i in grammar.words_in(at) if grammar.words[i].upos in ("NOUN", "PROPN"))
    return any(grammar.lemma(i) in papers or grammar.text(i).lower() in papers for i in nouns)


def is_laid_down(page: Page, sentences: Sequence[Sentence]) -> bool:
    """Whether a paragraph begins with what somebody else than "I" does with what they have read."""
    if not sentences or sentences[0].speech:
        return False
    at = sentences[0].at
    verb = next((v for v in sentences[0].verbs if v.main), None)
    acts = verb is not None and verb.deed and _says(page, verb) not in ("i", "we", "you")
    return acts and _CLOSES.search(page.passage.text, *at) is not None and has_paper(page, at)


def is_no_narration(
    page: Page, number: int, sentences: Sequence[Sentence], scene: Played, mine: bool
) -> bool:
    """Whether nobody who tells a scene tells a paragraph in it; `mine`: they say "I" or "you"."""
    paragraph = page.passage.paragraphs[number]
    words = page.passage.text[paragraph.start : paragraph.end]
    if len(words) < LEAST or any(page.quoted[paragraph.start : paragraph.end]):
        return False
    verbs = [v for s in sentences for v in s.verbs if v.main]
    if any(_is_played(page, v, scene) for v in verbs):
        return False
    if mine:
        return _YOU.search(words) is not None and _is_now(page, verbs, scene)
    return _ME.search(words) is not None or _is_now(page, verbs, scene)


def says_mine(page: Page, number: int) -> bool:
    """Whether whoever tells a paragraph says "I" or "you" outside quotations."""
    at = page.passage.paragraphs[number]
    found = (
        m.start()
        for sign in (_ME, _YOU)
        for m in sign.finditer(page.passage.text, at.start, at.end)
    )
    return any(not page.quoted[place] for place in found)


def _is_played(page: Page, verb: Verb, scene: Played) -> bool:
    """Whether somebody of a scene, of whom is told as "he" or by name, does in it what is told."""
    told = _says(page, verb) not in ("i", "we", "you") and verb.person in scene.present
    return told and verb.tense in (scene.line, "either")


def _is_now(page: Page, verbs: Sequence[Verb], scene: Played) -> bool:
    """Whether words speak of what is now, or bid, in a story that is told in the past."""
    past = any(v.tense in ("past", "pluperfect") or _is_could(page, v) for v in verbs)
    now = bool(verbs) and not past and not any(v.person in scene.present for v in verbs)
    return now and scene.line == "past"


def _is_could(page: Page, verb: Verb) -> bool:
    """Whether a verb tells in the past what may be."""
    return bool(_COULD & {*page.grammar.auxiliaries(verb.word)})


def _says(page: Page, verb: Verb) -> str:
    """A verb's subject in small letters."""
    subject = page.grammar.subject(verb.word)
    return page.grammar.text(subject).lower() if subject is not None else ""
