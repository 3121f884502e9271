"""Whom a sentence without a verb describes: "He came in. White gloves. A scar on one cheek." """

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person
from fabula.reading.states.bearers import people, subject

_LEADING = frozenset(("ADJ", "DET", "NUM", "NOUN", "ADV", "PUNCT", "PART"))
_BACK = 4  # sentences before it in which somebody is looked for


def spoken_of(grammar: Grammar, i: int) -> list[str]:
    """Who was told of last, where a noun opens a sentence of the narration that has no verb."""
    sentence = grammar.words[i].sentence
    if grammar.quotation(i) is not None or not _opens(grammar, i) or _verbs(grammar, sentence):
        return []
    paragraph = grammar.page.paragraph_of(grammar.words[i].at.start)
    for before in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
        if before < 0 or _paragraph(grammar, before) != paragraph:
            return []
        verbs = [k for k in _verbs(grammar, before) if grammar.quotation(k) is None]
        if verbs:
            return _subject_of(grammar, verbs)
    return []


def _subject_of(grammar: Grammar, verbs: list[int]) -> list[str]:
    """The persons that the first of some verbs which has one for its subject tells of."""
    owns = (subject(grammar, k) for k in verbs)
    return next((people(grammar, own) for own in owns if is_person(grammar, own)), [])


def _opens(grammar: Grammar, i: int) -> bool:
    """Whether nothing but what describes a noun stands before it in its sentence."""
    k = i
    while k > 0 and grammar.words[k - 1].sentence == grammar.words[i].sentence:
        k -= 1
        if grammar.words[k].upos not in _LEADING:
            return False
    return k < i and grammar.text(k)[0].isupper()


def _verbs(grammar: Grammar, sentence: int) -> list[int]:
    """The verbs of a sentence, and what forms of "to be" join, in order."""
    words = grammar.words_in(grammar.page.notes.sentences[sentence])
    return [
        k for k in words if grammar.words[k].upos in ("VERB", "AUX") and not _is_beside(grammar, k)
    ]


def _is_beside(grammar: Grammar, k: int) -> bool:
    """Whether a verb only describes a noun ("a nose that had been broken")."""
    climbed: int | None = k
    while climbed is not None and grammar.words[climbed].deprel not in ("acl", "acl:relcl"):
        climbed = grammar.words[climbed].head
    return climbed is not None


def _paragraph(grammar: Grammar, sentence: int) -> int:
    return grammar.page.paragraph_of(grammar.page.notes.sentences[sentence].start)
