"""Names as people write them in chats: `sakura`, `🌸sakura🌸`, `xX_Sakura_Xx` are Sakura."""

from __future__ import annotations

import re
from functools import lru_cache

from fabula.reading.people.cast_match import Form

_AROUND = re.compile(r"\A(?:[^\w@]|@|_|[xX]{2,3}(?=_))+|(?:[^\w]|_|(?<=_)[xX]{2,3})+\Z")


@lru_cache(maxsize=1 << 12)
def handles(form: Form) -> tuple[str, ...]:
    """Other spellings under which a name may be known: without what adorns it, in small letters
    and with a capital; none for a name with a title or more than one word."""
    title, *words = form
    if title or len(words) > 1:
        return ()
    bare = _AROUND.sub("", words[0])
    if not bare:
        return ()
    return tuple(dict.fromkeys((bare.capitalize(), bare.casefold())))
