"""Reads a Hugging Face folder that export.py wrote back into a checkpoint, so that training can go on from what ships.

    python3 restore.py ../public/models/loupe-english checkpoints/shipped.pt
"""

import argparse
import json
import struct
from dataclasses import fields
from pathlib import Path

import torch

from model import Config


def read_folder(folder: Path) -> dict:
    """The weights and the shape of a model folder, as a checkpoint has them."""
    data = (folder / "model.safetensors").read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    model = {}
    for name, entry in json.loads(data[8 : 8 + length]).items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        raw = bytearray(data[8 + length + begin : 8 + length + end])
        values = torch.frombuffer(raw, dtype=torch.float16).view(entry["shape"])
        model[name.removeprefix("model.")] = values.float()
    known = {field.name for field in fields(Config)}
    config = json.loads((folder / "config.json").read_text())
    return {"model": model, "config": {name: value for name, value in config.items() if name in known}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("checkpoint", type=Path)
    options = parser.parse_args()
    options.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    torch.save(read_folder(options.folder), options.checkpoint)


if __name__ == "__main__":
    main()
