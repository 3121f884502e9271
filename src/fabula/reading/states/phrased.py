"""States that a few words tell together: "out cold", "in tears", "five months gone"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import owner
from fabula.reading.lists import lines, set_of, word_list
from fabula.reading.states.bearers import copula, is_real, members, of_clause, people, subjects
from fabula.reading.states.held_states import Held
from fabula.story.text import Span

_WHOSE = set_of("his her my your their its our the a an one's")
_SELF = set_of("himself herself myself yourself themselves itself ourselves yourselves")
_CLOSE = frozenset(("PUNCT", "CCONJ", "SCONJ"))


class Phrase(NamedTuple):
    """Words that tell a state: its name, how it is told ("!" lasts, "-" ends), and the words."""

    name: str
    how: str
    words: tuple[str, ...]


@cache
def phrases() -> dict[str, list[Phrase]]:
    """The phrases of `lists/state_phrases.txt` by the first of their words that is no sign."""
    found: dict[str, list[Phrase]] = {}
    for line in lines("state_phrases"):
        name, _, said = line.partition(": ")
        how = name[-1] if name[-1] in "!-" else ""
        for phrase in said.split(" | "):
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append(Phrase(name.removesuffix(how), how, words))
    return found


def phrased(grammar: Grammar, held: Held, i: int) -> None:
    """Tells the state that the words from a word on tell."""
    first = {grammar.lemma(i), grammar.text(i).lower(), *("#" for _ in _number(grammar, i))}
    for phrase in (p for word in first for p in phrases().get(word, ())):
        last = _last(grammar, i, phrase.words)
        if last is None:
            continue
        who = _whom(grammar, i, last, denied=phrase.words[0] == "not")
        at = Span(grammar.words[i].at.start, grammar.words[last].at.end)
        if phrase.how == "-":
            held.end(who, (phrase.name,), at)
        else:
            held.add(who, phrase.name, at, lasting=phrase.how == "!")
        return


def _number(grammar: Grammar, i: int) -> tuple[int, ...]:
    return (i,) if grammar.words[i].upos == "NUM" else ()


def _last(grammar: Grammar, i: int, words: tuple[str, ...]) -> int | None:
    """The last word of a phrase that begins with a word, where all its words stand there."""
    k = i
    for word in words:
        end = k == len(grammar.words) or grammar.words[k].upos in _CLOSE
        if word == "$":
            if not end:
                return None
        elif k == len(grammar.words) or not _is(grammar, k, word):
            return None
        else:
            k += 1
    return k - 1


def _is(grammar: Grammar, k: int, word: str) -> bool:
    text = grammar.text(k).lower()
    if word == "~":
        return text in _WHOSE or grammar.words[k].xpos == "PRP$"
    if word == "@":
        return text in _SELF
    if word == "#":
        return grammar.words[k].upos == "NUM"
    return word in (text, grammar.lemma(k)) or (word == "not" and text in ("n't", "n’t", "never"))


def _whom(grammar: Grammar, i: int, last: int, *, denied: bool) -> list[str]:
    """Whom a phrase tells of: whose eyes they are; the subject of its verb; whom it describes."""
    if grammar.words[i].upos == "NOUN" and grammar.lemma(i) in word_list("body_parts"):
        return list(members(grammar, owner(grammar, i)))
    verb = next((k for k in range(i, last + 1) if grammar.words[k].upos in ("VERB", "AUX")), None)
    if denied and verb is not None:
        return subjects(grammar, verb) if not grammar.is_question(verb) else []
    if verb is not None and grammar.words[i].upos in ("VERB", "AUX"):
        return subjects(grammar, verb) if is_real(grammar, verb) else []
    said = next((k for k in (last, i) if copula(grammar, k) is not None), None)
    if said is not None:
        return subjects(grammar, said) if is_real(grammar, said) else []
    return people(grammar, of_clause(grammar, last))
