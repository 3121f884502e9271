"""The way in: files, bytes or a string, to a `Text`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from fabula.errors import NoStory, UnreadableInput
from fabula.formats import limits
from fabula.formats.budget import budget
from fabula.formats.encoding import damage, decode, mend_surrogates
from fabula.formats.folder import gathered, shown
from fabula.formats.joining import join
from fabula.formats.language import with_languages
from fabula.formats.mending import mended, offer
from fabula.formats.plain import reader as plain
from fabula.formats.report import set_aside
from fabula.formats.shapes import Format
from fabula.formats.sniff import sniff
from fabula.formats.strange import strange
from fabula.story.text import Notice, Source, Text

_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)


def read_files(paths: Sequence[str | Path], mend: bool = False) -> Text:
    """Reads one work from its files: chapters in the order given, folders in natural order.
    `mend` mends what an encoding mistaken long ago has garbled (`mojibake`).

    Raises NoStory where there is nothing to read and UnreadableInput where a file cannot be read.
    """
    files, notices = gathered(paths)
    texts = [_read(_bytes(path), shown(path), i) for i, path in enumerate(files)]
    return _finished(_noticed(join(texts), notices), mend)


def read_bytes(data: bytes, path: str = "-", mend: bool = False) -> Text:
    """Reads one file's content; `path` names it in messages ("-" is standard input)."""
    return _finished(_read(data, path, 0), mend)


def read_string(string: str, mend: bool = False) -> Text:
    """Reads a story from a string: plain text, or HTML where it begins as an HTML page does.

    A string that holds only paratext is read (to a text without story); an empty one is not.
    """
    whole, notices = mend_surrogates(string)
    data = whole.encode()
    if _PAGE.match(whole):
        return _finished(_noticed(_read(data, "", 0), notices), mend)
    digest = hashlib.sha256(data).hexdigest()
    parsed = plain.parse(whole)
    if not parsed.blocks:
        raise NoStory("The text is empty; there is nothing to read.")
    parsed = msgspec.structs.replace(parsed, sources=(Source("", "text", digest),))
    return _finished(_noticed(parsed, notices), mend)


def _bytes(path: Path) -> bytes:
    """The content of a file. Raises UnreadableInput with the system's reason in plain words."""
    try:
        if path.is_dir():
            from fabula.formats.books.loose import packed

            return packed(path)
        if path.stat().st_size > limits.INPUT_BYTES:
            size = limits.INPUT_BYTES // limits.MIB
            raise UnreadableInput(f"{shown(path)}: larger than {size} MiB; split it into chapters.")
        with path.open("rb") as file:
            return file.read(limits.INPUT_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableInput(f"{shown(path)}: there is no such file; check its name.") from None
    except PermissionError:
        raise UnreadableInput(
            f"{shown(path)}: no permission to read it; check who owns it."
        ) from None
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise UnreadableInput(f"{shown(path)}: {reason}; check the file.") from None


def _read(data: bytes, path: str, file: int) -> Text:
    if len(data) > limits.INPUT_BYTES:
        size = limits.INPUT_BYTES // limits.MIB
        raise UnreadableInput(f"{path}: larger than {size} MiB; split it into chapters.")
    if not data.strip():
        raise NoStory(f"{path}: the file is empty; there is nothing to read.")
    found = sniff(data, path)
    source = Source(path, found, hashlib.sha256(data).hexdigest())
    with budget(path, len(data)):
        return _with_source(_parsed(found, data, path, file), source)


def _parsed(found: Format, data: bytes, path: str, file: int) -> Text:
    # Each reader is loaded when a file asks for it: plain text pays for no parser of markup.
    if found == "epub":
        from fabula.formats.books import epub

        return epub.parse(data, path, file)
    if found == "docx":
        from fabula.formats.documents import docx

        return docx.parse(data, path, file)
    if found == "odt":
        from fabula.formats.documents import odt

        return odt.parse(data, path, file)
    if found == "rtf":
        from fabula.formats.documents import rtf

        return rtf.parse(data, path, file)
    if found == "fb2":
        from fabula.formats.books import fb2

        return fb2.parse(data, path, file)
    if found == "zip":
        from fabula.formats import archive

        return archive.parse(data, path, file, _member)
    decoded = decode(data, path, markup=found == "html")
    if found != "html" and len(data) > limits.LINE:
        _check_lines(decoded.text, path)
    return _noticed(_reader(found)(decoded.text, file), decoded.notices)


def _member(data: bytes, path: str, file: int) -> Text:
    """Reads a file in an archive."""
    found = sniff(data, path)
    if found == "zip":
        raise UnreadableInput(f"{path}: an archive in an archive is not opened; unpack it first.")
    return _parsed(found, data, path, file)


def _check_lines(text: str, path: str) -> None:
    """Raises UnreadableInput where a line is longer than any story's."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start > limits.LINE:
            raise UnreadableInput(
                f"{path}: one line has {(end - start) // 1_000_000} million characters; "
                f"break it into paragraphs."
            )
        start = end + 1


def _reader(found: Format) -> Callable[[str, int], Text]:
    """The reader of a format that is text as it lies on disk."""
    if found == "html":
        from fabula.formats.web import html

        return html.parse
    if found == "markdown":
        from fabula.formats.markdown import reader as markdown

        return markdown.parse
    return plain.parse


def _with_source(text: Text, source: Source) -> Text:
    if not text.blocks:
        raise NoStory(f"{source.path or 'the text'}: there are no words in it.")
    return msgspec.structs.replace(text, sources=(source,))


def _noticed(text: Text, notices: tuple[Notice, ...]) -> Text:
    return msgspec.structs.replace(text, notices=(*text.notices, *notices)) if notices else text


def _finished(text: Text, mend: bool) -> Text:
    """`text`, mended if asked for, with what is to be said about the whole of it."""
    garbled: tuple[Notice, ...] = ()
    if mend:
        text = mended(text)
    else:
        garbled = offer(text.text)
    characters = (*garbled, *damage(text.text), *strange(text.text))
    said = (*_storyless(text), *set_aside(text), *characters)
    return with_languages(_noticed(text, said))


def _storyless(text: Text) -> tuple[Notice, ...]:
    """Not an error: a page of a serial cut off before its first words reads as far as it goes, and
    one file of a work may be its title page."""
    if any(block.is_story for block in text.blocks):
        return ()
    said = "No story was found in it: everything was set aside (see the report)."
    return (Notice("no-story", said),)
