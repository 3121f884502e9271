"""Who and what takes part in what a verb tells, wherever in a sentence the words for them stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.language.roles import parts
from fabula.reading.lists import set_of
from fabula.story.records import Role
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

_SELF = ("self", "selves", "each other", "one another")
_PERSONS = set_of("man woman boy girl child lad lass lady gentleman fellow")
LONG = 3  # words of a name
FAR = 8  # words from "who" back to "it was"
_SMALL = ("not", "n't", "never", "'s", "’s")
_TOLD = ("VBD", "VBZ")
_BE = ("was", "is", "'s", "’s", "were", "been")
_CLAUSES = frozenset(("acl", "acl:relcl", "advcl", "advcl:relcl", "parataxis", "appos", "conj"))


class Filler(NamedTuple):
    """A phrase that fills a role in a clause: its word, its place in the work, who it stands
    for."""

    role: Role
    word: int
    at: Span
    entity: str | None


def words_of(book: Book, number: int) -> Iterator[tuple[Grammar, int]]:
    """The words of a sentence, each with the syntax it stands in."""
    at = book.sentences.spans[number]
    grammar = book.grammar(at.start)
    start = grammar.page.passage.start
    for i, word in enumerate(grammar.words):
        if at.start <= word.at.start + start < at.end:
            yield grammar, i


def phrase(grammar: Grammar, i: int) -> Span:
    """The whole noun phrase about a noun, in the work: with all that describes it, and "of" what,
    without its own preposition and without clauses."""
    own = {*grammar.below(i, "case", "mark", "advmod", "cop", "aux"), *grammar.below(i, *SUBJECTS)}
    own |= {k for k in grammar.below(i, "nmod") if grammar.preposition(k) in ("with", "without")}
    kept = set(grammar.subtree(i, _CLAUSES)) - {k for w in own for k in grammar.subtree(w)}
    first = last = i
    while first - 1 in kept and first > min(kept):
        first -= 1
    while last + 1 in kept:
        last += 1
    while grammar.words[first].upos == "PUNCT":
        first += 1
    while grammar.words[last].upos == "PUNCT":
        last -= 1
    at = Span(grammar.words[first].at.start, grammar.words[last].at.end)
    return grammar.page.passage.absolute(at)


def fillers(book: Book, grammar: Grammar, verb: int) -> Iterator[Filler]:
    """Who and what takes part in what a word tells; "it was Ida who did it" is told of Ida."""
    cleft = cleft_at(grammar, verb)
    if cleft is not None:
        named_at = grammar.page.passage.absolute(grammar.words[cleft].at)
        names = (cleft, cleft - 1, cleft - 2)  # its head is the first of the name's words, or last
        named = next((e for k in names if (e := grammar.entity(k))), None)
        yield Filler("agent", cleft, named_at, named)
    who = _relative(grammar, verb) if cleft is None else None
    meant = who if who is None or grammar.child(who, "cop") is None else grammar.subject(who)
    if who is None and cleft is None:
        who = meant = _right_before(grammar, verb) or _joined_to(grammar, verb)
        who = meant = _first(book, grammar, verb) if who is None else who
    if who is not None and meant is not None:
        role: Role = "patient" if grammar.is_passive(verb) else "agent"
        at = phrase(grammar, who)
        yield Filler(role, who, at, _whom(book, grammar, meant) or book.ending(at.end))
    for part in parts(grammar, verb):
        if who is not None and part.word in (who, grammar.subject(verb)):
            continue
        if part.word == cleft or (cleft is not None and part.role == "agent"):
            continue
        word = part.word
        head = grammar.words[verb].head
        relative = grammar.words[verb].deprel == "acl:relcl" and head is not None
        if relative and grammar.text(word).lower() in ("which", "that", "who", "whom"):
            word = head or word
        at = grammar.page.passage.absolute(grammar.phrase(word))
        whom = word if part.whose is None else part.whose
        yield Filler(part.role, word, at, _whom(book, grammar, whom) or book.meant(at))


def _relative(grammar: Grammar, verb: int) -> int | None:
    """The noun that "who" stands for, as the subject of a verb: "Ida, who was eighty and rang"."""
    own = grammar.child(verb, *SUBJECTS)
    own = grammar.subject(verb) if own is None else own
    if own is None or grammar.text(own).lower() not in ("who", "that"):
        return None
    while grammar.words[verb].deprel == "conj" and grammar.words[verb].head is not None:
        verb = grammar.words[verb].head or 0
    head = grammar.words[verb].head
    if grammar.words[verb].deprel != "acl:relcl" or head is None:
        before = own - 1 - (own > 1 and grammar.words[own - 1].upos == "PUNCT")
        named = grammar.text(own).lower() == "who" and grammar.words[max(0, before)].upos == "PROPN"
        return before if named else None  # "there stood Ida Pell, who had arranged it"
    between = [k for k in range(own - 1, head, -1) if grammar.lemma(k) in _PERSONS]
    return between[0] if between else head  # "when Ida came, all but a boy, who ..."


def _right_before(grammar: Grammar, verb: int) -> int | None:
    """The name or "her" right before a verb and its helpers, whatever the parser hung the verb on:
    "when he was seven Ida had carried him", "Tom found her sitting there"."""
    k = verb - 1
    while k >= 0 and (grammar.words[k].upos in ("AUX", "ADV") or grammar.text(k).lower() in _SMALL):
        k -= 1
    if k < 0 or grammar.words[k].upos not in ("NOUN", "PROPN", "PRON"):
        return None
    if grammar.subject(verb) == k and grammar.entity(k) is not None:
        return None
    if grammar.words[verb].xpos == "VBG" and k == verb - 1:
        return k if grammar.words[k].deprel in ("obj", "iobj") else None
    told = grammar.words[verb].xpos in _TOLD or k < verb - 1
    named = grammar.words[k].upos == "PROPN" or grammar.subject(verb) in (None, k)
    return k if told and named and not _is_led(grammar, k) else None


def _joined_to(grammar: Grammar, verb: int) -> int | None:
    """The subject of the last verb before a joined one: in "he dropped it, and Ida put out a hand
    and caught it" it is Ida who caught it."""
    word = grammar.words[verb]
    if word.deprel != "conj" or word.head is None or grammar.child(verb, *SUBJECTS) is not None:
        return None
    for k in range(verb - 1, word.head, -1):
        beside = grammar.words[k].head == word.head and grammar.words[k].deprel == "conj"
        own = grammar.child(k, *SUBJECTS) if beside and grammar.words[k].upos == "VERB" else None
        if own is not None and own < k and grammar.entity(own) is not None:
            return own if grammar.entity(own) != grammar.entity(grammar.subject(verb)) else None
    return None


