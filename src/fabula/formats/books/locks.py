"""Books that are locked (DRM), told by the name of the lock. Scrambled fonts are no lock: the words
can be read.

After the Open Container Format's `META-INF/encryption.xml`; what each shop's files look like is as
readers of EPUB in the open tell them apart (Readium's SDKs, FBReader, calibre's plugins).
"""

from __future__ import annotations

from posixpath import splitext

from lxml import etree

from fabula.errors import UnreadableInput
from fabula.formats.container import Container
from fabula.formats.web.trees import mended_root

_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_NO_WORDS = frozenset((".otf", ".ttf", ".ttc", ".woff", ".woff2", ".jpg", ".jpeg", ".png", ".gif",
                       ".webp", ".svg", ".mp3", ".m4a", ".mp4", ".css"))  # fmt: skip
_BN_KEY = 64  # characters of a Barnes & Noble book's key; an Adobe one has 172 or more


def refuse_locked(container: Container) -> None:
    """Raises UnreadableInput for a book whose text is locked, with the name of the lock."""
    files = {name.lower(): name for name in container.names}
    rights = _read(container, files.get("meta-inf/rights.xml"))
    kobo = "kdrm" in rights
    if not (kobo or _has_locked_text(container, files.get("meta-inf/encryption.xml"))):
        return
    name = "Kobo (KDRM)" if kobo else _scheme(files, rights, container)
    raise UnreadableInput(
        f"{container.path}: the book is locked with {name}, so its text cannot be read; use a copy "
        "without a lock."
    )


def _has_locked_text(container: Container, name: str | None) -> bool:
    if name is None:
        return False
    root = mended_root(container.read(name), container.path, name)[0]
    return any(map(_is_locked_text, root.iter("{*}EncryptedData"))) if root is not None else False


def _is_locked_text(data: etree._Element) -> bool:
    """Whether a file of words is scrambled; one that is not named may be."""
    method = next(data.iter("{*}EncryptionMethod"), None)
    if method is not None and method.get("Algorithm") in _FONTS:
        return False
    named = [n.get("URI") or "" for n in data.iter("{*}CipherReference")]
    return not named or any(splitext(uri.lower())[1] not in _NO_WORDS for uri in named)


def _scheme(files: dict[str, str], rights: str, container: Container) -> str:
    """What the lock is called."""
    lock = _read(container, files.get("meta-inf/encryption.xml"))
    if "meta-inf/license.lcpl" in files or "readium.org/2014/01/lcp" in lock:
        return "Readium LCP"
    if "meta-inf/sinf.xml" in files or "itunes.apple.com" in lock:
        return "Apple FairPlay (DRM)"
    if "barnesandnoble" in rights or _key_length(rights) == _BN_KEY:
        return "Barnes & Noble's DRM"
    if "ns.adobe.com/adept" in rights or "ns.adobe.com/adept" in lock:
        return "Adobe ADEPT (DRM)"
    if "marlin" in lock or "marlin" in rights:
        return "Marlin (DRM)"
    return "a lock of its own (DRM)"


def _key_length(rights: str) -> int:
    start = rights.find("encryptedkey>")
    if start < 0:
        return 0
    start += len("encryptedkey>")
    return len(rights[start : rights.find("<", start)].strip())


def _read(container: Container, name: str | None) -> str:
    """A small file's characters, in lower case; "" where there is none."""
    return container.read(name)[:100_000].decode("latin-1").lower() if name else ""
