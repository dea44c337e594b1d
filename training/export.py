"""Exports the taught network to one int8 ONNX file with its card."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer as graph_optimizer

from training.network import OUTPUTS, EventModel
from vanellus.coding.session import CARD, VOCABULARY, WEIGHTS, layout

ROWS = {0: "sentences"}
TOKENS = {0: "sentences", 1: "tokens"}
DYNAMIC = {
    "tokens": TOKENS,
    "mask": TOKENS,
    "shapes": TOKENS,
    "markers": ROWS,
    "mentions": TOKENS,
    "triggers": TOKENS,
    "statuses": TOKENS,
    "modes": TOKENS,
    "arcs": {0: "sentences", 1: "tokens", 2: "tokens"},
    "contexts": ROWS,
    "kinds": ROWS,
    "relation": ROWS,
    "relation_status": ROWS,
    "relation_mode": ROWS,
    "relation_table": ROWS,
    "vector": ROWS,
}


def export(model: EventModel, folder: Path, *, vocabulary: Path, quantise: bool = True) -> str:
    """Writes weights and vocabulary to `folder` and returns the weights' SHA-256.

    The encoder's attention is fused for ONNX Runtime, matrices become int8 (dynamic quantisation,
    one scale a column); embeddings become int8 too.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain, fused = Path(scratch) / "plain.onnx", Path(scratch) / "fused.onnx"
        model.eval()
        sample = (
            torch.randint(1000, 2000, (2, 16)),
            torch.ones((2, 16), dtype=torch.int64),
            torch.zeros((2, 16), dtype=torch.int64),
            torch.ones((2, 2), dtype=torch.int64),
        )
        torch.onnx.export(
            model,
            sample,
            str(plain),
            input_names=["tokens", "mask", "shapes", "markers"],
            output_names=list(OUTPUTS),
            dynamic_axes=DYNAMIC,
            opset_version=17,
            dynamo=False,
        )
        heads = model.encoder.config.num_attention_heads
        width = model.encoder.config.hidden_size
        better = graph_optimizer.optimize_model(
            str(plain), model_type="bert", num_heads=heads, hidden_size=width, opt_level=1
        )
        better.save_model_to_file(str(fused))
        print("fused:", better.get_fused_operator_statistics())
        target = folder / WEIGHTS
        if quantise:
            quantize_dynamic(
                str(fused),
                str(target),
                weight_type=QuantType.QInt8,
                per_channel=True,
                reduce_range=False,
                op_types_to_quantize=["MatMul", "Attention", "Gather"],
                # The fused graph leaves the types of inner tensors unsaid.
                extra_options={
                    "MatMulConstBOnly": True,
                    "DefaultTensorType": onnx.TensorProto.FLOAT,
                },
            )
        else:
            shutil.copyfile(fused, target)
    onnx.checker.check_model(str(target), full_check=False)
    shutil.copyfile(vocabulary, folder / VOCABULARY)
    return hashlib.sha256(target.read_bytes()).hexdigest()


def write_card(folder: Path, *, digest: str, facts: dict[str, Any]) -> None:
    """Writes the card that the programme checks the weights against."""
    card = {
        "digest": digest,
        "made": datetime.now(tz=UTC).date().isoformat(),
        **facts,
        "layout": layout(),
    }
    text = json.dumps(card, indent=1, ensure_ascii=False, default=_plain)
    (folder / CARD).write_text(text + "\n", encoding="utf-8")


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(type(value).__name__)
