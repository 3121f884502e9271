"""Two who turn out to be one because the words say so: "Jory was her brother", "her brother Jory".
What such a noun stood for so far, or will stand for, is whoever bears the name."""

from __future__ import annotations

from fabula.reading.bearers import copula, is_real
from fabula.reading.genders import fits
from fabula.reading.grammar import Grammar
from fabula.reading.identity import Identity
from fabula.reading.nearby import before, is_person, named_beside, owner
from fabula.reading.page import Page
from fabula.reading.tie_words import tie_nouns
from fabula.story.memory import Memory

SURE = 0.7


def one_and_same(memory: Memory, page: Page) -> Memory:
    """Emits SameEntity records."""
    grammar = page.grammar
    for i, word in enumerate(grammar.words):
        if word.xpos == "NN" and grammar.lemma(i) in tie_nouns():
            name = _named(grammar, i)
            if name is not None and _may_join(memory, grammar, i, name):
                identity = Identity(memory, page)
                one, other = grammar.entity(name) or "", grammar.entity(i) or ""
                identity.join(one, other, word.at, SURE)
                memory = identity.memory()
    return memory


def _named(grammar: Grammar, i: int) -> int | None:
    """The name that a noun with an owner is said of, or put beside."""
    if not is_person(grammar, i) or owner(grammar, i) is None:
        return None
    verb = copula(grammar, i)
    if verb is None:
        return named_beside(grammar, i)
    past = "had" in grammar.auxiliaries(i) or (verb > 1 and grammar.lemma(verb - 2) == "use")
    if past or not is_real(grammar, i):
        return None
    return before(grammar, verb)


def _may_join(memory: Memory, grammar: Grammar, i: int, name: int) -> bool:
    """Whether the one has a name and the other none, and nothing speaks against it."""
    one, other = grammar.entity(name), grammar.entity(i)
    if one is None or other is None or grammar.words[name].upos != "PROPN":
        return False
    root, known = memory.cast.root, memory.cast.known
    nameless = root(other) not in known and root(other) not in memory.links.groups
    own = owner(grammar, i)
    whose = grammar.entity(own) if own is not None else None
    itself = whose is not None and root(whose) in (root(one), root(other))
    return root(one) in known and nameless and not itself and fits(memory, one, grammar.lemma(i))
