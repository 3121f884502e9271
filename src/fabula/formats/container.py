"""Files inside a ZIP container, read in memory and counted byte by byte: nothing is extracted, and
nothing that the container says of its own sizes is believed."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from posixpath import normpath
from typing import IO

from fabula.errors import UnreadableInput
from fabula.formats import limits
from fabula.formats.budget import unpacked

_HEADER = b"PK\x01\x02"  # begins each line of a container's directory
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TROUBLE = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError,
    ValueError,
)  # fmt: skip


def member_names(data: bytes) -> tuple[str, ...]:
    """The names in a container's directory, as they stand there; none where it is damaged."""
    if data.count(_HEADER) > limits.HEADERS:
        return ()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return tuple(opened.namelist())
    except _TROUBLE:
        return ()


def named(name: str) -> str:
    """A member's name as a message can show it."""
    shown = name if name.isprintable() else ascii(name)[1:-1]
    return f"“{shown[:80]}…”" if len(shown) > 80 else f"“{shown}”"


class Container:
    """An opened container. Raises UnreadableInput for one that is damaged, locked or hostile."""

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self._total = 0
        self._size = len(data)
        if data.count(_HEADER) > limits.HEADERS:
            raise self._too_many(data.count(_HEADER), limits.HEADERS)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except _TROUBLE:
            raise UnreadableInput(
                f"{path}: the file is damaged (no whole ZIP container); get it again."
            ) from None
        if len(members) > limits.MEMBERS:
            raise self._too_many(len(members), limits.MEMBERS)
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in members:
            self._add(member)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files in it, in its own order."""
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The content of a file in it, which must be there."""
        member = self._members[name]
        if member.compress_type not in _METHODS:
            raise UnreadableInput(
                f"{self.path}: {named(name)} in it is packed in a way that is not read (method "
                f"{member.compress_type}); pack it again as an ordinary ZIP."
            )
        try:
            with self._zip.open(member) as stream:
                return self._counted(member, stream)
        except _TROUBLE:
            raise UnreadableInput(
                f"{self.path}: {named(name)} in it is damaged; get the file again."
            ) from None

    def _add(self, member: zipfile.ZipInfo) -> None:
        # Some programs write backslashes between folders: harmless once no folder is left by them.
        name = member.filename.replace("\\", "/")
        if _leads_out(name):
            raise UnreadableInput(
                f"{self.path}: a file in it is named {named(name)}, which points outside the "
                "container; it is not read."
            )
        if stat.S_ISLNK(member.external_attr >> 16):
            raise UnreadableInput(
                f"{self.path}: {named(name)} in it is a link, which may point outside the "
                "container; it is not read."
            )
        if name in self._members:
            raise UnreadableInput(
                f"{self.path}: it holds two files named {named(name)}; it is not read."
            )
        if member.flag_bits & 1:
            raise UnreadableInput(
                f"{self.path}: it is locked with a password; unlock it with the program that made "
                "it."
            )
        if not name.endswith("/"):
            self._members[name] = member

    def _counted(self, member: zipfile.ZipInfo, stream: IO[bytes]) -> bytes:
        pieces: list[bytes] = []
        size = 0
        packed = max(1, min(member.compress_size, self._size))
        while piece := stream.read(1 << 16):
            pieces.append(piece)
            size += len(piece)
            self._total += len(piece)
            unpacked(len(piece))
            if (
                size > limits.MEMBER_BYTES
                or self._total > limits.TOTAL_BYTES
                or _bursts(size, packed)
                or _bursts(self._total, self._size)
            ):
                raise UnreadableInput(
                    f"{self.path}: {named(member.filename)} in it unpacks to more than any story "
                    "needs; it may be made to fill memory and is not read."
                )
        return b"".join(pieces)

    def _too_many(self, count: int, most: int) -> UnreadableInput:
        return UnreadableInput(
            f"{self.path}: {count} files in one container are too many ({most} at most); it is "
            "not read."
        )


def _leads_out(name: str) -> bool:
    drive = name[:1].isalpha() and name[1:2] == ":"
    return drive or name.startswith("/") or ".." in name.split("/")


def _bursts(size: int, packed: int) -> bool:
    """Whether bytes unpack as no words do."""
    return size > limits.RATIO_FROM and size > limits.RATIO * packed


def inside(folder: str, reference: str) -> str:
    """The member that `reference` means when it stands in a file of `folder`."""
    return normpath(f"{folder}/{reference}" if folder else reference)
