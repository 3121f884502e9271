"""A passage's words and what hangs on what: the ground of its grammar.

Universal Dependencies as the model gives them, mended where they are unlikely (`attaching.py`).
Words are known by their numbers in the passage; where the model could not read a passage there are
none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fabula.reading.language.attaching import attached
from fabula.reading.language.syntax import Token, tokens
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.reading.page import Page

_OUTSIDE = frozenset(
    ("acl:relcl", "advcl", "advcl:relcl", "conj", "cc", "punct", "parataxis", "appos", "acl")
)


class Words:
    """The words of one passage, as a tree a sentence."""

    def __init__(self, page: Page) -> None:
        self.page = page
        read = list(tokens(page.passage, page.notes)) if page.notes.syntax.starts else []
        self._quoted = _quoted(page, read)
        self.words: list[Token] = attached(read, self._quoted)
        text = page.passage.text
        self._starts = [w.at.start for w in self.words]
        self._texts = [text[w.at.start : w.at.end] for w in self.words]
        lemmas = zip(self.words, self._texts, strict=True)
        self._lemmas = [(word.lemma or text).lower() for word, text in lemmas]
        self._below: list[list[int]] = [[] for _ in self.words]
        for i, word in enumerate(self.words):
            if word.head is not None:
                self._below[word.head].append(i)

    def text(self, i: int) -> str:
        """A word as it is written."""
        return self._texts[i]

    def following(self, i: int) -> str:
        """The word right after a word ("look after", "see to") in small letters, "" for none."""
        return self._texts[i + 1].lower() if i + 1 < len(self._texts) else ""

    def lemma(self, i: int) -> str:
        """A word's lemma in small letters."""
        return self._lemmas[i]

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
        for k in self._below[i]:
            if self.words[k].deprel in deprels:
                return k
        return None

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

    def quotation(self, i: int) -> int | None:
        """The number of the innermost quotation that a word stands in."""
        return self._quoted[i]


def _quoted(page: Page, words: Sequence[Token]) -> list[int | None]:
    """For each word the number of the innermost quotation that it stands in."""
    found: list[int | None] = [None] * len(words)
    starts = [word.at.start for word in words]
    for number, quotation in enumerate(page.notes.quotations):
        first, last = (bisect_left(starts, place) for place in quotation.at)
        found[first:last] = [number] * (last - first)
    return found
