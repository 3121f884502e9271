"""What a book says of its people, as markup: notes and pages of who is who."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fabula.formats.exports.book.escaping import clean, said
from fabula.formats.exports.book.known import PLACES, Entry, Known
from fabula.formats.exports.book.plan import Note, People, Plan

Link = Callable[[int], str]
"""Where a place of the text is found: what an `href` holds."""


class Teller:
    """Says in plain sentences who somebody is, each place a link to its words."""

    def __init__(self, plan: Plan, link: Link) -> None:
        self._plan = plan
        self._link = link

    def note(self, note: Note) -> str:
        """The inside of a note: whoever its words may mean."""
        several = f"<p>{clean(_several(note))}</p>\n" if len(note.entries) > 1 else ""
        return several + "\n".join(map(self.entry, note.entries))

    def people(self, people: People) -> Iterator[str]:
        """The inside of a page of who is who: those of the chapter at length, others in a line."""
        for entry in people.here:
            yield f'<div class="who">\n{self.entry(entry, here=True)}\n</div>\n'
        if people.others:
            yield "<h2>Met before</h2>\n<ul>\n"
            yield from (f"<li>{self._in_a_line(known)}</li>\n" for known in people.others)
            yield "</ul>\n"
        if people.more:
            many = "one more" if people.more == 1 else f"{people.more:,} more"
            yield f"<p>And {many}, told of less often.</p>\n"
        if not people.here and not people.others:
            yield "<p>Nobody has been met yet.</p>\n"

    def entry(self, entry: Entry, here: bool = False) -> str:
        """All that is to be said of one, a sentence a line; `here`: they are in the chapter."""
        known = entry.known
        lines = [self._name(known)]
        if entry.described:
            lines.append(", ".join(f"“{clean(words)}”" for words in entry.described))
        if entry.traits:
            lines.append(f"{clean(_begun('; '.join(entry.traits)))}.")
        lines += (f"{self._to(tie.at.start, _begun(tie.said))}." for tie in entry.ties)
        verb = "First told of" if known.type in PLACES else "First met"
        words = f'<span class="words">{clean(entry.met)}</span>'
        lines.append(f"{verb} {self._place(known.first.start)}:<br/>\n{words}")
        lines += () if here else self._last(known, entry.where)
        return "\n".join(f"<p>{words}</p>" for words in lines)

    def _name(self, known: Known) -> str:
        name = f"<strong>{said(known.label)}</strong>"
        if known.pronouns:
            name += f" ({clean(known.pronouns)})"
        if known.aliases:
            name += f", also {', '.join(map(said, known.aliases[:4]))}"
        return name

    def _last(self, known: Known, where: str | None) -> Iterator[str]:
        """Where somebody was last seen, and where spoken of, where that is later."""
        told = {self._plan.chapter(known.first.start).start}
        if known.seen is not None and known.type not in PLACES:
            place = f" (“{clean(where)}”)" if where else ""
            told = {self._plan.chapter(known.seen).start}
            yield f"Last seen {self._place(known.seen)}{place}."
        if known.type not in PLACES and self._plan.chapter(known.last).start not in told:
            yield f"Last spoken of {self._place(known.last)}."

    def _in_a_line(self, known: Known) -> str:
        place = known.seen if known.seen is not None else known.last
        return f"{self._name(known)}: last {self._place(place)}"

    def _place(self, place: int) -> str:
        """Where that is: in which chapter, or, in a story of one, after how much of it."""
        if len(self._plan.chapters) > 1:
            return f"in {self._to(place, self._plan.chapter(place).short)}"
        return f"at {self._to(place, f'{100 * place // len(self._plan.text.text)} %')}"

    def _to(self, place: int, words: str) -> str:
        return f'<a href="{self._link(place)}">{clean(words)}</a>'


def _several(note: Note) -> str:
    count = {2: "Two", 3: "Three"}[len(note.entries)]
    what = "places have" if note.entries[0].known.type in PLACES else "people have"
    return f"{count} {what} been called so:"


def _begun(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
