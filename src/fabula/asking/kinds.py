"""What kind of question it is, by its words."""

from __future__ import annotations

import re

from fabula.asking.answers import Kind
from fabula.reading.language.grammar import Grammar
from fabula.reading.language.verbs import SAYS
from fabula.reading.lists import set_of

YES = set_of(
    """is are was were do does did has have had can could will would should am isn't wasn't didn't
    doesn't aren't weren't hasn't haven't hadn't"""
)
_WORDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("order", re.compile(r"\b(?:before or after|after or before|first, or)\b"
                         r"|\b(?:came|comes|happened|was|is|went) (?:first|last|earlier|later)\b")),
    ("open", re.compile(
        r"\b(?:still open|left open|unresolved|unanswered|outstanding|loose ends?|still (?:owe[ds]?"
        r"|to be|waiting)|open (?:threads?|questions?)|remains? (?:to be|open|unknown)|is owed)\b"
        r"|^(?:what|which)(?: (?:question|promise|threat|vow|plan|task|secret|thread)s?)?"
        r" (?:is|are|was|were|remains?|stays?) open\b"
    )),
    ("related", re.compile(
        r"\b(?:related|relationship|relation between|connected|what (?:is|was) [\w' .]+ to [\w']+\?"
        r"|how (?:does|do|did) [\w' ]+ know (?:each other|[\w']+\?))")),
    ("how-many", re.compile(r"^how (?:many|much)\b")),
    ("look", re.compile(
        r"\b(?:what colou?r|look like|how old|how tall|what (?:age|kind of (?:hair|eyes)))\b")),
)  # fmt: skip
_KNOWS = set_of("know realise realize suspect remember believe learn")
_IN_CLAUSE = re.compile(r"\b(?:that|who|what|where|whether|why|how|about|of|his|her|their|it)\b")


def kind_of(text: str, grammar: Grammar, asked: int | None, verb: int | None) -> Kind:
    """The kind of a question: `asked` is its question word, `verb` the word for its deed."""
    small = re.sub(r"\"[^\"]*\"", "it", text.lower())  # what is quoted asks nothing
    first = small.split()[0]
    lemma = grammar.lemma(verb) if verb is not None else ""
    for kind, pattern in _WORDS:
        if pattern.search(small):
            return kind
    of_minds = lemma in _KNOWS and _IN_CLAUSE.search(small)
    if lemma == "believe" and " that " not in small:
        of_minds = None  # "did she believe him?"
    if of_minds and (first in YES or first == "who"):
        return "knows"
    if first in YES:
        return "yes-no"
    return _by_word(grammar, asked, verb)


def _by_word(grammar: Grammar, asked: int | None, verb: int | None) -> Kind:
    word = grammar.text(asked).lower() if asked is not None else ""
    lemma = grammar.lemma(verb) if verb is not None else ""
    if word in ("who", "whom", "whose"):
        speaks = verb is not None and asked is not None and grammar.subject(verb) == asked
        if lemma in SAYS and speaks:
            return "who-said"
        return "who" if verb is not None else "who-is"
    if word in ("where", "when", "why", "how"):
        return word  # type: ignore[return-value]
    return "what" if word in ("what", "which") else "other"
