"""Adding works from the page: files dropped or chosen, stored at once, read in the background."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import msgspec
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fabula import stories
from fabula.errors import FabulaError, LibraryUnusable
from fabula.library import Added, Library, Refused
from fabula.story.text import Text
from fabula.web.asked import library, queue
from fabula.web.forms import text as field
from fabula.web.rendering import rendered
from fabula.web.shelves import title
from fabula.web.uploads import Laid, laid_out, name_of

OUTCOMES = {
    "added": "is in the library now",
    "updated": "is brought up to date",
    "unchanged": "was there already, and nothing in it is new",
}
KEPT = 20  # accounts of what was added


class Account(NamedTuple):
    """What became of what was added: a heading, and each work or what was refused."""

    heading: str
    told: tuple[Added | Refused, ...]


class Accounts:
    """The last few accounts, by number, for the page that shows one."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, Account] = OrderedDict()
        self._numbers, self._lock = count(1), Lock()

    def keep(self, account: Account) -> int:
        with self._lock:
            number = next(self._numbers)
            self._kept[number] = account
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return number

    def get(self, number: int) -> Account | None:
        return self._kept.get(number)


def add(request: Request, form: FormData) -> Response:
    """Put in what was sent, and go on to the account of it."""
    files = [f for f in form.getlist("file") if isinstance(f, UploadFile) and f.filename]
    if not files:
        raise HTTPException(400, "No file was chosen; go back and choose a story's file.")
    mend = field(form, "mend") == "yes"
    together = field(form, "as") == "chapters"
    with laid_out(files) as laid:
        names = [(path, name_of(file)) for path, file in zip(laid.paths, files, strict=True)]
        works = [(laid.whole(), "The files")] if together and len(files) > 1 else names
        told = list(_put(library(request), laid, works, mend))
    any_added = any(isinstance(one, Added) for one in told)
    return _accounted(request, Account("Added" if any_added else "Not added", tuple(told)))


def update(request: Request, _form: FormData) -> Response:
    """Look again at the files on this machine that works were added from, and tell what is new."""
    found = library(request).update()
    told = [one for one in found if isinstance(one, Refused) or one.outcome != "unchanged"]
    return _accounted(
        request, Account("Brought up to date" if told else "Nothing new", tuple(told))
    )


def show(request: Request) -> Response:
    """The account of what was added."""
    accounts: Accounts = request.app.state.accounts
    account = accounts.get(request.path_params["id"])
    if account is None:
        raise HTTPException(404, "This account is no longer kept; the library shows what is there.")
    return rendered(request, "added.html", account=account, outcomes=OUTCOMES, title=title)


def _accounted(request: Request, account: Account) -> Response:
    """Have what is new read, a single work first of all, and go on to the account."""
    for added in account.told:
        if isinstance(added, Added) and not added.work.is_read:
            queue(request).again(added.work.id, first=len(account.told) == 1)
    accounts: Accounts = request.app.state.accounts
    return RedirectResponse(f"/added/{accounts.keep(account)}", 303)


def _put(
    shelf: Library, laid: Laid, works: Iterable[tuple[Path, str]], mend: bool
) -> Iterator[Added | Refused]:
    for path, name in works:
        try:
            yield shelf.put(_read(laid, path, mend), mend=mend)
        except LibraryUnusable:
            raise
        except FabulaError as error:
            yield Refused(name, laid.told(str(error)))


def _read(laid: Laid, path: Path, mend: bool) -> Text:
    """The text of a file or folder; its sources are called what its reader calls them."""
    text = stories.text_of([path], mend)
    sources = [msgspec.structs.replace(s, path=laid.told(s.path)) for s in text.sources]
    return msgspec.structs.replace(text, sources=tuple(sources))
