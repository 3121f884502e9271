"""How the text speaks of those it names: which pronoun follows a name."""

from __future__ import annotations

import re
from bisect import bisect_right

from fabula.reading.page import Page

_PRONOUN = re.compile(
    r"(?<![^\W_])(?:(?P<f>[Ss]he|[Hh]ers?|[Hh]erself)|(?P<m>[Hh]e|[Hh]is|[Hh]im(?:self)?))(?![^\W_])"
)
_REACH = 90  # code points between a name and its pronoun
_WEIGHTS = {"she": 2, "he": 2, "herself": 3, "himself": 3, "his": 1, "her": 1}


def pronouns_after(page: Page) -> dict[int, tuple[int, int]]:
    """For names in narration, by number: what the first pronoun after each says for (she, he).

    Only a pronoun that comes before the next name counts, in the same paragraph, near by, and
    outside speech.
    """
    names = page.notes.names
    if not names:
        return {}
    ends = [name.at.end for name in names]
    speech = sorted(q.at for q in page.notes.quotations)
    breaks = [p.end for p in page.passage.paragraphs]
    found: dict[int, tuple[int, int]] = {}
    for match in _PRONOUN.finditer(page.passage.text):
        at = match.start()
        i = bisect_right(ends, at) - 1
        if i < 0 or i in found or at - ends[i] > _REACH or names[i].quotation is not None:
            continue
        if bisect_right(breaks, ends[i] - 1) != bisect_right(breaks, at):
            continue
        inside = bisect_right(speech, (at, 1 << 60)) - 1
        if inside >= 0 and speech[inside].end > at:
            continue
        weight = _WEIGHTS.get(match.group().lower(), 0)
        found[i] = (weight, 0) if match.lastgroup == "f" else (0, weight)
    return found
