"""Regular expressions that are compiled when they are first used. Those of a whole reading take a
sixth of a second, and a question about a story that was read before needs few of them."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class Later:
    """A regular expression that is not compiled yet; once it is, its methods are the compiled
    one's."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        made = re.compile(self.pattern, self.flags)
        self.__dict__.update((method, getattr(made, method)) for method in _METHODS)
        return getattr(made, name)


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression to be compiled when it is first used."""
    return cast("re.Pattern[str]", Later(pattern, flags))
