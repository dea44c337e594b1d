"""How long the programme takes to start, and what it loads by doing so."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

HEAVY = ("onnxruntime", "duckdb", "numpy", "trafilatura", "tokenizers", "pyarrow", "scipy")


def seconds(*command: str, rounds: int = 7) -> float:
    """Median wall-clock seconds of a command."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        subprocess.run([sys.executable, *command], check=True, capture_output=True)  # noqa: S603  our own
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main() -> None:
    """Prints the times and the heavy packages that `import vanellus` loads (none are wanted)."""
    bare = seconds("-c", "pass")
    imported = seconds("-c", "import vanellus") - bare
    helped = seconds("-m", "vanellus", "--help")
    loaded = subprocess.run(  # noqa: S603  our own
        [
            sys.executable,
            "-c",
            f"import vanellus, sys; print([m for m in {HEAVY} if m in sys.modules])",
        ],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    print(f"import vanellus: {imported * 1000:.0f} ms (aim: under 150); heavy packages: {loaded}")
    print(f"vanellus --help: {helped * 1000:.0f} ms (aim: under 400)")


if __name__ == "__main__":
    main()
