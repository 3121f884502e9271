"""How much a file may hold before it is refused: published, counted while reading, never taken from
what a file says of itself.

Generous for stories (the longest known work of fan fiction has some 16 million words), small for a
machine. Sizes are in bytes where nothing else is said.
"""

from __future__ import annotations

MIB = 1024 * 1024

INPUT_BYTES = 256 * MIB  # one file, as it lies on disk
FOLDERS = 50  # folders in one another that are searched
FILES = 20_000  # files of one work given together

MEMBERS = 20_000  # files in a container
HEADERS = 100_000  # the same, with those of containers in it, counted before it is opened
MEMBER_BYTES = 64 * MIB  # one file in a container, unpacked
TOTAL_BYTES = 512 * MIB  # all that is unpacked from one container
RATIO = 250  # unpacked bytes to packed bytes of one file in a container...
RATIO_FROM = 4 * MIB  # ...once it has grown past this

DEPTH = 200  # elements nested in one another; what lies deeper is flattened
TAG_CHARACTERS = 4_000  # one tag with all its attributes; longer ones lose their attributes
XML_DEPTH = 200  # the same for package files and word/document.xml, which are refused
XML_TAG_CHARACTERS = 1_000_000  # one tag there with all its attributes; longer ones are refused

SECONDS = 20  # that any file may take to be read...
SECONDS_PER_MB = 20  # ...and those more for each million bytes of it, unpacked ones too

PARAGRAPH = 100_000  # characters of one paragraph; a longer one is read in parts
LINE = 20_000_000  # characters of one line of plain text; a file with a longer one is refused
