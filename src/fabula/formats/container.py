"""Files inside a ZIP container, read in memory and counted byte by byte: nothing is extracted, and
nothing that the container says of its own sizes is believed."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from posixpath import normpath

from fabula.errors import UnreadableInput
from fabula.formats import limits


class Container:
    """An opened container. Raises UnreadableInput for one that is damaged, locked or hostile."""

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self._total = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
            raise UnreadableInput(
                f"{path}: the file is damaged (no whole ZIP container); get it again."
            ) from None
        if len(members) > limits.MEMBERS:
            raise UnreadableInput(
                f"{path}: {len(members)} files in one container are too many ({limits.MEMBERS} at "
                "most); it is not read."
            )
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
        try:
            with self._zip.open(member) as stream:
                return self._counted(member, stream)
        except (
            zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError,
            ValueError,
        ):  # fmt: skip
            raise UnreadableInput(
                f"{self.path}: “{name}” in it is damaged; get the file again."
            ) from None

    def _add(self, member: zipfile.ZipInfo) -> None:
        name = member.filename
        if (
            name.startswith(("/", "\\"))
            or "\\" in name
            or name[1:2] == ":"
            or ".." in name.split("/")
            or "\0" in name
            or stat.S_ISLNK(member.external_attr >> 16)
        ):
            raise UnreadableInput(
                f"{self.path}: a file in it is named “{name[:80]}”, which points outside "
                "the container; "
                "it is not read."
            )
        if name in self._members:
            raise UnreadableInput(
                f"{self.path}: it holds two files named “{name[:80]}”; it is not read."
            )
        if member.flag_bits & 1:
            raise UnreadableInput(
                f"{self.path}: it is locked with a password; unlock it with the program "
                "that made it."
            )
        if not name.endswith("/"):
            self._members[name] = member

    def _counted(self, member: zipfile.ZipInfo, stream: io.BufferedIOBase | object) -> bytes:
        pieces: list[bytes] = []
        size = 0
        while piece := stream.read(1 << 16):  # type: ignore[union-attr]
            pieces.append(piece)
            size += len(piece)
            self._total += len(piece)
            ratio = size / max(1, member.compress_size)
            if (
                size > limits.MEMBER_BYTES
                or self._total > limits.TOTAL_BYTES
                or (size > limits.RATIO_FROM and ratio > limits.RATIO)
            ):
                raise UnreadableInput(
                    f"{self.path}: “{member.filename[:80]}” in it unpacks to more than "
                    "any story needs; "
                    "it may be made to fill memory and is not read."
                )
        return b"".join(pieces)


def inside(folder: str, reference: str) -> str:
    """The member that `reference` means when it stands in a file of `folder`."""
    return normpath(f"{folder}/{reference}" if folder else reference)
