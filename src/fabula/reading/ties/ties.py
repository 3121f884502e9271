"""How people stand to each other, as words tell it: nouns with an owner ("her brother", "captain of
the guard"), what a copula or an apposition says, forms of address, feelings, and deeds that make a
tie."""

from __future__ import annotations

import msgspec

from fabula.reading.language.nearby import is_person
from fabula.reading.page import Page
from fabula.reading.people.identity import Identity
from fabula.reading.ties.tie_address import by_address
from fabula.reading.ties.tie_deeds import by_deed
from fabula.reading.ties.tie_doubts import in_law
from fabula.reading.ties.tie_groups import by_group, by_pair
from fabula.reading.ties.tie_names import name_of
from fabula.reading.ties.tie_nouns import by_noun, by_young, had
from fabula.reading.ties.tie_owners import is_new
from fabula.reading.ties.tie_titles import by_orders, by_titles
from fabula.reading.ties.tie_words import YOUNG, Tie, tie_nouns
from fabula.reading.ties.told_ties import Told
from fabula.story.memory import Memory


def ties(memory: Memory, page: Page) -> Memory:
    """Emits Relations and RelationEndeds."""
    grammar = page.grammar
    told = Told(memory, page)
    nouns = tie_nouns()
    for i, word in enumerate(grammar.words):
        lemma = grammar.lemma(i)
        if word.upos in ("NOUN", "PROPN", "PRON"):
            if in_law(grammar, i):
                by_noun(memory, grammar, told, i, Tie("kin"))
            elif lemma in nouns and not in_law(grammar, i + 4):
                by_noun(memory, grammar, told, i, nouns[lemma])
            if lemma in YOUNG:
                by_young(memory, grammar, told, i)
            had(grammar, told, i)
            by_address(memory, grammar, told, i)
            by_pair(memory, grammar, told, i)
        by_group(grammar, told, i)
        if word.upos in ("VERB", "ADJ", "NOUN", "ADV", "AUX"):
            by_deed(grammar, told, i)
    by_titles(memory, page, told)
    by_orders(page, told)
    return msgspec.structs.replace(_joined(memory, page), ties=told.memory())


def _joined(memory: Memory, page: Page) -> Memory:
    """The memory in which a nameless one is whoever the noun is put beside by name ("my brother
    Theo", "a girl called Stella")."""
    grammar, identity = page.grammar, Identity(memory, page)
    known = memory.cast.known
    for i, word in enumerate(grammar.words):
        if word.upos != "NOUN" or word.xpos == "NNS" or not is_person(grammar, i):
            continue
        entity = grammar.entity(i)
        if entity is None or identity.root(entity) in known or entity in page.members:
            continue
        named = grammar.entity(name_of(grammar, i)) if is_new(grammar, i) else None
        if named is not None and identity.root(named) in known:
            identity.join(entity, named, word.at, 0.9)
    return identity.memory()
