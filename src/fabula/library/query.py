"""What a person types to find words in a library, as a query of the index.

A query is words and "phrases in marks", all of which a paragraph has to have. A word by itself
stands for all its forms ("carry" finds "carried"); `whal*` is any word that begins so. `work:` and
`author:` (a word, or several in marks) say in whose works to look. Capitals and accents do not
count. Whatever is typed is words: nothing in it is obeyed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

from fabula.story.text import Span

LONGEST = 1000  # code points of a query that are looked at
MOST = 32  # words and phrases of it
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_FILTER = re.compile(r"(?<!\S)(work|author):(?:\"([^\"]*)\"|(\S*))", re.IGNORECASE)
_PART = re.compile(r"\"([^\"]*)\"?|([^\s\"]+)")
_WORD = re.compile(r"[^\W_]+")


Words = tuple[str, ...]


class Term(NamedTuple):
    """What a paragraph has to have: one of some rows of words, as they are compared: a phrase, or a
    word in each of its forms. With `prefix` the last word may go on."""

    any_of: tuple[Words, ...]
    prefix: bool = False

    @property
    def match(self) -> str:
        """The term as FTS5 reads it; every word stands in marks, so that none is an operator."""
        star = "*" if self.prefix else ""
        return "(" + " OR ".join(f'"{" ".join(words)}"{star}' for words in self.any_of) + ")"


class Query(NamedTuple):
    """What is looked for: all of `terms`, in works whose title has `work` in it, by somebody with
    `author` in the name ("" is any)."""

    terms: tuple[Term, ...]
    work: str = ""
    author: str = ""

    @property
    def match(self) -> str:
        """The query as FTS5 reads it."""
        return " AND ".join(term.match for term in self.terms)


def _itself(word: str) -> Iterable[str]:
    return (word,)


def parsed(typed: str, forms: Callable[[str], Iterable[str]] = _itself) -> Query:
    """The query that somebody typed; without terms where there is no word in it. `forms` gives the
    forms of a word that stands by itself."""
    text = typed[:LONGEST].translate(_PLAIN)
    asked = {m[1].lower(): folded(m[2] or m[3] or "") for m in _FILTER.finditer(text)}
    parts = _PART.findall(_FILTER.sub(" ", text))[:MOST]
    terms = [term for quoted, bare in parts if (term := _term(quoted or bare, forms))]
    return Query(tuple(dict.fromkeys(terms)), asked.get("work", ""), asked.get("author", ""))


def _term(typed: str, forms: Callable[[str], Iterable[str]]) -> Term | None:
    words = tuple(_WORD.findall(folded(typed)))
    if not words:
        return None
    if typed.rstrip().endswith("*"):
        return Term((words,), prefix=True)
    return Term(tuple((form,) for form in forms(words[0])) if len(words) == 1 else (words,))


def folded(words: str) -> str:
    """Words as they are compared: small letters without accents."""
    if words.isascii():
        return words.lower()
    apart = unicodedata.normalize("NFD", words.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def standing(query: Query, text: str, at: Span) -> list[Span]:
    """Where in a stretch of `text` the terms stand, in order."""
    words = [
        (folded(m.group()), m.start(), m.end()) for m in _WORD.finditer(text, at.start, at.end)
    ]
    found = {
        Span(words[n][1], words[n + len(row) - 1][2])
        for term in query.terms
        for row in term.any_of
        for n in range(len(words) - len(row) + 1)
        if _fits(row, term.prefix, [word for word, _, _ in words[n : n + len(row)]])
    }
    return sorted(found)


def _fits(row: Words, prefix: bool, words: list[str]) -> bool:
    *first, last = words
    goes_on = prefix and last.startswith(row[-1])
    return tuple(first) == row[:-1] and (goes_on or last == row[-1])
