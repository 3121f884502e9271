"""The code of a language that a work's source names, for `lang` attributes: a reader of screens
speaks by it."""

from __future__ import annotations

import re

_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NAMES = {
    "ar": "arabic العربية",
    "cs": "czech čeština",
    "da": "danish dansk",
    "de": "german deutsch",
    "el": "greek ελληνικά",
    "en": "english",
    "es": "spanish español",
    "fi": "finnish suomi",
    "fr": "french français",
    "he": "hebrew עברית",
    "hu": "hungarian magyar",
    "id": "indonesian bahasa",
    "it": "italian italiano",
    "ja": "japanese 日本語",
    "ko": "korean 한국어",
    "nl": "dutch nederlands",
    "no": "norwegian norsk",
    "pl": "polish polski",
    "pt": "portuguese português",
    "ru": "russian русский",
    "sv": "swedish svenska",
    "tr": "turkish türkçe",
    "uk": "ukrainian українська",
    "vi": "vietnamese tiếng",
    "zh": "chinese 中文",
}
_CODES = {name: code for code, names in _NAMES.items() for name in names.split()}


def code(language: str | None) -> str | None:
    """The code of a language (BCP 47) that is called by it or by its name, in English or in itself;
    None where it is not known."""
    said = (language or "").strip()
    if _CODE.fullmatch(said):
        return said
    first = re.split(r"[\s(-]", said.casefold(), maxsplit=1)[0]
    return _CODES.get(first)
