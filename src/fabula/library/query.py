"""What a person types to find words in a library, as a query of the index.

A query is words and "phrases in marks", all of which a paragraph has to have; `whal*` is any word
that begins so. `work:` and `author:` (a word, or several in marks) say in whose works to look.
Capitals and accents do not count. Whatever is typed is words: nothing in it is obeyed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from fabula.story.text import Span

LONGEST = 1000  # code points of a query that are looked at
MOST = 32  # words and phrases of it
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_FILTER = re.compile(r"(?<!\S)(work|author):(?:\"([^\"]*)\"|(\S*))", re.IGNORECASE)
_PART = re.compile(r"\"([^\"]*)\"?|([^\s\"]+)")
_WORD = re.compile(r"[^\W_]+")


class Term(NamedTuple):
    """Words that follow each other, as they are compared; the last may go on (`prefix`)."""

    words: tuple[str, ...]
    prefix: bool = False


class Query(NamedTuple):
    """What is looked for: all of `terms`, in works whose title has `work` in it, by somebody with
    `author` in the name ("" is any)."""

    terms: tuple[Term, ...]
    work: str = ""
    author: str = ""

    @property
    def match(self) -> str:
        """The query as FTS5 reads it; every word stands in marks, so that none is an operator."""
        return " AND ".join(
            f'"{" ".join(term.words)}"{"*" if term.prefix else ""}' for term in self.terms
        )


def parsed(typed: str) -> Query:
    """The query that somebody typed; without terms where there is no word in it."""
    text = typed[:LONGEST].translate(_PLAIN)
    asked = {m[1].lower(): folded(m[2] or m[3] or "") for m in _FILTER.finditer(text)}
    terms = [
        term
        for quoted, bare in _PART.findall(_FILTER.sub(" ", text))
        if (term := _term(quoted or bare))
    ]
    return Query(tuple(dict.fromkeys(terms[:MOST])), asked.get("work", ""), asked.get("author", ""))


def _term(typed: str) -> Term | None:
    words = tuple(_WORD.findall(folded(typed)))
    return Term(words, typed.rstrip().endswith("*")) if words else None


def folded(words: str) -> str:
    """Words as they are compared: small letters without accents."""
    apart = unicodedata.normalize("NFD", words.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def standing(query: Query, text: str, at: Span) -> list[Span]:
    """Where in a stretch of `text` the terms stand, in order."""
    words = [
        (folded(m.group()), m.start(), m.end()) for m in _WORD.finditer(text, at.start, at.end)
    ]
    found = {
        Span(words[n][1], words[n + len(term.words) - 1][2])
        for term in query.terms
        for n in range(len(words) - len(term.words) + 1)
        if _fits(term, [word for word, _, _ in words[n : n + len(term.words)]])
    }
    return sorted(found)


def _fits(term: Term, words: list[str]) -> bool:
    *first, last = words
    goes_on = term.prefix and last.startswith(term.words[-1])
    return tuple(first) == term.words[:-1] and (goes_on or last == term.words[-1])
