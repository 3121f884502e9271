"""Where no answer is told in so many words, the sentences that are nearest to a question: those
with most of what its words tell and with the people that it names, whatever they are called there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.asking.question import understand
from fabula.asking.stems import SMALL
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

MOST = 3
LEAST = 0.3  # how much of what a question's words tell a sentence has to tell


def nearest(book: Book, typed: str, most: int = MOST) -> list[Span]:
    """The sentences nearest to a question, the nearest first; none where no sentence has much of
    it."""
    question = understand(typed, book.names)
    words = [w for w in (*question.words, question.verb) if w and w not in SMALL]
    found = book.sentences.ranked((), words, question.people, most)
    near = [n for n in found if book.sentences.share(words, n, around=1) >= LEAST]
    return [book.sentences.spans[n] for n in near]
