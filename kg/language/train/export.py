"""A trained network in, the files of the shipped model out: weights.npz, lexicon.npz, meta.json.

Matrices are stored as int8 with one float32 scale a row (embeddings) or as float16 (the rest): a third of the size,
and no change that the scores show.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from kg.language.features import TABLES, Lexicon
from kg.language.train.fit import Classes
from kg.language.train.network import Network

#: what the reader uses of the tasks above the second layer
TASKS = ("NAME", "PART")
Array = np.ndarray[Any, Any]


def pack(name: str, array: Array) -> dict[str, Array]:
    """The stored arrays of a weight."""
    if name.startswith(("embeddings.", "grams.")):
        scale = np.abs(array).max(1, keepdims=True) / 127 + 1e-12
        return {name: np.round(array / scale).astype(np.int8), f"{name}@scale": scale.astype(np.float32)}
    return {name: array.astype(np.float16)}


def save_arrays(path: Path, arrays: dict[str, Array]) -> None:
    """An .npz whose bytes depend on the arrays alone: entries sorted, no clock."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(arrays):
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            info = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, buffer.getvalue())


def export(
    network: Network,
    classes: Classes,
    lexicon: Lexicon,
    folder: Path,
    note: dict[str, Any],
    *,
    probe: tuple[Array, Array] | None = None,
) -> int:
    """Writes the model, with the classifier of parts before hyphens if it is given; returns its size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Array] = {}
    top = [n for n in network.options.top_tags if n in TASKS]
    for name, tensor in network.state_dict().items():
        if not name.startswith("top_tags.") or name.split(".")[1] in top:
            arrays |= pack(name, tensor.numpy())
    if probe is not None:
        arrays |= {"probe.weight": probe[0].astype(np.float16), "probe.bias": probe[1].astype(np.float16)}
    save_arrays(folder / "weights.npz", arrays)
    save_arrays(
        folder / "lexicon.npz",
        {n: getattr(lexicon, n) for n in TABLES},
    )
    options = network.options
    words = sorted(lexicon.vocabulary, key=lambda w: lexicon.vocabulary[w])
    meta = {
        "tags": {n: classes.tags[n] for n in options.tags if n in top or n not in options.top_tags},
        "deps": classes.deps,
        "low": [n for n in options.tags if n not in options.top_tags],
        "top": top,
        "layers": options.layers,
        "vocabulary": words,
        "note": note,
    }
    (folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=0, sort_keys=True), encoding="utf-8")
    return sum(p.stat().st_size for p in folder.iterdir() if p.is_file())
