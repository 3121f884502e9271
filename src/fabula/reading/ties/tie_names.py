"""The name that goes with a noun: "his nephew, Neil", "my brother Theo", "Dora, daughter of Lord
Vane", "a quiet man named Pike", "her father was Pike"."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import ending, is_person, named_beside, owner, starting
from fabula.reading.states.bearers import copula

_MARKS = frozenset((",", "—", "–", ":", "("))
_ENDS = _MARKS | {".", ";", ")", "!", "”", '"'}
_NAMED = frozenset(("call", "name", "christen"))


def name_of(grammar: Grammar, i: int) -> int | None:
    """The word for whom a noun is put beside, or is said to be."""
    return (
        _named(grammar, i)
        or _after(grammar, i)
        or _before(grammar, i)
        or named_beside(grammar, i)
        or next((k for k in grammar.below(i, "appos", "flat") if is_person(grammar, k)), None)
        or _said_to_be(grammar, i)
    )


def _named(grammar: Grammar, i: int) -> int | None:
    """ "A quiet man named Pike", "his friend, called Tom"."""
    for k in range(i + 1, min(i + 3, len(grammar.words) - 1)):
        if grammar.lemma(k) in _NAMED and grammar.words[k].xpos in ("VBN", "VBD"):
            name = starting(grammar, k + 1)
            return name if name is not None and grammar.words[name].upos == "PROPN" else None
        if grammar.words[k].upos != "PUNCT":
            return None
    return None


def _after(grammar: Grammar, i: int) -> int | None:
    """The name that follows a noun with an owner between marks ("his nephew, Neil, a big boy"); in
    "my sister, Jane, and Tom" it may be another."""
    if grammar.following(i) not in _MARKS or not (owner(grammar, i) or _is_had(grammar, i)):
        return None
    k = i + 2
    if k >= len(grammar.words):
        return None
    name = starting(grammar, k)
    number = grammar.quotation(i)
    to = grammar.page.spoken.get(number, (None, ()))[1] if number is not None else ()
    if name is None or grammar.entity(name) in to:
        return None  # "He was my brother, Wren."
    if grammar.words[name].upos != "PROPN":
        return _named(grammar, name)  # "Ben's stepfather, a quiet man named Pike"
    end = grammar.page.notes.seen[grammar.mention(name) or 0].last + 1
    after = [grammar.text(k) for k in range(end, min(end + 2, len(grammar.words)))]
    return name if after and after[0] in _ENDS and after[1:] != ["and"] else None


def _is_had(grammar: Grammar, i: int) -> bool:
    head = grammar.words[i].head
    return grammar.words[i].deprel == "obj" and head is not None and grammar.lemma(head) == "have"


def _before(grammar: Grammar, i: int) -> int | None:
    """The name before a phrase between marks ("Theodora, eldest daughter of Lord Hallam, rode")."""
    number = grammar.mention(i)
    if number is None:
        return None
    seen = grammar.page.notes.seen[number]
    first, last = seen.first, seen.last
    if first < 2 or grammar.text(first - 1) not in _MARKS or last + 1 >= len(grammar.words):
        return None
    name = ending(grammar, first - 2)
    marked = grammar.text(last + 1) in _ENDS
    return name if marked and name is not None and grammar.words[name].upos == "PROPN" else None


def _said_to_be(grammar: Grammar, i: int) -> int | None:
    """The name that a copula gives to a noun ("her father was Lord Hallam", "Mei's boss was a woman
    called Sandra")."""
    word = grammar.words[i]
    after = (
        starting(grammar, i + 2)
        if grammar.lemma(min(i + 1, len(grammar.words) - 1)) == "be"
        else None
    )
    if after is not None and grammar.words[after].upos == "PROPN" and not grammar.is_question(i):
        return after  # "Miss Lark's employer was a Mr. Dobbs"
    if word.deprel not in ("nsubj", "nsubj:pass") or word.head is None or word.head < i:
        return None
    told = word.head
    if grammar.lemma(told) in _NAMED and told + 1 < len(grammar.words):
        return _named(grammar, told - 1)
    if any(grammar.words[k].upos == "PUNCT" for k in range(i, told)):
        return None
    if copula(grammar, told) is None or grammar.is_negated(told) or grammar.is_question(told):
        return None
    if grammar.words[told].upos == "PROPN" and is_person(grammar, told):
        return told
    return _named(grammar, told) if is_person(grammar, told) else None
