"""Words that stand for nobody in particular: they are in no scene, and nobody's eyes."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar

VAGUE = frozenset(
    ("nobody", "somebody", "someone", "everyone", "everybody", "anyone", "anybody", "none", "one",
    "no-one", "whoever", "who", "god", "heaven", "people", "other", "folk", "folks", "person",
    "body", "man's", "thing", "all", "many", "most", "some")
)  # fmt: skip
_VAGUE_DETERMINERS = frozenset(
    ("no", "any", "every", "each", "some", "either", "neither", "another", "other", "such")
)
_SEVERAL = frozenset(("they", "them", "we", "us", "themselves", "ourselves", "these", "those"))


def vague(grammar: Grammar, word: int) -> bool:
    """Whether a noun stands for nobody in particular ("anyone", "architects"), or for several of
    whom nothing is known."""
    if grammar.lemma(word) in VAGUE or grammar.text(word).lower() in VAGUE:
        return True
    if grammar.text(word).lower() in _SEVERAL:
        entity = grammar.entity(word)
        return entity is None or entity not in grammar.page.members
    determiners = grammar.below(word, "det", "nmod:poss", "nummod")
    bare = grammar.words[word].xpos == "NNS" and not determiners
    return bare or any(grammar.lemma(k) in _VAGUE_DETERMINERS for k in determiners)
