"""Short forms that no list knows: `Tamsy` for Tamsin, `Otto` for Ottoline.

Such a name is taken for the beginning of a longer one, pet endings off, only where somebody is
called by it or spoken of by it in speech, nobody else fits, and the one person whose first name
begins so has been named not long ago.
"""

from __future__ import annotations

from collections.abc import Iterator

from fabula.reading.names.name_lists import GIVEN
from fabula.reading.page import Page
from fabula.reading.people.cast_draft import Draft
from fabula.reading.people.cast_match import CLIP, Form
from fabula.story.annotations import Name
from fabula.story.memory import Known

_PET_ENDINGS = ("ie", "y", "ey", "i", "o", "s", "sy", "sie", "kins", "kin", "ster", "poo")
_LONG_AGO = 12  # paragraphs


def shortened(draft: Draft, page: Page, form: Form, name: Name) -> Known | None:
    """Who is meant by a short form, if just one can be."""
    if name.quotation is None or len(form) != 2 or form[0]:
        return None
    if form[1] in GIVEN and not name.vocative:
        return None
    now = page.first_paragraph + page.paragraph_of(name.at.start)
    stems = list(_stems(form[1]))
    near = [known for known in draft.bearers(("", form[1][:CLIP])) if now - known.last <= _LONG_AGO]
    fits = [known for known in near if any(_begins(known, stem) for stem in stems)]
    return fits[0] if len(fits) == 1 else None


def _stems(word: str) -> Iterator[str]:
    yield word
    for ending in _PET_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= CLIP:
            yield stem
            if len(stem) > CLIP and stem[-1] == stem[-2]:
                yield stem[:-1]


def _begins(known: Known, stem: str) -> bool:
    """Whether a first name of somebody begins with a stem and is longer."""
    firsts = (form[1] for form in known.forms if not form[0] or len(form) > 2)
    return any(first.startswith(stem) and len(first) > len(stem) + 1 for first in firsts)
