"""A passage's words as a grammar book sees them: who does what to whom, in which tense, denied or
not. What the facts of a story (events, ties, states, knowledge) are read from.

Universal Dependencies as the model gives them. Words are known by their numbers in the passage;
where the model could not read a passage there are none, and every question has no answer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from fabula.reading.attaching import attached
from fabula.reading.syntax import Token, tokens
from fabula.story.records import Realis
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.reading.page import Called, Page

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer")
_NEGATIONS = frozenset(
    (
        "not",
        "n't",
        "n’t",
        "never",
        "no",
        "neither",
        "nor",
        "hardly",
        "scarcely",
        "barely",
        "without",
    )
)
_POSSIBLE = frozenset(
    ("would", "could", "might", "may", "should", "can", "must", "'d", "’d", "ought")
)
_FUTURE = frozenset(("will", "shall", "'ll", "’ll", "wo", "sha"))
_IF = frozenset(("if", "unless", "whether", "lest"))
_WANTS = frozenset(
    (
        "want", "wish", "hope", "try", "need", "plan", "intend", "refuse", "fail", "ask", "tell",
        "order", "offer", "promise", "threaten", "beg", "expect", "decide", "mean", "like", "love",
        "prefer", "urge", "advise", "invite", "allow", "swear", "dare", "vow", "agree", "learn",
    )
)  # fmt: skip
_NOUNS = ("NOUN", "PROPN", "PRON")
_RELATIVES = ("who", "which", "that")
_BE = frozenset(("be", "is", "are", "am", "was", "were", "been", "being", "'m", "’m", "'re", "’re"))
_GOT = frozenset(("got", "get", "gets", "getting", "gotten"))
_COME = frozenset(("come", "go", "arrive", "become"))
_OUTSIDE = frozenset(
    ("acl:relcl", "advcl", "advcl:relcl", "conj", "cc", "punct", "parataxis", "appos", "acl")
)


class Grammar:
    """The syntax of one passage, with the entities of its mentions."""

    def __init__(self, page: Page) -> None:
        self.page = page
        read = list(tokens(page.passage, page.notes)) if page.notes.syntax.starts else []
        self._quoted = _quoted(page, read)
        self.words: list[Token] = attached(read, self._quoted)
        found = self.words
        self._starts = [w.at.start for w in found]
        self._below: list[list[int]] = [[] for _ in found]
        for i, word in enumerate(found):
            if word.head is not None:
                self._below[word.head].append(i)

    # Words ---------------------------------------------------------------------------------------

    def text(self, i: int) -> str:
        """A word as it is written."""
        at = self.words[i].at
        return self.page.passage.text[at.start : at.end]

    def lemma(self, i: int) -> str:
        """A word's lemma in small letters."""
        return (self.words[i].lemma or self.text(i)).lower()

    def word_at(self, place: int) -> int | None:
        """The number of the word that holds a place, else of the last before it."""
        i = bisect_right(self._starts, place) - 1
        return i if i >= 0 else None

    def words_in(self, at: Span) -> range:
        """The numbers of the words that begin in a stretch."""
        return range(bisect_left(self._starts, at.start), bisect_left(self._starts, at.end))

    def below(self, i: int, *deprels: str) -> list[int]:
        """The words that hang on a word, in order; only those of some relations, where given."""
        if not deprels:
            return self._below[i]
        return [k for k in self._below[i] if self.words[k].deprel in deprels]

    def child(self, i: int, *deprels: str) -> int | None:
        """The first word that hangs on a word by one of these relations."""
        return next(iter(self.below(i, *deprels)), None)

    def subtree(self, i: int, without: frozenset[str] = frozenset()) -> list[int]:
        """A word and all below it, in order; `without` branches of these relations."""
        found: list[int] = []
        todo = [i]
        while todo:
            k = todo.pop()
            found.append(k)
            todo += [c for c in self._below[k] if self.words[c].deprel not in without]
        return sorted(found)

    def phrase(self, i: int) -> Span:
        """The words of the noun phrase about a noun: without clauses, lists and preposition."""
        kept = self.subtree(i, _OUTSIDE | {"case", "mark", "advmod", "cop", "aux"})
        first = last = i
        while first - 1 in kept:
            first -= 1
        while last + 1 in kept:
            last += 1
        return Span(self.words[first].at.start, self.words[last].at.end)

    def clause(self, i: int) -> Span:
        """All the words of a clause, from its first to its last (marks at the ends left out)."""
        words = [k for k in self.subtree(i) if self.words[k].upos != "PUNCT"] or [i]
        return Span(self.words[words[0]].at.start, self.words[words[-1]].at.end)

    def sentence(self, i: int) -> Span:
        """The sentence that a word stands in."""
        return self.page.notes.sentences[self.words[i].sentence]

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

    def quotation(self, i: int) -> int | None:
        """The number of the innermost quotation that a word stands in."""
        return self._quoted[i]

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

    def is_passive(self, i: int) -> bool:
        """Whether something is done to the subject: by the nearest auxiliary before the verb, or
        as in the clause that it is joined to ("was caught and bound")."""
        word = self.words[i]
        if word.xpos not in ("VBN", "VBD") or self.lemma(i) in _COME:
            return False
        near = [k for k in self.below(i, "aux", "aux:pass") if k < i]
        if near:
            by = self.text(near[-1]).lower()
            return by in _BE or (by in _GOT and self.words[near[-1]].deprel == "aux:pass")
        if word.deprel == "conj" and word.xpos == "VBN" and word.head is not None:
            return self.is_passive(word.head)
        return self.child(i, "nsubj:pass") is not None and word.xpos == "VBN"

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
        cases = self.below(i, "case")
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

    def is_negated(self, i: int) -> bool:
        """Whether a clause denies what it tells."""
        if any(self.lemma(k) in _NEGATIONS for k in self.below(i, "advmod", "det", "cc", "mark")):
            return True
        subject = self.child(i, *SUBJECTS)
        return subject is not None and self.lemma(subject) in ("nobody", "nothing", "none")

    def auxiliaries(self, i: int) -> list[str]:
        """The auxiliaries of a verb as they are written, in small letters."""
        return [self.text(k).lower() for k in self.below(i, "aux", "aux:pass", "cop")]

    def is_past_perfect(self, i: int) -> bool:
        """Whether it had happened before the time that is told of."""
        shared = self.words[i].deprel == "conj" and self.words[i].xpos == "VBN"
        has = self.auxiliaries(i)
        if not has and shared and self.words[i].head is not None:
            return self.is_past_perfect(self.words[i].head or 0)
        return "had" in has or (bool({"'d", "’d"} & set(has)) and self.words[i].xpos == "VBN")

    def is_question(self, i: int) -> bool:
        """Whether the sentence of a word ends in a question mark."""
        at = self.sentence(i)
        return "?" in self.page.passage.text[max(at.start, at.end - 4) : at.end]

    def realis(self, i: int) -> Realis:
        """How real it is what a verb tells."""
        auxiliaries = set(self.auxiliaries(i))
        word = self.words[i]
        above = self.lemma(word.head) if word.head is not None else ""
        if (word.deprel == "xcomp" and above == "use") or "used" in auxiliaries:
            return "habitual"
        if self.is_negated(i):
            return "negated"
        if auxiliaries & _FUTURE:
            return "future"
        wished = word.deprel in ("xcomp", "ccomp") and word.head is not None
        if wished and self.lemma(word.head or 0) in _WANTS and word.xpos in ("VB", "VBG"):
            return "hypothetical"
        if any(self.lemma(k) in _IF for k in self.below(i, "mark")):
            return "hypothetical"
        if auxiliaries & _POSSIBLE and "had" not in auxiliaries:
            past = {"'d", "’d"} & auxiliaries and word.xpos == "VBN"
            return "actual" if past else "hypothetical"
        if word.xpos == "VB" and auxiliaries & _BE:  # "was to hold the flowers"
            return "future"
        shares = word.xpos == "VB" and word.deprel == "conj" and not auxiliaries
        if shares and word.head is not None and self.words[word.head].xpos == "VB":
            return self.realis(word.head)
        if word.xpos == "VB" and not auxiliaries and self.child(i, *SUBJECTS) is None:
            return "hypothetical" if word.deprel in ("root", "advcl", "acl") else "actual"
        return "actual"


def _quoted(page: Page, words: Sequence[Token]) -> list[int | None]:
    """For each word the number of the innermost quotation that it stands in."""
    found: list[int | None] = [None] * len(words)
    starts = [word.at.start for word in words]
    for number, quotation in enumerate(page.notes.quotations):
        first, last = (bisect_left(starts, place) for place in quotation.at)
        found[first:last] = [number] * (last - first)
    return found


def all_of(spans: Sequence[Span]) -> Span:
    """The stretch from the first to the last of some places."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
