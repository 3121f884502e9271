"""What a question asks: its kind, whom it names, the deed it is about and the role it wants."""

from __future__ import annotations

import re
from typing import NamedTuple

from fabula.asking.answers import Kind
from fabula.asking.names import Linked, Names
from fabula.asking.stems import stems
from fabula.reading.annotate import annotate
from fabula.reading.events import parts
from fabula.reading.grammar import Grammar
from fabula.reading.page import Page
from fabula.reading.verbs import SAYS
from fabula.story.passage import passages
from fabula.story.text import Block, Meta, Span, Text

_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "."})
_WH = frozenset(("who", "whom", "whose", "what", "which", "where", "when", "why", "how"))
_QUOTED = re.compile(r"\"([^\"]+)\"|(?<!\w)'([^']{4,})'(?!\w)")
_RELATED = re.compile(
    r"\b(?:related|relationship|relation between|what is \w+ to|how does \w+ know \w+)\b", re.I
)
_ORDER = re.compile(r"\b(?:before or after|first, or|happened? (?:first|before|after))\b", re.I)
_OPEN = re.compile(
    r"\b(?:still open|left open|unresolved|unanswered|outstanding|still (?:owe[ds]?|to be|waiting)"
    r"|open (?:threads?|questions?)|remains? (?:to be|open|unknown)|is owed)\b",
    re.I,
)
_LOOK = re.compile(
    r"\b(?:what colou?r|look like|how old|how tall|what (?:age|kind of (?:hair|eyes)))\b", re.I
)
_YES = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "can",
        "could",
        "will",
        "would",
        "should",
        "am",
        "isn't",
        "wasn't",
        "didn't",
        "doesn't",
    ]
)


class Question(NamedTuple):
    """A question as it is understood. `verb` is the stem of its deed; `roles` who fills which role
    of it, None for somebody it does not name; `wanted` the role that is asked for; `words` the
    stems that are left; `quoted` what it quotes."""

    text: str
    kind: Kind
    named: list[Linked]
    verb: str | None
    roles: list[tuple[str, str | None]]
    wanted: str | None
    words: list[str]
    quoted: str | None
    noun: str | None  # of "who is the NOUN", "what NOUN"

    @property
    def people(self) -> list[str]:
        """Those that are named, in order."""
        return list(dict.fromkeys(link.entity for link in self.named))


def understand(typed: str, names: Names) -> Question:
    """What a question that somebody typed asks."""
    text = " ".join(typed.translate(_PLAIN).split()).strip()
    text = text if text.endswith("?") else text + "?"
    named = names.linked(text)
    grammar = _grammar(text)
    asked = next((i for i, w in enumerate(grammar.words) if grammar.text(i).lower() in _WH), None)
    verb = _verb(grammar, asked)
    kind = _kind(text, grammar, asked, verb)
    roles, wanted = _roles(grammar, verb, asked, named)
    quoted = next((a or b for a, b in _QUOTED.findall(text)), None)
    skip = {i for i in (verb,) if i is not None}
    left = [
        grammar.text(i)
        for i in range(len(grammar.words))
        if i not in skip and not _inside(grammar.words[i].at, named)
    ]
    return Question(
        text, kind, named, grammar.lemma(verb) if verb is not None else None, roles, wanted,
        stems(" ".join(left)), quoted, _noun(grammar, asked),
    )  # fmt: skip


def _grammar(text: str) -> Grammar:
    passage = next(passages(Text(text, (Block(0, len(text), "prose"),))))
    return Grammar(Page(passage, annotate(passage), Meta(), (), {}, 0))


def _verb(grammar: Grammar, asked: int | None) -> int | None:
    """The word for the deed: the root, or what the question word hangs on."""
    roots = [i for i, w in enumerate(grammar.words) if w.head is None]
    full = [i for i in roots if grammar.words[i].upos == "VERB"]
    if full:
        return full[0]
    if asked is not None:
        head = grammar.words[asked].head
        if head is not None and grammar.words[head].upos == "VERB":
            return head
    verbs = [i for i, w in enumerate(grammar.words) if w.upos == "VERB"]
    if roots and grammar.child(roots[0], "cop") is not None:
        return None
    return verbs[0] if verbs else None


def _kind(text: str, grammar: Grammar, asked: int | None, verb: int | None) -> Kind:
    small = text.lower()
    first = small.split()[0]
    lemma = grammar.lemma(verb) if verb is not None else ""
    if _ORDER.search(small):
        return "order"
    if _OPEN.search(small):
        return "open"
    if _RELATED.search(small):
        return "related"
    if lemma in ("know", "realise", "realize", "suspect", "forget", "remember") and first != "how":
        return "knows" if first in _YES or first == "who" else "what"
    if _LOOK.search(small):
        return "look"
    if first in _YES:
        return "yes-no"
    word = grammar.text(asked).lower() if asked is not None else ""
    if word in ("who", "whom", "whose"):
        if lemma in SAYS and _speaks(grammar, verb, asked):
            return "who-said"
        return "who" if verb is not None else "who-is"
    if word in ("where", "when", "why"):
        return word  # type: ignore[return-value]
    if word in ("what", "which"):
        return "what"
    return "how" if word == "how" else "other"


def _speaks(grammar: Grammar, verb: int | None, asked: int | None) -> bool:
    """Whether it is the speaker who is asked for."""
    return verb is not None and asked is not None and grammar.subject(verb) == asked


def _roles(
    grammar: Grammar, verb: int | None, asked: int | None, named: list[Linked]
) -> tuple[list[tuple[str, str | None]], str | None]:
    """Who fills which role of the deed, and the role that is wanted."""
    if verb is None:
        return [], None
    found: list[tuple[str, str | None]] = []
    wanted: str | None = None
    for part in parts(grammar, verb):
        at = grammar.phrase(part.word)
        if asked is not None and (
            part.word == asked or at.start <= _start(grammar, asked) < at.end
        ):
            wanted = part.role
            continue
        found.append((part.role, _entity(at, grammar, part.word, named)))
    if wanted is None and asked is not None:
        wanted = {"where": "place"}.get(grammar.text(asked).lower())
    return found, wanted


def _start(grammar: Grammar, i: int) -> int:
    return grammar.words[i].at.start


def _entity(at: Span, grammar: Grammar, word: int, named: list[Linked]) -> str | None:
    """Who stands at a phrase: whoever its head is part of, else the last named in it."""
    place = _start(grammar, word)
    for link in named:
        if link.at.start <= place < link.at.end:
            return link.entity
    inside = [link.entity for link in named if at.start <= link.at.start < at.end]
    return inside[-1] if inside and grammar.words[word].upos == "PROPN" else None


def _inside(at: Span, named: list[Linked]) -> bool:
    return any(link.at.start <= at.start < link.at.end for link in named)


def _noun(grammar: Grammar, asked: int | None) -> str | None:
    """The noun of "who is the NOUN" or "which NOUN"."""
    if asked is None:
        return None
    word = grammar.words[asked]
    if word.deprel == "det" and word.head is not None:
        return grammar.lemma(word.head)
    subject = grammar.subject(asked)
    if subject is not None:
        return grammar.lemma(subject)
    return grammar.lemma(word.head) if word.head is not None else None
