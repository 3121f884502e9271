"""Short texts with what a reader should find in them: those that are read right (`examples/`) and
those that are not yet (`mistakes/`).

A file is TOML: `about` says what it shows, `text` is the story, `wrong` (in a mistake) what is
found instead, and each `[[claims]]` has one of

- `same = ["the masked man", "Corin"]`: these words are one person;
- `apart = ["Mara", "They"]`: they are not;
- `speaker = ["“No,”", "Mara"]`: whoever the second words mean speaks the first;
- `members = ["The two", "Mara", "Tom"]`: the first words mean a group of the others;
- `person = ["the ferryman"]`, `nobody = ["God"]`: these words mention a person, or do not;
- `nameless = ["He"]`: the person whom these words mean has no name;
- `named = ["Mara", "Tom"]`: these are the names of all who have one.

Words mean their first place in the text; `Mara#2` their second.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from fabula import formats
from fabula.stories import tell
from fabula.story.contract import MentionItem

EXAMPLES, MISTAKES = (Path(__file__).parent / name for name in ("examples", "mistakes"))


class Claims:
    """One file, and its story as it is read."""

    def __init__(self, path: Path) -> None:
        found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        self.about: str = found["about"]
        self.wrong: str | None = found.get("wrong")
        self.text: str = found["text"].strip()
        self.claims: list[dict[str, list[str]]] = found["claims"]

    @cached_property
    def story(self) -> Any:
        return tell(formats.read_string(self.text))

    def holds(self, claim: dict[str, list[str]]) -> bool:
        """Whether a claim is what was read."""
        ((kind, words),) = claim.items()
        return bool(getattr(self, f"_{kind}")(words))

    def _same(self, words: Sequence[str]) -> bool:
        found = [self._who(w) for w in words]
        return None not in found and len(set(found)) == 1

    def _apart(self, words: Sequence[str]) -> bool:
        found = [self._who(w) for w in words]
        return None not in found and len(set(found)) == len(found)

    def _speaker(self, words: Sequence[str]) -> bool:
        start, end = self._place(words[0])
        speakers = [q.speaker for q in self.story.quotations if (q.start, q.end) == (start, end)]
        return speakers == [self._who(words[1])] and speakers != [None]

    def _members(self, words: Sequence[str]) -> bool:
        group, *parts = (self._who(w) for w in words)
        members = [e.members for e in self.story.hindsight().entities if e.id == group]
        return None not in parts and members == [parts]

    def _person(self, words: Sequence[str]) -> bool:
        mention = self._mention(words[0])
        return mention is not None and mention.type == "PER"

    def _nobody(self, words: Sequence[str]) -> bool:
        return not self._person(words)

    def _nameless(self, words: Sequence[str]) -> bool:
        names = [e.name for e in self.story.hindsight().entities if e.id == self._who(words[0])]
        return names == [None]

    def _named(self, words: Sequence[str]) -> bool:
        names = {n for e in self.story.characters for n in (e.name, *e.aliases) if n}
        return names == set(words)

    def _who(self, words: str) -> str | None:
        mention = self._mention(words)
        return mention.entity if mention else None

    def _mention(self, words: str) -> MentionItem | None:
        place = self._place(words)
        return next((m for m in self.story.mentions if (m.start, m.end) == place), None)

    def _place(self, words: str) -> tuple[int, int]:
        words, _, number = words.partition("#")
        whole = rf"(?<!\w){re.escape(words)}(?!\w)" if words[0].isalpha() else re.escape(words)
        places = [found.span() for found in re.finditer(whole, self.text)]
        return places[int(number or 1) - 1]
