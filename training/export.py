"""Writes a checkpoint as a Hugging Face folder: config.json, generation_config.json and model.safetensors in f16.

    python3 export.py checkpoints/model.pt ../public/models/loupe-arithmetic

tokenizer.json and tokenizer_config.json come from the corpus that it was trained on. Of a model that compresses its cache, config.json
also says how.
"""

import argparse
import json
import shutil
import struct
from pathlib import Path

import torch

from compression import dmc, dms

END_TOKEN = 0


def safetensors(tensors: dict[str, torch.Tensor]) -> bytes:
    """The safetensors container: header length (u64, little-endian), JSON header padded to 8 bytes, then the data in that order."""
    header, data, offset = {}, [], 0
    for name, tensor in tensors.items():
        raw = tensor.contiguous().numpy().tobytes()
        header[name] = {"dtype": "F16", "shape": list(tensor.shape), "data_offsets": [offset, offset + len(raw)]}
        data.append(raw)
        offset += len(raw)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + b"".join(data)


def compression_of(method: str | None) -> dict:
    """The fields of config.json for a model that compresses its cache; none for any other."""
    if method == "dmc":
        return {"dmc": {"window": dmc.WINDOW, "offset": dmc.OFFSET}}
    if method == "dms":
        return {"dms": {"window": dms.WINDOW, "scale": dms.SCALE, "offset": dms.OFFSET}}
    return {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    options = parser.parse_args()
    state = torch.load(options.checkpoint, map_location="cpu")
    c = state["config"]
    options.folder.mkdir(parents=True, exist_ok=True)
    config = {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "hidden_act": "silu",
        "attention_bias": False,
        "mlp_bias": False,
        "tie_word_embeddings": True,
        "torch_dtype": "float16",
        "bos_token_id": None,
        "eos_token_id": END_TOKEN,
        "head_dim": c["hidden_size"] // c["num_attention_heads"],
        **c,
        **compression_of(state.get("method")),
    }
    (options.folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    generation = {"eos_token_id": END_TOKEN, "pad_token_id": END_TOKEN, "do_sample": False}
    (options.folder / "generation_config.json").write_text(json.dumps(generation, indent=2) + "\n")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(options.corpus / name, options.folder / name)
    tensors = {f"model.{name}": tensor.half() for name, tensor in sorted(state["model"].items())}
    (options.folder / "model.safetensors").write_bytes(safetensors(tensors))
    print(f"{sum(t.numel() for t in tensors.values())} parameters after {state['seen']} tokens")


if __name__ == "__main__":
    main()
