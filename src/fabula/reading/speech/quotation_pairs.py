"""Quotations in a paragraph from its marks: which mark opens, which closes, what is never closed.

Double marks, guillemets and brackets are paired first, by one stack. Single marks are paired after,
within each stretch that the others leave, because any of them may be an apostrophe.
"""

from __future__ import annotations

from typing import NamedTuple

from fabula.reading.language.tokens import SPEECH_VERBS
from fabula.reading.speech.quotation_marks import SINGLE, Mark
from fabula.story.patterns import later

_ALWAYS_OPENS = frozenset("„「『")
_ALWAYS_CLOSES = frozenset("」』")
_TENDS_TO_OPEN = frozenset("“«‹„「『")
_TENDS_TO_CLOSE = frozenset("”»›」』")
_DEEPEST = 12  # quotations one inside another; marks that would go deeper are none
SAID, WRITTEN = ":", "✎"  # families of quotations that the text's form shows, not marks
WORD_QUOTE = 60  # code points: the longest stretch between two marks that both may be apostrophes

# Where a quotation whose closing mark is missing gives way to narration.
_NARRATION = later(
    r"(?<=[,!?.…—-])\s+(?:(?:he|she|they|I|we|it|[A-Z][\w'’-]+)\s+(?:said|says|asked|replied|cried|"
    r"answered|whispered|shouted|muttered|added|called|told|murmured|continued)\b|(?:said|asked|"
    r"replied|cried|answered|whispered|shouted|muttered|added|murmured|continued)\s)"
)

# The narrator's words before and after speech in single marks: `said Tom, 'and`, `,' old Tom said`.
_CUE_BEFORE = later(
    rf"\b(?:{SPEECH_VERBS})\b(?P<words>[^.!?;:'‘’\"“”]{{0,60}})(?P<stop>[,:.!?…—])\s*\Z"
)
_CUE_AFTER = later(rf"['’]\s(?:[\w-]+\s){{0,4}}(?:{SPEECH_VERBS})\b")
_REACH = 90  # code points in which such words stand


class Pair(NamedTuple):
    """A quotation in its paragraph, its marks included; see `Quoted` for `opened` and `closed`.

    `family` is that of its marks; "—" for speech that a dash begins, "" for a thought in italics,
    `SAID` and `WRITTEN` for what the text's form shows to be said or written.
    """

    start: int
    end: int
    family: str
    opened: bool = True
    closed: bool = True


def pairs(text: str, found: list[Mark], single_style: bool, taken_up: bool = True) -> list[Pair]:
    """The quotations that the marks `found` in a paragraph `text` make, properly nested, sorted by
    start, the outer before the inner.

    `single_style` says that single marks may hold speech here, so that one at the paragraph's
    start or after a cue may stay open; `taken_up`, that the next paragraph begins with one.
    """
    plain = [m for m in found if m.family != SINGLE]
    outer = _stack(text, plain)
    if len(plain) == len(found):
        return outer
    inner = _singles(text, [m for m in found if m.family == SINGLE], outer, single_style, taken_up)
    if not inner:
        return outer
    places = {(p.start, p.end) for p in outer}
    inner = [p for p in inner if (p.start, p.end) not in places]
    return sorted([*outer, *inner], key=lambda p: (p.start, -p.end))


class _Open(NamedTuple):
    mark: Mark
    order: int  # its number among the pairs


def _stack(text: str, found: list[Mark]) -> list[Pair]:
    """Pairs of all families but the single one."""
    surplus = _surplus(found)
    made: list[Pair | None] = []
    held: list[_Open] = []
    depth: dict[str, int] = {}
    for i, mark in enumerate(found):
        family = mark.family
        inside = depth.get(family, 0)
        if _closes(mark, inside):
            if inside and surplus[i] > inside and text[mark.at - 1].isdigit():
                continue  # inches
            if not inside:
                if _begins_unopened(text, mark, made):
                    made.append(Pair(_first(text), mark.at + 1, family, opened=False))
                continue
            while held:
                top = held.pop()
                depth[top.mark.family] -= 1
                if top.mark.family == family:
                    made[top.order] = Pair(top.mark.at, mark.at + 1, family)
                    break
                end = max(top.mark.at + 1, _trimmed(text, mark.at))
                made[top.order] = Pair(top.mark.at, end, top.mark.family, closed=False)
            continue
        if inside and held[-1].mark.family == family and surplus[i] < inside:
            # Its closing mark is missing: it ends before this one.
            top = held.pop()
            depth[family] -= 1
            made[top.order] = Pair(
                top.mark.at, _unclosed_end(text, top.mark.at, mark.at), family, closed=False
            )
        if len(held) == _DEEPEST:
            continue
        held.append(_Open(mark, len(made)))
        depth[family] = depth.get(family, 0) + 1
        made.append(None)
    end = len(text.rstrip())
    for top in held:
        at = top.mark.at
        made[top.order] = Pair(at, max(end, at + 1), top.mark.family, closed=False)
    return [p for p in made if p is not None]


