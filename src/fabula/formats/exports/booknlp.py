"""BookNLP's four tables of a story, so that what was written for them works on ours.

`ID.tokens`, `ID.entities`, `ID.quotes` (tabs part the columns, nothing is quoted) and `ID.book`
(JSON) have the names, headers and columns of BookNLP 1.0 (github.com/booknlp/booknlp, its
`english_booknlp.py`). `docs/booknlp.md` says where ours differ.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from fabula.errors import FabulaError
from fabula.formats.exports import booknlp_book, booknlp_quotes
from fabula.formats.exports.booknlp_words import Named, Words, cell, named
from fabula.formats.exports.whole import write_whole
from fabula.story.contract import TokenItem
from fabula.story.text import Source
from fabula.story.world import World

TOKENS = (
    "paragraph_ID",
    "sentence_ID",
    "token_ID_within_sentence",
    "token_ID_within_document",
    "word",
    "lemma",
    "byte_onset",
    "byte_offset",
    "POS_tag",
    "fine_POS_tag",
    "dependency_relation",
    "syntactic_head_ID",
    "event",
)
ENTITIES = ("COREF", "start_token", "end_token", "prop", "cat", "text")
QUOTES = (
    "quote_start",
    "quote_end",
    "mention_start",
    "mention_end",
    "mention_phrase",
    "char_id",
    "quote",
)
SUFFIXES = (".tokens", ".entities", ".quotes", ".book")

ID_BYTES = 200  # leaves room for a suffix in a file's name
_NEVER = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff/\\:*?"<>|]')  # in names, on some system
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")  # by Windows

Row = Iterable[object]


# --- the files ------------------------------------------------------------------------------------


def save(
    world: World, tokens: Iterable[TokenItem], folder: Path, book_id: str | None = None
) -> tuple[Path, ...]:
    """Write the four files into `folder`, which is made where it is missing; give their paths.

    `tokens` are those of `world`'s text, each `head` an index into them. Files of these names are
    replaced, all or none. Raises FabulaError where the folder cannot be made or written to, the id
    is no name for a file, or a source of the story is in the way.
    """
    found = paths(folder, default_id(world.text.sources) if book_id is None else book_id)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in found:
            _check(path, world.text.sources)
        write_whole(dict(zip(found, tables(world, tokens), strict=True)))
    except (FileExistsError, NotADirectoryError) as error:
        raise FabulaError(f"{folder}: a file is in the way; choose another folder.") from error
    except OSError as error:
        raise FabulaError(f"{folder}: cannot be written to ({error.strerror}).") from error
    return found


def paths(folder: Path, book_id: str) -> tuple[Path, ...]:
    """The files of a story with this id. Raises FabulaError where no file can be called that."""
    if book_id != _safe(book_id):
        raise FabulaError(
            f"The id given is no name for a file (or longer than {ID_BYTES} bytes); "
            f"try {_safe(book_id)!r}."
        )
    return tuple(folder / f"{book_id}{suffix}" for suffix in SUFFIXES)


def default_id(sources: Sequence[Source]) -> str:
    """What a story is called after its file, or after the folder of its files; "story" where it
    has none."""
    files = [Path(s.path) for s in sources if s.path not in ("", "-")]
    if len(files) == 1:
        return _safe(files[0].stem)
    folders = {str(file.parent.absolute()) for file in files}
    return _safe(Path(os.path.commonpath(folders)).name if folders else "")


def _safe(name: str) -> str:
    """`name` as any file system takes it."""
    name = _NEVER.sub("_", name).strip(". ")
    name = f"_{name}" if _RESERVED.fullmatch(name) else name or "story"
    return name.encode()[:ID_BYTES].decode(errors="ignore").rstrip(". ")


def _check(path: Path, sources: Sequence[Source]) -> None:
    """Refuse to put a file in the place of what is no table, or is the story."""
    if not path.exists():
        return
    if not path.is_file():
        raise FabulaError(f"{path}: there is something else of this name; use another id.")
    files = (Path(source.path) for source in sources)
    if any(file.exists() and path.samefile(file) for file in files):
        raise FabulaError(f"{path}: this is the story itself; use another id or folder.")


# --- the tables -----------------------------------------------------------------------------------


def tables(world: World, tokens: Iterable[TokenItem]) -> tuple[Iterable[bytes], ...]:
    """The contents of the four files, in the order of `SUFFIXES`, as UTF-8 piece by piece."""
    words = Words(world.text, tokens)
    mentions = named(world, words)
    return (
        _table(TOKENS, _tokens(world, words)),
        _table(ENTITIES, _entities(mentions)),
        _table(QUOTES, booknlp_quotes.rows(world, words, mentions)),
        (msgspec.json.encode(booknlp_book.book(world, words, mentions)),),
    )


def _table(header: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    yield "\t".join(header).encode() + b"\n"
    for row in rows:
        yield "\t".join(cell(str(value)) for value in row).encode() + b"\n"


def _entities(mentions: Sequence[Named]) -> Iterator[Row]:
    return ((m.coref, m.first, m.last, m.kind, m.category, m.text) for m in mentions)


def _tokens(world: World, words: Words) -> Iterator[Row]:
    """A row for each token. What no model has read is "_"; its head is then itself, as a root's
    is in BookNLP."""
    happens = _happening(world, words)
    paragraph, within = -1, 0
    block = sentence = None
    for i, token in enumerate(words.tokens):
        here = words.paragraph(token.start)
        paragraph += here != block
        within = within + 1 if token.sentence == sentence else 0
        block, sentence = here, token.sentence
        syntax = (token.upos, token.xpos, token.deprel)
        yield (
            *(paragraph, sentence, within, i),
            *(words.word(i), token.lemma or "_", token.start, token.end),
            *(tag or "_" for tag in syntax),
            i if token.head is None else token.head,
            "EVENT" if i in happens else "O",
        )


def _happening(world: World, words: Words) -> set[int]:
    """The tokens of what really happens: the events that BookNLP marks."""
    spans = (words.span(e.start, e.end) for e in world.events() if e.realis == "actual")
    return {i for at in spans if at for i in range(at[0], at[1] + 1)}
