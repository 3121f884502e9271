"""Stories from files: what they come in, and what is made of them.

`read_files`, `read_bytes` and `read_string` make a `Text`; everything else here serves them.
"""

from fabula.formats.read import read_bytes, read_files, read_string

__all__ = ["read_bytes", "read_files", "read_string"]
