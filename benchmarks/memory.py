"""Peak memory of `vanellus code` for few and for many documents: it must not grow with them."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from texts import write_jsonl


def peak_mib(path: Path) -> float:
    """Largest resident size, in MiB, of coding the file in a process of its own."""
    script = (
        "import resource, sys, subprocess; "
        "subprocess.run([sys.executable, '-m', 'vanellus', 'code', sys.argv[1], '-o', "
        "sys.argv[2]], "
        "check=True, stderr=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    found = subprocess.run(  # noqa: S603  our own
        [sys.executable, "-c", script, str(path), str(path.with_suffix(".out.jsonl"))],
        check=True,
        capture_output=True,
        text=True,
    )
    unit = 1 if sys.platform == "darwin" else 1024
    return int(found.stdout) * unit / 2**20


def main() -> None:
    """Prints the peaks for 100 and for 2,000 documents."""
    with tempfile.TemporaryDirectory() as folder:
        for count in (100, 2000):
            path = Path(folder) / f"{count}.jsonl"
            write_jsonl(path, count)
            print(f"{count:6} documents: {peak_mib(path):.0f} MiB (aim: under 700)")


if __name__ == "__main__":
    main()