def _surplus(found: list[Mark]) -> list[int]:
    """For each mark, by how many the closing marks of its family outnumber the opening ones from
    there to the paragraph's end: whether quotations open before it can all be closed after it."""
    left: dict[str, int] = {}
    surplus: list[int] = []
    for mark in reversed(found):
        step = 1 if _closing(mark) else -1 if _opening(mark) else 0
        left[mark.family] = left.get(mark.family, 0) + step
        surplus.append(left[mark.family])
    surplus.reverse()
    return surplus


def _closing(mark: Mark) -> bool:
    if mark.sign in _ALWAYS_OPENS or (mark.opens and not mark.closes):
        return False
    return mark.sign in _TENDS_TO_CLOSE or (mark.closes and not mark.opens)


def _opening(mark: Mark) -> bool:
    return not _closing(mark) and (mark.opens or mark.sign in _TENDS_TO_OPEN)


def _closes(mark: Mark, inside: int) -> bool:
    """Whether a mark closes, where `inside` quotations of its family are open."""
    if mark.sign in _ALWAYS_CLOSES:
        return True
    if mark.sign in _ALWAYS_OPENS:
        return False
    if mark.opens != mark.closes:
        return mark.closes
    return inside > 0


def _begins_unopened(text: str, mark: Mark, made: list[Pair | None]) -> bool:
    """Whether a closing mark without an opening one closes speech from the paragraph's start."""
    before = text[mark.at - 1 : mark.at]
    return not made and before != "" and before in ".,!?…—-" and mark.closes


def _trimmed(text: str, end: int) -> int:
    """`end` moved back over the blanks before it."""
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _first(text: str) -> int:
    return len(text) - len(text.lstrip())


def _unclosed_end(text: str, start: int, limit: int) -> int:
    """Where a quotation opened at `start` ends whose closing mark is missing before `limit`."""
    narration = _NARRATION.search(text, start + 1, limit)
    end = narration.start() if narration else limit
    return start + max(1, len(text[start:end].rstrip()))


def _singles(
    text: str, found: list[Mark], outer: list[Pair], single_style: bool, taken_up: bool
) -> list[Pair]:
    """Pairs of single marks, none of which crosses a pair of `outer`."""
    groups: dict[int, list[Mark]] = {}
    held: list[int] = []
    following = 0
    for mark in found:
        while following < len(outer) and outer[following].start < mark.at:
            held.append(following)
            following += 1
        while held and outer[held[-1]].end <= mark.at:
            held.pop()
        groups.setdefault(held[-1] if held else -1, []).append(mark)
    made: list[Pair] = []
    for where, group in groups.items():
        made += _group(text, group, single_style and where < 0, taken_up)
    return made


def _group(text: str, group: list[Mark], speech: bool, taken_up: bool) -> list[Pair]:
    """Pairs of the single marks of one stretch; `speech` if single marks hold speech there."""
    strong_open, strong_close, weak_close = _coming(group)
    made: list[Pair] = []
    first = len(text) - len(text.lstrip(" \n\t_*")) if speech else 0
    free = 0  # the first mark not yet used
    for i, mark in enumerate(group):
        if i < free or not mark.opens:
            continue
        limit = strong_open[i]
        close = strong_close[i] if strong_close[i] < limit else weak_close[i]
        closed = close < limit
        if mark.elided and not (
            mark.strong
            and close == strong_close[i]
            and (speech or (closed and _CUE_AFTER.match(text, group[close].at)))
        ):
            continue
        if closed and _fits(mark, group[close]):
            made.append(Pair(mark.at, group[close].at + 1, SINGLE))
            free = close + 1
        elif speech and _stays_open(text, mark, first, made, taken_up):
            end = group[limit].at if limit < len(group) else len(text)
            made.append(Pair(mark.at, _unclosed_end(text, mark.at, end), SINGLE, closed=False))
    return made


def _stays_open(text: str, mark: Mark, first: int, made: list[Pair], taken_up: bool) -> bool:
    """Whether a single mark that nothing closes begins speech: at the paragraph's `first` sign, or
    after the cue of what was said before. An apostrophe does where the speech is taken up."""
    if mark.elided and not taken_up:
        return False
    if mark.at == first and not made:
        return not text[mark.at + 1 : mark.at + 2].isdigit()
    if not mark.strong or mark.elided or mark.sign == "’":
        return False
    since = max(made[-1].end if made else 0, mark.at - _REACH)
    cue = _CUE_BEFORE.search(text, since, mark.at)
    return cue is not None and (bool(made) or cue["stop"] in ",:—")


def _fits(opening: Mark, closing: Mark) -> bool:
    return opening.strong or closing.strong or closing.at - opening.at <= WORD_QUOTE


def _coming(group: list[Mark]) -> tuple[list[int], list[int], list[int]]:
    """For each mark, the numbers of the next strong opening, strong closing and weak closing mark
    after it (the group's size where none comes)."""
    none = len(group)
    opening = strong = weak = none
    openings, strongs, weaks = [none] * none, [none] * none, [none] * none
    for i in range(none - 1, -1, -1):
        openings[i], strongs[i], weaks[i] = opening, strong, weak
        mark = group[i]
        if mark.closes:
            if mark.strong:
                strong = i
            else:
                weak = i
        elif mark.strong and not mark.elided:
            opening = i
    return openings, strongs, weaks
