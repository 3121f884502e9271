"""A passage's words as a grammar book sees them: who does what to whom, in which tense, denied or
not. What the facts of a story (events, ties, states, knowledge) are read from.

The words and what hangs on what are in `phrases.py`, how verbs tell in `moods.py`. Where the model
could not read a passage there are no words, and every question has no answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from fabula.reading.language.moods import SUBJECTS, Moods

if TYPE_CHECKING:
    from fabula.reading.page import Called

__all__ = ["SUBJECTS", "Grammar"]

_NOUNS = ("NOUN", "PROPN", "PRON")
_RELATIVES = ("who", "which", "that")


class Grammar(Moods):
    """The syntax of one passage, with the entities of its mentions."""

    # Who is meant --------------------------------------------------------------------------------

    @cached_property
    def _mention_of(self) -> dict[int, int]:
        """The number of the (longest) mention whose head a word is."""
        found: dict[int, int] = {}
        seen = self.page.notes.seen
        for number in sorted(range(len(seen)), key=lambda n: seen[n].at.end - seen[n].at.start):
            first, last = seen[number].first, seen[number].last
            heads = [
                k
                for k in range(first, last + 1)
                if self.words[k].head is None or not first <= (self.words[k].head or 0) <= last
            ]
            if heads:
                found[heads[0]] = number
        return found

    def mention(self, i: int) -> int | None:
        """The number of the mention whose head a word is."""
        return self._mention_of.get(i)

    def head_of(self, mention: int) -> int | None:
        """The word that is the head of a mention."""
        return self._head_of.get(mention)

    @cached_property
    def _head_of(self) -> dict[int, int]:
        return {number: word for word, number in self._mention_of.items()}

    def is_pronoun(self, i: int) -> bool:
        """Whether a word only points at somebody or something."""
        return self.words[i].upos == "PRON"

    def entity(self, i: int | None) -> str | None:
        """The entity that a word stands for as the head of a mention; "I" and "you" in speech are
        whoever speaks and is spoken to."""
        if i is None:
            return None
        number = self._mention_of.get(i)
        if number is not None:
            return self.page.meant.get(number)
        called = self.called(i)
        return called.entity if called is not None else None

    def called(self, i: int) -> Called | None:
        """The name that begins with a word and that the model does not see as a mention."""
        return self._named.get(self.words[i].at.start)

    @cached_property
    def _named(self) -> dict[int, Called]:
        seen = {s.name for s in self.page.notes.seen if s.name is not None}
        names = zip(self.page.notes.names, self.page.called, strict=False)  # a question has none
        return {
            called.at.start: called
            for n, (name, called) in enumerate(names)
            if called is not None and n not in seen and name.person >= 0
        }

    # Clauses -------------------------------------------------------------------------------------

    def verbs(self) -> Iterator[int]:
        """The words that tell of something: full verbs, and what a copula joins."""
        for i, word in enumerate(self.words):
            if word.upos == "VERB" or self.child(i, "cop") is not None:
                yield i

    def subject(self, i: int) -> int | None:
        """The word for who does or is what a word tells: its own subject, or one shared with the
        clause it is joined to or hangs on, or the noun that a clause describes."""
        for _ in range(6):
            own = self._own_subject(i)
            if own is not None:
                return own
            word = self.words[i]
            if word.head is None:
                return None
            if word.deprel == "xcomp":
                shared = self.child(word.head, "obj", "iobj")
                controlled = (
                    word.xpos in ("VB", "JJ", "NN", "VBG") or self.lemma(word.head) == "get"
                )
                if shared is not None and controlled and self.lemma(word.head) != "promise":
                    return shared
            elif word.deprel in ("acl", "acl:relcl"):
                return word.head if self.words[i].xpos != "VBN" else None
            elif word.deprel not in ("conj", "advcl", "parataxis"):
                return None
            i = word.head
        return None

    def _own_subject(self, verb: int) -> int | None:
        """The nearest subject before a verb, else the first after it. "A man came who ..." has
        "who" stand for the noun before it; "Annie's eyes" has no "Annie" for a subject."""
        found = [k for k in self.below(verb, *SUBJECTS) if not self.owns(k)]
        before = [k for k in found if k < verb]
        if not found:
            return None
        subject = before[-1] if before else found[0]
        if self.lemma(subject) not in _RELATIVES or self.words[subject].xpos in ("DT", "IN"):
            return subject
        if self.words[verb].deprel == "acl:relcl" and self.words[verb].head is not None:
            return self.words[verb].head
        return self._noun_before(subject) or subject

    def owns(self, i: int) -> bool:
        """Whether a noun only owns the next one ("Annie's")."""
        return i + 1 < len(self.words) and self.words[i + 1].xpos == "POS"

    def _noun_before(self, i: int) -> int | None:
        """The nearest noun or pronoun before a word in its sentence."""
        for k in range(i - 1, -1, -1):
            if self.words[k].sentence != self.words[i].sentence:
                break
            if self.words[k].upos in ("NOUN", "PROPN", "PRON"):
                return k
        return None

    def object(self, i: int) -> int | None:
        """The word for whom or what it is done to."""
        own = self.child(i, "obj")
        if own is None and self.words[i].deprel == "acl:relcl" and self.words[i].head is not None:
            # "the man she had followed": nobody else is the object, and the subject is her.
            subject = self.child(i, *SUBJECTS)
            told = subject is not None and self.lemma(subject) not in _RELATIVES
            if told and self.child(i, "ccomp", "xcomp") is None:
                return self.words[i].head
        return own

    def oblique(self, i: int, *prepositions: str) -> int | None:
        """The noun that hangs on a verb by one of some prepositions."""
        for k in self.below(i, "obl", "obl:agent", "nmod", "obl:unmarked"):
            if self.preposition(k) in prepositions:
                return k
        return None

    def preposition(self, i: int) -> str:
        """The preposition of a noun in small letters ("out of" as one), "" for none."""
        cases = [k for k in self.below(i, "case") if self.words[k].xpos != "POS"]
        return " ".join(self.text(k).lower() for c in cases for k in (c, *self.below(c, "fixed")))

    def joined(self, i: int | None) -> list[int]:
        """A noun and those joined to it by "and"; those that stand before it count as well."""
        if i is None:
            return []
        found = [i, *(k for k in self.below(i, "conj") if self.words[k].upos in _NOUNS)]
        if (
            i >= 2
            and self.lemma(i - 1) == "and"
            and self.words[i - 2].deprel == self.words[i].deprel
        ):
            found.insert(0, i - 2)
        return found

    def is_plural(self, i: int) -> bool:
        """Whether a word stands for several."""
        plural = self.words[i].xpos in ("NNS", "NNPS")
        return plural or self.text(i).lower() in ("they", "them", "we", "us")
