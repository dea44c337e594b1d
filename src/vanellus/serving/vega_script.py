"""Vega for the browser: made from what draws charts here, kept beside the store, served by us."""

from __future__ import annotations

import gzip
import hashlib
import multiprocessing
import os
import tempfile
import threading
from pathlib import Path
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from vanellus.briefing import rendering
from vanellus.serving.faults import NotThere

router = APIRouter()
_LONGEST: Final = 180.0
"""Seconds that making it may take, on a machine with much else to do."""
_YEAR: Final = "public, max-age=31536000, immutable"


class VegaScript:
    """The script, made once for a folder by a process of its own (it takes some seconds).

    Its name is a digest of the versions that it is made of, so that browsers may keep it for good.
    """

    def __init__(self, folder: Path) -> None:
        digest = hashlib.sha256(rendering.scripts_version().encode()).hexdigest()[:16]
        self.name = f"vega-{digest}.js"
        self.address = f"/vega/{self.name}"
        self._path = folder / f"{self.name}.gz"
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Has it made in the background, so that the first reader doesn't wait for it."""
        threading.Thread(target=self.packed, name="vega", daemon=True).start()

    def packed(self) -> bytes | None:
        """The script, gzipped; None if it could not be made. Waits for it where it is not there."""
        with self._lock:
            if not self._path.exists():
                making = multiprocessing.get_context("spawn").Process(
                    target=make, args=(str(self._path),), daemon=True
                )
                making.start()
                making.join(_LONGEST)
                if making.exitcode is None:
                    making.kill()
                    making.join()
            return self._path.read_bytes() if self._path.exists() else None


def make(path: str) -> None:
    """Writes the script, gzipped, to a file that is whole or not there."""
    os.nice(10)
    # No time of making: the same versions give the same file.
    packed = gzip.compress(rendering.scripts().encode(), mtime=0)
    with tempfile.NamedTemporaryFile(dir=Path(path).parent, delete=False) as part:
        part.write(packed)
    Path(part.name).replace(path)


@router.get("/vega/{name}")
def vega(request: Request, name: str) -> Response:
    """The script. Raises NotThere for another name, or if it can't be made."""
    script: VegaScript = request.app.state.vega
    packed = script.packed() if name == script.name else None
    if packed is None:
        raise NotThere(where=name, problem="is no script of this server", valid=script.name)
    headers = {"Cache-Control": _YEAR, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        packed = gzip.decompress(packed)
    return Response(packed, media_type="text/javascript; charset=utf-8", headers=headers)