def _first(book: Book, grammar: Grammar, verb: int) -> int | None:
    """The name that begins a sentence, for a joined verb that the parser gave no subject: "Ida Gow
    had been in the army, and had borrowed four pounds"."""
    k = verb - 1
    while k > 0 and grammar.words[k].upos in ("AUX", "ADV"):
        k -= 1
    if k < 0 or grammar.words[k].upos != "CCONJ" or grammar.subject(verb) is not None:
        return None
    while k > 0 and grammar.words[k - 1].sentence == grammar.words[verb].sentence:
        k -= 1
    ends = (grammar.page.passage.absolute(grammar.words[n].at).end for n in range(k, k + LONG))
    return next((n for n, end in enumerate(ends, k) if book.ending(end)), None)


def _is_led(grammar: Grammar, k: int) -> bool:
    """Whether a name follows a preposition: "the man beside Ida had gone"."""
    return bool(grammar.preposition(k)) or grammar.words[k].deprel in ("nmod", "obl", "conj")


def _whom(book: Book, grammar: Grammar, word: int) -> str | None:
    """Whom a word stands for; "you" in narration is whoever the story is told to, throughout."""
    entity = grammar.entity(word)
    said = grammar.text(word).lower() == "you" and grammar.quotation(word) is None
    if said and (entity is None or not book.is_known(entity)):
        return book.names.of("you") or entity
    return entity


def cleft_at(grammar: Grammar, verb: int) -> int | None:
    """The name in "it was NAME who VERB", "it was NAME from next door who VERB and VERB"."""
    head = grammar.words[verb].head
    if grammar.words[verb].deprel == "conj" and head is not None and head < verb:
        verb = head
    who = next((k for k in range(verb - 1, max(1, verb - 6), -1) if _is_who(grammar, k)), None)
    for k in range(who - 1, max(1, who - FAR), -1) if who is not None else ():
        if grammar.text(k).lower() not in _BE:
            continue
        named = grammar.words[k + 1].upos == "PROPN" and grammar.text(k - 1).lower() == "it"
        end = k + 1
        while named and grammar.words[end + 1].upos == "PROPN":
            end += 1
        return end if named else None
    return None


def _is_who(grammar: Grammar, k: int) -> bool:
    return grammar.text(k).lower() in ("who", "that")


def apart(book: Book, filled: tuple[Filler, ...]) -> tuple[Filler, ...]:
    """The same without those who would do it to themselves and are not said to ("he had not asked
    him"): whom the other word stands for, nobody can say."""
    counts = Counter(f.entity for f in filled if f.entity)
    return tuple(
        f._replace(entity=None)
        if f.role != "agent"
        and f.entity
        and counts[f.entity] > 1
        and not book.words(f.at).lower().endswith(_SELF)
        else f
        for f in filled
    )
