"""How pages look: theme, type size, width and face, kept in a cookie so that a page comes dressed.

The cookie holds choices from closed lists and nothing else; what is not on them is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "fabula-look"
YEAR = 365 * 24 * 3600  # seconds

CHOICES = {
    "theme": ("auto", "light", "sepia", "dark", "contrast"),
    "size": ("1", "2", "3", "4", "5", "6", "7"),
    "width": ("narrow", "medium", "wide"),
    "face": ("serif", "sans"),
    "speakers": ("no", "yes"),  # names in the margin beside what is said
}


@dataclass(frozen=True, slots=True)
class Look:
    """A reader's choices; each is one of `CHOICES`, and an attribute of <html>."""

    theme: str = "auto"
    size: str = "3"
    width: str = "medium"
    face: str = "serif"
    speakers: str = "no"

    def having(self, chosen: Mapping[str, str]) -> Look:
        """This look with those of `chosen` that are on the lists."""
        return replace(self, **{k: v for k, v in chosen.items() if v in CHOICES.get(k, ())})


def look_of(request: Request) -> Look:
    """The look that a request's cookie asks for."""
    pairs = (part.partition("-") for part in request.cookies.get(COOKIE, "").split("."))
    return Look().having({name: value for name, _, value in pairs})


def keep(look: Look, answer: Response) -> None:
    """Have the browser remember a look."""
    said = ".".join(f"{f.name}-{getattr(look, f.name)}" for f in fields(look))
    answer.set_cookie(COOKIE, said, max_age=YEAR, samesite="strict", httponly=True, path="/")
