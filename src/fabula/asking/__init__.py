"""Questions about a story, answered from its records and sentences, or not at all.

`ask` takes a question as it is typed and gives an `Answer`: a few words, whom they name, and the
words of the story that show it; where the story does not say, it says so.
"""

from fabula.asking.answers import Answer
from fabula.asking.ask import ask
from fabula.asking.book import Book

__all__ = ["Answer", "Book", "ask"]
