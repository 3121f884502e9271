"""What can go wrong that is the caller's to know: each message says what, where and what to do."""

from __future__ import annotations


class FabulaError(Exception):
    """A person can do something about this; the message says what."""


class UnreadableInput(FabulaError):
    """A file that cannot be read as a story: missing, locked, damaged, hostile, or not text."""


class NoStory(UnreadableInput):
    """Nothing to read: an empty file, or a folder without stories."""


class ModelUnusable(FabulaError):
    """The trained model cannot run on this machine, or failed."""


class ModelDamaged(ModelUnusable):
    """A model's folder is not what it was when it was made, or is not for this version."""


class LibraryUnusable(FabulaError):
    """The library's file cannot be opened, read or written now; what is in it is as it was."""
