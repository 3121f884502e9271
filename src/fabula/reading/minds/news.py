"""Which of the things that people say to each other are news: statements of what happened to whom,
of who somebody is, of where they are. Small talk, opinions, orders and plans are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.language.hasty import plain
from fabula.reading.language.narration import tense_of
from fabula.reading.language.verbs import PLACES, STATES
from fabula.story.text import Span

LEAST, LONGEST = 3, 30  # words of a statement
ENOUGH = 2.0
_WEIGHTY = re.compile(
    r"\b(?:dead|dies|died|killed|murdered|born|married|engaged|divorced|alive|missing|stolen|stole|lied"
    r"|hid|hidden|escaped|arrested|hanged|shot|drowned|poisoned|secret|brothers?|sisters?|mother|father"
    r"|sons?|daughters?|wife|husband|heir|letter|money|ledger|key|truth|pregnant|betrayed|awake|forgot"
    r"|remember)\b"
)
_TALK = re.compile(
    r"\A\W*(?:i\s(?:suppose|guess|think|believe|hope|wish|mean|say|see|don't\sthink|dare\ssay|know)\b"
    r"|thank|well,?\sthen|good\s|come,|look,|listen|please|never\smind|of\scourse|perhaps|maybe|if\s)"
)


def statements(grammar: Grammar, spans: list[Span]) -> Iterator[tuple[float, Span]]:
    """How much each of some sentences says that is news, with its place; nothing for questions."""
    for at in spans:
        weight = weight_of(grammar, at)
        if weight >= ENOUGH:
            yield weight, at


def weight_of(grammar: Grammar, at: Span) -> float:
    """How much a sentence says that is news: of others, of what happened, who they are, where."""
    text = grammar.page.passage.text[at.start : at.end]
    said = plain(text)
    words = grammar.words_in(at)
    if not LEAST <= len(said.split()) <= LONGEST or "?" in said or _TALK.match(said):
        return 0.0
    root = next((i for i in words if grammar.words[i].head not in words), None)
    if root is None or not _is_stated(grammar, root):
        return 0.0
    weight = float(_of_others(grammar, words)) + 1.5 * (_WEIGHTY.search(said) is not None)
    if _happened(grammar, root):
        weight += 1.0
    if _is_somebody(grammar, root) or _is_somewhere(grammar, root):
        weight += 1.0
    if grammar.words[root].upos == "ADJ":
        weight -= 0.5
    return weight


def _is_stated(grammar: Grammar, root: int) -> bool:
    """Whether a main clause states what is so: not what will be, might be, or is to be done."""
    if grammar.child(root, *SUBJECTS) is None:
        return False
    return grammar.realis(root) in ("actual", "negated") and tense_of(grammar, root) is not None


def _of_others(grammar: Grammar, words: range) -> int:
    """1 if a sentence speaks of somebody who is neither "I" nor "you", else 0."""
    seen = grammar.page.notes.seen
    found = set()
    for i in words:
        number = grammar.mention(i)
        if number is None or seen[number].type != "PER":
            continue
        if grammar.text(i).lower() not in ("i", "me", "you", "we", "us", "my", "your"):
            found.add(grammar.page.meant.get(number))
    return min(len(found), 1)


def _happened(grammar: Grammar, root: int) -> bool:
    """Whether a clause tells of what somebody did."""
    done = grammar.words[root].upos == "VERB" and grammar.lemma(root) not in STATES
    past = tense_of(grammar, root) == "past" or {"have", "has", "'ve", "’ve"} & set(
        grammar.auxiliaries(root)
    )
    return done and bool(past)


def _is_somebody(grammar: Grammar, root: int) -> bool:
    """Whether a clause tells who somebody is: "That is my brother"."""
    number = grammar.mention(root)
    if grammar.child(root, "cop") is None or number is None:
        return False
    one = grammar.words[root].upos == "PROPN" or grammar.child(root, "nmod:poss") is not None
    return one and grammar.page.notes.seen[number].type == "PER"


def _is_somewhere(grammar: Grammar, root: int) -> bool:
    """Whether a clause tells where somebody or something is."""
    if grammar.child(root, "cop") is not None:
        return grammar.preposition(root) in PLACES
    there = grammar.lemma(root) in ("be", "lie", "stand", "sit", "live", "sleep", "hide", "wait")
    return there and any(grammar.preposition(k) in PLACES for k in grammar.below(root, "obl"))
