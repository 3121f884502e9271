"""What syntax alone says of who can be meant (the binding of grammar books): "she" is none of those
whom her own clause goes on to name ("She put two fingers under Tam's jaw"), and "herself" is the
clause's subject.

Only what a parse tells nearly without error is taken: on LitBank's development set, 136 pairs of
136 are apart. That "her" in "Tam had fought her" is not Tam holds as well, but there parses are
wrong too often.
"""

from __future__ import annotations

from fabula.reading.language.grammar import SUBJECTS, Grammar

_BESIDE = frozenset(("conj", "parataxis", "advcl", "acl", "acl:relcl", "discourse", "vocative"))
_NOT_TOLD = (*SUBJECTS, "appos", "vocative")
_THIRD = frozenset(["he", "she", "they"])
_CALLS = frozenset(["call", "name", "christen", "nickname", "dub"])
CALLED = 3  # words from a name up to the verb by which it is given
_SELVES = frozenset(["himself", "herself", "themselves", "itself"])


class Binding:
    """Which mentions of a passage cannot be one, and which must; by their numbers."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self.apart: dict[int, set[int]] = {}
        self.selves: dict[int, int] = {}  # a reflexive pronoun -> the subject that it is
        for i, word in enumerate(grammar.words):
            if word.upos in ("VERB", "AUX") or grammar.child(i, "cop") is not None:
                self._clause(i)

    def _clause(self, verb: int) -> None:
        grammar = self._grammar
        subject = grammar.subject(verb)
        mine = grammar.mention(subject) if subject is not None else None
        if subject is None or mine is None:
            return
        for k in grammar.below(verb, "obj", "iobj", "obl"):
            if grammar.text(k).lower() in _SELVES and (other := grammar.mention(k)) is not None:
                self.selves[other] = mine
        if grammar.text(subject).lower() in _THIRD and subject < verb:
            for k in grammar.subtree(verb, _BESIDE):
                if k > verb and self._is_told(subject, k):
                    self._apart(mine, k)

    def _is_told(self, subject: int, k: int) -> bool:
        """Whether a word names or describes somebody as part of what a subject does."""
        grammar = self._grammar
        noun = grammar.words[k].upos in ("NOUN", "PROPN") and not self._is_given(k)
        told = noun and grammar.words[k].deprel not in _NOT_TOLD
        return told and grammar.quotation(k) == grammar.quotation(subject)

    def _is_given(self, k: int) -> bool:
        """Whether a name is what somebody is called by ("they called him anything but Barley")."""
        grammar = self._grammar
        above: int | None = k
        for _ in range(CALLED):
            above = grammar.words[above].head if above is not None else None
            if above is None or grammar.words[above].upos == "VERB":
                break
        return above is not None and grammar.lemma(above) in _CALLS

    def _apart(self, mine: int, k: int) -> None:
        other = self._grammar.mention(k)
        if other is not None and other != mine:
            self.apart.setdefault(mine, set()).add(other)
            self.apart.setdefault(other, set()).add(mine)
