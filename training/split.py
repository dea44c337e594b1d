"""Which lines teach and which are kept out to fit calibration and to look at progress."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from training.corpus import Line


def split(lines: Iterable[Line], *, kept_out: int = 6) -> tuple[list[Line], list[Line]]:
    """Lines to teach with, and about `kept_out` in a hundred that are never taught.

    Neighbouring lines of a file often tell of one happening, so stretches of ten are kept out
    together; the choice hangs on the file's name and place only.
    """
    teach: list[Line] = []
    keep: list[Line] = []
    for line in lines:
        name, _, number = line.origin.partition(":")
        stretch = f"{name}/{int(number) // 10}"
        chance = int.from_bytes(hashlib.sha256(stretch.encode()).digest()[:4], "big") % 100
        (keep if chance < kept_out else teach).append(line)
    return teach, keep
