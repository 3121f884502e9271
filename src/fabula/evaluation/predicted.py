"""What is measured: the export of a raw text, read with no other help, as anybody gets it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import msgspec

from fabula import formats
from fabula.errors import FabulaError
from fabula.stories import tell
from fabula.story.contract import Export, QuotationItem
from fabula.story.text import Span


def export_of(text: str, tokens: bool = False) -> Export:
    """The export of `text` in hindsight, with its tokens if asked for.

    Raises FabulaError where the text would not be read as it stands: gold places would be wrong.
    """
    story = tell(formats.read_string(text))
    if story.text.text != text:
        raise FabulaError("The text has characters that change when it is read; convert it first.")
    return msgspec.json.decode(story.to_json(tokens=tokens), type=Export)


class Quotations:
    """An export's quotations by place."""

    def __init__(self, quotations: Iterable[QuotationItem]) -> None:
        self._all = sorted(quotations, key=lambda q: (q.start, -q.end))
        self._starts = [q.start for q in self._all]
        self._longest = max((q.end - q.start for q in self._all), default=0)

    def at(self, span: Span) -> QuotationItem | None:
        """The quotation that has most of `span`, the outer one of several; None if none has any."""
        first = bisect_left(self._starts, span.start - self._longest)
        near = self._all[first : bisect_right(self._starts, span.end)]
        over = [q for q in near if q.start < span.end and span.start < q.end]
        return max(
            over, key=lambda q: min(q.end, span.end) - max(q.start, span.start), default=None
        )
