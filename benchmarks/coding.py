"""How fast the whole way is beside the raw encoder, on the same sentences and threads.

The raw encoder gets the sentences tokenised, sorted by length and batched beforehand. The whole way
starts at a JSONL file and ends with event reports as JSON lines.
"""

from __future__ import annotations

import argparse
import io
import json
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from texts import write_jsonl

from vanellus.coding import Coder, split_sentences
from vanellus.coding.coder import _batches
from vanellus.coding.session import Session
from vanellus.coding.tokens import encode_batch
from vanellus.flow import code_documents
from vanellus.reading import read_sources
from vanellus.records import Coded, Document, to_json
from vanellus.resolving import Resolver
from vanellus.settings import whole


def raw(session: Session, documents: list[Document]) -> tuple[float, int, int]:
    """Seconds of the encoder alone with the same workers, sentences, tokens."""
    sentences = [span.text for document in documents for _, span in split_sentences(document)]
    encoded = encode_batch(session.tokenizer, sentences)
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].tokens))
    batches = list(_batches(order, encoded, whole("batch_tokens")))
    began = time.perf_counter()
    with ThreadPoolExecutor(max_workers=session.threads) as workers:
        list(workers.map(lambda batch: session.tag([encoded[i] for i in batch]), batches))
    return time.perf_counter() - began, len(sentences), sum(len(e.tokens) for e in encoded)


def whole_way(coder: Coder, resolver: Resolver, path: Path) -> tuple[float, int]:
    """Seconds from the file to the lines, and how many event reports."""
    began = time.perf_counter()
    out, count = io.StringIO(), 0
    for item in code_documents(read_sources([path]), coder=coder, resolver=resolver):
        if isinstance(item, Coded):
            for report in item.reports:
                out.write(json.dumps(to_json(report), ensure_ascii=False) + "\n")
                count += 1
    return time.perf_counter() - began, count


def main() -> None:
    """Prints both rates and their ratio, run in turn so that the machine's drift hits both."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--documents", type=int, default=120)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--threads", type=int, default=1)
    given = ask.parse_args()
    coder, resolver = Coder.load(threads=given.threads), Resolver.default()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.jsonl"
        write_jsonl(path, given.documents)
        documents = [item for item in read_sources([path]) if isinstance(item, Document)]
        raw(coder.session, documents[:10])
        whole_way(coder, resolver, path)
        pairs = [
            (raw(coder.session, documents), whole_way(coder, resolver, path))
            for _ in range(given.rounds)
        ]
    sentences, tokens = pairs[0][0][1], pairs[0][0][2]
    ratio = statistics.median(alone[0] / way[0] for alone, way in pairs)
    print(f"{len(documents)} documents, {sentences} sentences of {tokens / sentences:.0f} tokens")
    print(f"threads of the encoder: {given.threads}")
    for name, at in (("raw encoder", 0), ("whole way", 1)):
        seconds = statistics.median(pair[at][0] for pair in pairs)
        print(f"{name:12} {sentences / seconds:7.0f} sentences a second")
    print(f"whole way / raw encoder: {ratio:.2f} (aim: 0.75 or more); {pairs[0][1][1]} reports")


if __name__ == "__main__":
    main()
