"""Paths, folders, addresses and standard input to documents, one bad input after another."""

from __future__ import annotations

import codecs
import os
import re
import stat
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from vanellus.errors import InputError, MissingExtra, UnreadableSource
from vanellus.reading.draft import Given, LeftOut
from vanellus.reading.kinds import SourceKind, kind_by_name, kind_by_type
from vanellus.records import Document, Dropped, DropReason
from vanellus.settings import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

_ADDRESS: Final = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,20})://\S+")
_KNOWN: Final = ".html .txt .md .jsonl .csv .xml .warc .warc.gz, a folder, an address or -"
_HEAD: Final = 4096
"""Bytes from which a file of an unknown ending is taken for text or not."""
_MAGIC: Final = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"II*\0",
)
_MANY: Final = frozenset((SourceKind.JSONL, SourceKind.CSV, SourceKind.WARC))
"""Kinds that hold many documents and are read as they come, however large the file."""


def read_sources(
    sources: Iterable[str | os.PathLike[str]],
    *,
    published: date | None = None,
    stdin: Any = None,
) -> Iterator[Document | Dropped]:
    """The documents of files, folders (walked in the order of names), addresses and `-`.

    What is left out of a document comes right before it, as a `Dropped` with a part. A source that
    can't be read is a `Dropped` too, and the next one follows: nothing is raised for one bad input.
    In a folder, texts with other endings, hidden files and READMEs are passed by, and a file that
    is no text (an image) is a `Dropped`. `published` is
    taken for documents without a date of their own; `stdin` is read for `-`.
    """
    given = Given(published=published)
    for source in sources:
        origin = os.fspath(source)
        path = Path(origin)
        if origin != "-" and not _ADDRESS.fullmatch(origin) and path.is_dir():
            yield from _read_folder(path, origin, given)
        else:
            yield from _guarded(origin, given, stdin)


def _guarded(origin: str, given: Given, stdin: Any = None) -> Iterator[Document | Dropped]:
    """The documents of one source; where it can't be read, a `Dropped` that says so."""
    try:
        yield from read_source(origin, given, stdin=stdin)
    except LeftOut as error:
        yield Dropped(origin=origin, reason=error.reason, detail=str(error))
    except (InputError, MissingExtra) as error:
        yield Dropped(origin=origin, reason=DropReason.BROKEN, detail=str(error))
    except OSError as error:
        detail = f"{origin}: can't be read ({error.strerror or error})"
        yield Dropped(origin=origin, reason=DropReason.BROKEN, detail=detail)
    except Exception as error:  # noqa: BLE001  hostile input must not stop the run
        problem = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        detail = f"{origin}: reading failed ({problem})"
        yield Dropped(origin=origin, reason=DropReason.BROKEN, detail=detail)


def read_source(
    origin: str, given: Given, *, stdin: Any = None, client: Any = None
) -> Iterator[Document | Dropped]:
    """The documents of one file, address or `-`. Raises UnreadableSource, OSError, MissingExtra."""
    from vanellus.reading.streams import Opened, read_opened  # noqa: PLC0415  keeps import cheap

    if origin == "-":
        yield from read_opened(Opened(stream=_standard_input(stdin), origin="-"), given)
    elif address := _ADDRESS.fullmatch(origin):
        yield from _read_address(origin, address["scheme"], given, client)
    else:
        yield from _read_file(Path(origin), origin, given)


def _standard_input(stdin: Any) -> Any:
    stream = sys.stdin if stdin is None else stdin
    if stream is None:
        raise UnreadableSource(where="-", problem="there is no standard input", valid=_KNOWN)
    return stream


