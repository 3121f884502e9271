"""What came again and again: "He would stand on the gate at five and call", "She used to talk to
the kettle". A paragraph of it sums up a time, and interrupts the scene that it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fabula.reading.language.tenses import Sentence, Verb
from fabula.reading.page import Page
from fabula.reading.scenes.clues import HABIT
from fabula.story.memory import Played

OFTEN = 3  # verbs with "would" that are a habit though no word says how often
_IF = re.compile(r"\b(?:if|unless|tomorrow|soon)\b", re.IGNORECASE)
_WOULD = frozenset(("would", "'d", "’d"))


def is_habit(page: Page, sentences: Sequence[Sentence], words: Sequence[str]) -> bool:
    """Whether some sentences tell of many times as one, and of nothing that happens once."""
    told = [v for s in sentences for v in s.verbs if v.main]
    used = [v for v in told if _used_to(page, v)]
    would = [v for v in told if v.tense == "other" and _is_would(page, v)]
    said = " ".join(words)
    often = len({m.lower() for m in HABIT.findall(said)}) > 0
    enough = bool(used) + len(would) >= (2 if used or often else OFTEN)
    return enough and 3 * len([*used, *would]) >= len(told) and (bool(used) or not _IF.search(said))


def opens(page: Page, sentences: Sequence[Sentence], words: Sequence[str], scene: Played) -> bool:
    """Whether a paragraph begins with a habit, and with nothing that somebody of the scene does."""
    if not sentences or sentences[0].speech:
        return False
    acts = any(
        v.deed and v.main and v.tense == scene.line and v.person in scene.present
        for v in sentences[0].verbs
    )
    return not acts and is_habit(page, sentences, words)


def _is_would(page: Page, verb: Verb) -> bool:
    """Whether a verb stands with "would", and not "would have"."""
    auxiliaries = {*page.grammar.auxiliaries(verb.word)}
    return bool(auxiliaries & _WOULD) and "have" not in auxiliaries


def _used_to(page: Page, verb: Verb) -> bool:
    """Whether a verb is the "used" of "used to", or hangs on it."""
    grammar = page.grammar
    return grammar.text(verb.word).lower() == "used" and grammar.following(verb.word) == "to"
