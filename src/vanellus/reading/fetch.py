"""Addresses to bytes."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from vanellus.errors import UnreadableSource
from vanellus.reading.draft import LeftOut
from vanellus.records import DropReason
from vanellus.settings import real, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_MEMORY: Final = 16 << 20
_AGENT: Final = "vanellus/0 (reader of news reports)"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered with; `body` stands at its beginning."""

    body: BinaryIO
    url: str
    """The address after redirects."""
    content_type: str
    charset: str | None


def fetch(url: str, *, client: Any = None) -> Fetched:
    """The answer of an http(s) address, at most `max_file_mb` of it.

    Raises UnreadableSource for an address that can't be had, LeftOut for one that is too large.
    """
    import httpx  # noqa: PLC0415  heavy, and only addresses need it

    own = client or httpx.Client(
        timeout=real("timeout"), follow_redirects=True, headers={"User-Agent": _AGENT}
    )
    try:
        with own.stream("GET", url) as answer:
            if answer.status_code >= 400:
                status = f"{answer.status_code} {answer.reason_phrase}".rstrip()
                raise UnreadableSource(
                    where=url,
                    problem=f"the server answered {status}",
                    valid="an address that can be read without login",
                )
            body = _body(answer.iter_bytes(), url=url)
            return Fetched(
                body=body,
                url=str(answer.url),
                content_type=answer.headers.get("content-type", "").split(";")[0].strip().lower(),
                charset=answer.charset_encoding,
            )
    except httpx.TimeoutException:
        raise UnreadableSource(
            where=url,
            problem=f"no answer within {real('timeout'):g} seconds",
            valid="a longer VANELLUS_TIMEOUT, or try again",
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise UnreadableSource(
            where=url, problem=f"can't be fetched ({error})", valid="an http or https address"
        ) from None
    finally:
        if client is None:
            own.close()


def _body(chunks: Iterator[bytes], *, url: str) -> BinaryIO:
    limit = whole("max_file_mb") << 20
    body = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  handed on
    size = 0
    try:
        for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise LeftOut(  # noqa: TRY301  the file is closed below whatever went wrong
                    where=url,
                    problem=f"is larger than {whole('max_file_mb')} MiB",
                    valid="a larger VANELLUS_MAX_FILE_MB",
                    reason=DropReason.TOO_LARGE,
                )
            body.write(chunk)
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return cast("BinaryIO", body)
