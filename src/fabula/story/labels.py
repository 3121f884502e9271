"""What to print for those without a name: how they are described, or what stands for them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from fabula.story.annotations import EntityKind
from fabula.story.records import Mention
from fabula.story.text import Span

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
_ADDRESS = _words("sir sire madam ma'am marm miss mister dear dearest darling")
_SMALL = _words(
    "a an the this that these those his her its their my our your both some one two three all each"
    " another no"
)
_MORE = re.compile(r"(?<=\w\w)(?:[,;:—–]| - | who | whom | whose | which | that ).*", re.DOTALL)
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


class Nameless:
    """What to print for each entity (by its id at the horizon) if it has no name.

    `quoted` are the outer quotations in order: an "I" in them is no narrator.
    """

    def __init__(
        self,
        mentions: Iterable[Mention],
        of: Callable[[str], str],
        text: str,
        quoted: Sequence[Span],
    ) -> None:
        self._described: dict[str, Counter[str]] = {}
        self._vague: dict[str, str] = {}
        self._stands: dict[str, Counter[str]] = {}
        self._quoted = quoted
        self._starts = [at.start for at in quoted]
        for mention in mentions:
            if mention.kind == "NOM":
                words = _on_one_line(text[mention.at.start : mention.at.end])
                if words.lower() in _VAGUE:
                    self._vague.setdefault(of(mention.entity), words.lower())
                else:
                    self._described.setdefault(of(mention.entity), Counter())[words] += 1
            elif mention.kind == "PRON":
                shown = _STANDS_FOR.get(text[mention.at.start : mention.at.end].lower())
                if shown and not (shown == NARRATOR and self._in_quotes(mention.at)):
                    self._stands.setdefault(of(mention.entity), Counter())[shown] += 1

    def label(self, entity: str, kind: EntityKind) -> str:
        """How it is most often described, the first time first, by more than how it is addressed if
        it can be; "the narrator" for the narration's "I"."""
        stands = self._stands.get(entity, Counter())
        if stands[NARRATOR] >= TELLS:
            return NARRATOR
        if entity in self._described:
            words = self._described[entity]
            return max(words, key=lambda w: (w.lower() not in _ADDRESS, words[w]))
        if kind != "PER":
            return "somewhere" if kind in _PLACES else "something"
        if entity in self._vague:
            return self._vague[entity]
        return max(stands, key=lambda shown: stands[shown], default="someone")

    def _in_quotes(self, at: Span) -> bool:
        i = bisect_right(self._starts, at.start) - 1
        return i >= 0 and at.start < self._quoted[i].end


def _on_one_line(words: str) -> str:
    """A description as it stands inside a sentence, cut short where it is long."""
    words = " ".join(words.split())
    first, _, rest = words.partition(" ")
    if first.lower() in _SMALL:
        words = f"{first.lower()} {rest}".rstrip()
    if len(words) > SHORT:
        words = _MORE.sub("", words)
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
