"""Who does what a verb tells, where the parser went astray: by the order of the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.lists import set_of

if TYPE_CHECKING:
    from fabula.asking.book import Book

_PERSONS = set_of("man woman boy girl child lad lass lady gentleman fellow")
LONG = 3  # words of a name
FAR = 8  # words from "who" back to "it was"
_SMALL = ("not", "n't", "never", "'s", "’s")
_TOLD = ("VBD", "VBZ")
_BE = ("was", "is", "'s", "’s", "were", "been")


def subject_of(book: Book, grammar: Grammar, verb: int) -> tuple[int | None, int | None]:
    """The word for who does it, and the word for whom that stands ("he was a man who knew": he);
    none where the parser's own subject is as good."""
    who = _relative(grammar, verb)
    if who is not None:
        return who, who if grammar.child(who, "cop") is None else grammar.subject(who)
    who = _right_before(grammar, verb) or _joined_to(grammar, verb)
    who = _first(book, grammar, verb) if who is None else who
    return who, who


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
        before = max(0, own - 1 - (grammar.words[own - 1].upos == "PUNCT"))
        named = grammar.text(own).lower() == "who" and grammar.words[before].upos == "PROPN"
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
    ends = (
        grammar.page.passage.absolute(grammar.words[n].at).end
        for n in range(k, min(k + LONG, verb))
    )
    return next((n for n, end in enumerate(ends, k) if book.ending(end)), None)


def _is_led(grammar: Grammar, k: int) -> bool:
    """Whether a name follows a preposition: "the man beside Ida had gone"."""
    return bool(grammar.preposition(k)) or grammar.words[k].deprel in ("nmod", "obl", "conj")


def cleft_at(grammar: Grammar, verb: int) -> int | None:
    """The name in "it was NAME who VERB", "it was NAME from next door who VERB and VERB"."""
    head = grammar.words[verb].head
    if grammar.words[verb].deprel == "conj" and head is not None and head < verb:
        verb = head
    who = next((k for k in range(verb - 1, max(1, verb - 6), -1) if _is_who(grammar, k)), None)
    for k in range(who - 1, max(0, who - FAR), -1) if who is not None else ():
        if grammar.text(k).lower() in _BE and grammar.text(k - 1).lower() in ("it", "'twas"):
            return _clefted(grammar, k + 1, who or 0)
    return None


def _clefted(grammar: Grammar, first: int, who: int) -> int | None:
    """The word for whoever "it was": the last of a name, the head of "the boy from the mill"."""
    end = first
    while end < who and grammar.words[end].upos in ("ADJ", "DET", "ADV"):
        end += 1  # "it was old Mateo who"
    if end >= who or grammar.words[end].upos not in ("PROPN", "NOUN", "PRON"):
        return None
    if grammar.words[end].upos == "PRON" and grammar.child(end, "nmod:poss") is None:
        owns = end + 1 < who and grammar.words[end].xpos == "PRP$"
        end = end + 1 if owns else end  # "it was my father who"
    while end + 1 < who and grammar.words[end + 1].upos in ("PROPN", "NOUN"):
        end += 1
    return end


def _is_who(grammar: Grammar, k: int) -> bool:
    return grammar.text(k).lower() in ("who", "that")
