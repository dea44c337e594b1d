"""Takes the README's pictures: serves the example and photographs its pages (`make pictures`).

    python docs/pictures.py [STORE]

STORE keeps the example; it is `make demo`'s where none is named, and is filled if it isn't yet.
Needs Chromium on the PATH. Each picture is kept small by a palette of 256 colours.
"""  # noqa: INP001  a script beside what it draws

from __future__ import annotations

import base64
import re
import shutil
import struct
import subprocess
import sys
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import httpx
import numpy as np
from playwright.sync_api import Browser, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

HERE: Final = Path(__file__).parent
EXAMPLE: Final = "examples/sahel"
"""As seen from the root: pages tell where a text was read from."""
STORE: Final = HERE.parent / "demo" / "sahel.duckdb"
OUT: Final = HERE / "images"
MOST_BYTES: Final = 200 * 1024
COLOURS: Final = 256
WIDE: Final = (1280, 1000)
PHONE: Final = (390, 780)
_PIXELS: Final = """async (png) => {
  const drawn = await createImageBitmap(await (await fetch("data:image/png;base64," + png)).blob());
  const canvas = new OffscreenCanvas(drawn.width, drawn.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(drawn, 0, 0);
  const bytes = pen.getImageData(0, 0, drawn.width, drawn.height).data;
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) {
    text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  }
  return [drawn.width, drawn.height, btoa(text)];
}"""


def main() -> None:
    """Takes all pictures and says how large each is."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("pictures need Chromium: install Debian's package `chromium`")
    OUT.mkdir(exist_ok=True)
    store = Path(sys.argv[1]) if len(sys.argv) > 1 else STORE
    store.parent.mkdir(exist_ok=True)
    _vanellus("ingest", EXAMPLE, "--store", str(store.resolve()))
    with _served(store) as base, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (address, size) in _pages(base).items():
            path = OUT / f"{name}.png"
            path.write_bytes(_picture(browser, base + address, size))
            said = f"{path.relative_to(HERE.parent)}: {path.stat().st_size // 1024} KiB"
            if path.stat().st_size > MOST_BYTES:
                sys.exit(f"{said}, which is more than {MOST_BYTES // 1024}")
            print(said)  # noqa: T201  a script


def _pages(base: str) -> dict[str, tuple[str, tuple[int, int]]]:
    """The address and the size of each picture, by its name."""
    # Of all that is told in several ways: not what it was about alone, and told by many.
    event = max(
        _rows(f"{base}/events.json?disputed=1"),
        key=lambda row: (
            row["disputed"] != ["agenda"], row["independent_sources"], row["date_start"],
        ),
    )  # fmt: skip
    advised = {row["doc_id"] for row in _rows(f"{base}/recommendations.json")}
    document = max(
        _rows(f"{base}/documents.json"),
        key=lambda row: (row["doc_id"] in advised, row["events"] or 0),
    )
    pair = "/pair?one=RUS&other=NER&since=2023-01-01"
    return {
        "home": ("/", WIDE),
        "pair": (pair, WIDE),
        "event": (f"/event/{event['event_id']}", WIDE),
        "document": (f"/document/{document['doc_id']}", WIDE),
        "phone": (pair, PHONE),
    }


def _rows(address: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = httpx.get(address, timeout=120).raise_for_status().json()
    return rows


def _vanellus(*arguments: str) -> None:
    command = [sys.executable, "-m", "vanellus", *arguments]
    subprocess.run(command, check=True, cwd=HERE.parent)  # noqa: S603  ourselves


@contextmanager
def _served(store: Path) -> Iterator[str]:
    """The address at which the store is served meanwhile."""
    command = [sys.executable, "-m", "vanellus", "serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603  as above
        try:
            for line in process.stderr or ():
                if found := re.search(r"http://[^/\s]+", line):
                    yield found[0]
                    break
            else:
                sys.exit("the example could not be served")
        finally:
            process.terminate()


def _picture(browser: Browser, address: str, size: tuple[int, int]) -> bytes:
    """The top of a page as PNG with a palette."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme="light")
    page.goto(address, timeout=120_000, wait_until="networkidle")
    taken = base64.b64encode(page.screenshot()).decode()
    page.goto("about:blank")
    width, height, pixels = page.evaluate(_PIXELS, taken)
    page.close()
    return indexed_png(np.frombuffer(base64.b64decode(pixels), np.uint8).reshape(height, width, 4))


def indexed_png(pixels: NDArray[np.uint8]) -> bytes:
    """Pixels (height, width, 3 or more channels) as PNG with the 256 commonest colours; others
    become the nearest of them.
    """
    height, width = pixels.shape[:2]
    wide = pixels.astype(np.int32)
    packed = wide[..., 0] << 16 | wide[..., 1] << 8 | wide[..., 2]
    found, places, counts = np.unique(packed, return_inverse=True, return_counts=True)
    kept = found[np.argsort(-counts, kind="stable")[:COLOURS]]
    channels = np.array([16, 8, 0])
    palette = kept[:, None] >> channels & 255
    every = found[:, None] >> channels & 255
    nearest = np.concatenate([
        np.argmin(((part[:, None] - palette) ** 2).sum(axis=2), axis=1)
        for part in np.array_split(every, max(1, len(every) // 2000))
    ])  # fmt: skip
    indexes = nearest[places].reshape(height, width).astype(np.uint8)
    lines = np.concatenate([np.zeros((height, 1), np.uint8), indexes], axis=1)
    return b"".join((
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        _chunk(b"PLTE", palette.astype(np.uint8).tobytes()),
        _chunk(b"IDAT", zlib.compress(lines.tobytes(), 9)),
        _chunk(b"IEND", b""),
    ))  # fmt: skip


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    main()
