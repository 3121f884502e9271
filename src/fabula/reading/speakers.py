"""Speakers."""
from fabula.reading.page import Page
from fabula.story.memory import Memory
from fabula.story.records import Quotation


def speakers(memory: Memory, page: Page) -> Memory:
    for q in page.notes.quotations:
        n = f"q{page.counts.get('q', 0) + 1}"
        page.quotations.append(page.emit(Quotation, "q", q.at, "x", utterance=n, mode=q.mode))
    return memory