def _read_file(path: Path, origin: str, given: Given) -> Iterator[Document | Dropped]:
    try:
        facts = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise UnreadableSource(
            where=origin, problem="there is no such file", valid=_KNOWN
        ) from None
    except ValueError as error:  # NUL in the name
        raise UnreadableSource(where=origin, problem=str(error), valid=_KNOWN) from None
    if stat.S_ISDIR(facts.st_mode):
        raise UnreadableSource(
            where=origin, problem="is a folder", valid="one file, or read_sources"
        )
    kind = kind_by_name(path.name)
    if kind not in _MANY and facts.st_size > whole("max_file_mb") << 20:
        raise LeftOut(
            where=origin,
            problem=f"is larger than {whole('max_file_mb')} MiB",
            valid="a larger VANELLUS_MAX_FILE_MB",
            reason=DropReason.TOO_LARGE,
        )
    from vanellus.reading.streams import Opened, read_opened  # noqa: PLC0415  keeps import cheap

    with path.open("rb") as stream:
        yield from read_opened(Opened(stream=stream, origin=origin, kind=kind), given)


def _read_address(
    origin: str, scheme: str, given: Given, client: Any
) -> Iterator[Document | Dropped]:
    if scheme.lower() not in ("http", "https"):
        raise UnreadableSource(
            where=origin, problem=f"{scheme} can't be fetched", valid="http or https"
        )
    from vanellus.reading.fetch import fetch  # noqa: PLC0415  keeps import cheap
    from vanellus.reading.streams import Opened, read_opened  # noqa: PLC0415  as above

    fetched = fetch(origin, client=client)
    named = kind_by_name(fetched.url.split("?", 1)[0].rsplit("/", 1)[-1])
    with closing(fetched.body) as stream:
        opened = Opened(
            stream=stream,
            origin=origin,
            kind=kind_by_type(fetched.content_type) or named,
            charset=fetched.charset,
            url=fetched.url,
        )
        yield from read_opened(opened, given)


def _read_folder(folder: Path, origin: str, given: Given) -> Iterator[Document | Dropped]:
    seen = False
    for path in _files(folder):
        if isinstance(path, Dropped):
            yield path
            continue
        seen = True
        yield from _guarded(str(path), given)
    if not seen:
        yield Dropped(
            origin=origin,
            reason=DropReason.EMPTY,
            detail=f"{origin}: the folder holds no file that can be read (valid: {_KNOWN})",
        )


def _files(folder: Path) -> Iterator[Path | Dropped]:
    """The files under the folder that are read, by name; links to folders aren't followed."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        detail = f"{folder}: can't be read ({error.strerror})"
        yield Dropped(origin=str(folder), reason=DropReason.BROKEN, detail=detail)
        return
    for entry in found:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path))
        elif entry.name.lower().startswith("readme."):
            continue
        elif kind_by_name(entry.name):
            yield Path(entry.path)
        elif _is_binary(Path(entry.path)):
            detail = f"{entry.path}: is no text (valid: {_KNOWN})"
            yield Dropped(origin=entry.path, reason=DropReason.BINARY, detail=detail)


def _is_binary(path: Path) -> bool:
    """Whether a file of an unknown ending holds bytes that are no text; what is empty or can't be
    opened tells nothing.
    """
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return False
    if b"\0" in head or head.startswith(_MAGIC):
        return True
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head) > len(head) // 50
    return False


def is_there(source: str) -> bool:
    """Whether a source can be opened as far as its name tells: standard input, an address, or a
    file or folder that exists.
    """
    if source == "-" or _ADDRESS.fullmatch(source):
        return True
    try:
        return Path(source).exists()
    except (OSError, ValueError):
        return False


def looks_like_source(text: str) -> bool:
    """Whether a string names a file or an address, and isn't the text of a report itself."""
    if not text or len(text) > 4096 or "\n" in text:
        return False
    if _ADDRESS.fullmatch(text):
        return True
    try:
        if Path(text).exists():
            return True
    except (OSError, ValueError):
        return False
    bare = " " not in text
    return kind_by_name(text) is not None or (
        bare and (text.startswith(("/", "./", "../", "~")) or "\\" in text)
    )
