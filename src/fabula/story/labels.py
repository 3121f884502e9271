"""What to print for those without a name: how they are described, or what stands for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fabula.story.annotations import EntityKind

if TYPE_CHECKING:
    from fabula.story.tallies import Tally

SHORT = 24  # code points from which a description loses what follows a comma or a "who"
LONGEST = 60  # code points of one that is cut short
TELLS = 3  # how often somebody must be the "I" of the narration to be called its narrator
NARRATOR, SEVERAL = "the narrator", "some people"


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_VAGUE = _words("nobody somebody anybody everybody someone anyone everyone none one ones") | {
    "no one",
    "some one",
    "any one",
    "every one",
}
_ADDRESS = _words(
    "sir sire madam ma'am marm miss mister dear dearest darling son sonny lad laddie lass lassie"
    " boy girl child love honey sweetheart mate pal friend"
)
_SMALL = _words(
    "a an the this that these those his her its their my our your both some one two three all each"
    " another no"
)
_MORE = re.compile(r"(?<=\w\w)(?:[,;:—–]| - | who | whom | whose | which | that ).*", re.DOTALL)
_POINTS = re.compile(r"(?:that|this) ", re.IGNORECASE)
_STANDS_FOR = {
    word: shown
    for words, shown in (
        ("i me my mine myself", NARRATOR),
        ("he him his himself", "someone (he)"),
        ("she her hers herself", "someone (she)"),
        ("we us our ours ourselves they them their theirs themselves", SEVERAL),
    )
    for word in words.split()
}
_PLACES = ("FAC", "GPE", "LOC")


_EVERYBODY = re.compile(r"(?:people|folks?|persons?|men|women|some people|others)\b", re.IGNORECASE)


def is_vague(label: str) -> bool:
    """Whether a label says nobody in particular: "nobody", "everyone", "people who ride"."""
    small = label.lower()
    return small in _VAGUE or bool(_EVERYBODY.match(small))


def described_as(words: str) -> tuple[str, bool]:
    """A description on one line, as it stands inside a sentence, and whether it says nobody in
    particular."""
    shown = _on_one_line(words)
    small = shown.lower()
    return (small, True) if small in _VAGUE else (shown, False)


def stands_for(pronoun: str) -> str | None:
    """What to print for somebody of whom only a pronoun is said."""
    return _STANDS_FOR.get(pronoun.lower())


def is_teller(tally: Tally) -> bool:
    """Whether somebody is the "I" of the narration."""
    return tally.stands.get(NARRATOR, (0, 0))[0] >= TELLS


def label(tally: Tally, kind: EntityKind) -> str:
    """How somebody without a name is most often described, the first time first, by more than how
    they are addressed or pointed at ("that driver of yours") if it can be; "the narrator" for the
    narration's "I"."""
    stands = tally.stands
    if is_teller(tally):
        return NARRATOR
    if tally.described:
        words = tally.described
        return max(
            words, key=lambda w: (w.lower() not in _ADDRESS, not _POINTS.match(w), words[w][0])
        )
    if kind != "PER":
        return "somewhere" if kind in _PLACES else "something"
    if tally.vague:
        return next(iter(tally.vague))
    return max(stands, key=lambda shown: stands[shown][0], default="someone")


def _on_one_line(words: str) -> str:
    """A description as it stands inside a sentence, cut short where it is long."""
    words = " ".join(words.split())
    first, _, rest = words.partition(" ")
    if first.lower() in _SMALL:
        words = f"{first.lower()} {rest}".rstrip()
    if len(words) > SHORT:
        words = _MORE.sub("", words)
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
