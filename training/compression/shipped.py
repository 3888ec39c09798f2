"""Stores what PyTorch computes with the models that ship, for a row that they were not trained on: tests/fixtures/compressed/<name>.json.

    python3 -m compression.shipped                    # needs the corpus

As in fixture.py, the logits come from the parallel form and are checked against the literal decode step, which counts the slots.
"""

import json
from pathlib import Path

import torch

from compression.decode import decode
from compression.retrofit import METHODS, retrofit, set_stage
from corpus import Kind
from model import Config, Llama
from restore import read_folder

ROOT = Path(__file__).parent.parent.parent
LONG_ENOUGH = 200


def held_back_row() -> list[int]:
    kind = Kind(ROOT / "training" / "corpus", "merge")
    row = next(row for row in range(len(kind) - 1, 0, -1) if kind.length(row) >= LONG_ENOUGH)
    return list(kind.tokens[kind.starts[row] : kind.ends[row]])


def main() -> None:
    folder = ROOT / "tests" / "fixtures" / "compressed"
    folder.mkdir(exist_ok=True)
    tokens = held_back_row()
    for path in sorted((ROOT / "public" / "models").iterdir()):
        method = next((method for method in METHODS if method in json.loads((path / "config.json").read_text())), None)
        if method is None:
            continue
        state = read_folder(path)
        model = Llama(Config(**state["config"]))
        model.load_state_dict(state["model"])
        set_stage(retrofit(model, method), 0.0, compresses=True)
        model.eval()
        with torch.no_grad():
            logits = model(torch.tensor([tokens]))[0]
        decoded, slots = decode(model, method, tokens)
        lengths = (1, len(tokens) // 2, len(tokens))
        expected = {
            "tokens": tokens,
            "logits": {str(n): [round(x, 5) for x in logits[n - 1].tolist()] for n in lengths},
            "slots": slots,
        }
        (folder / f"{path.name}.json").write_text(json.dumps(expected) + "\n")
        print(f"{path.name}: the two forms differ by {(logits - decoded).abs().max().item():.1e}; slots {slots} of {len(tokens)}")


if __name__ == "__main__":
    main()
