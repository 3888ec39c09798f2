"""Makes tests/fixtures/tiny-llama: a random model small enough to keep, and what PyTorch computes with it.

    python3 training/fixture.py

The folder is a Hugging Face one (byte-level tokenizer with a few merges), so the loader, the backends and the worker are tested on
the same files. `expected.json` holds logits after prefixes of one token sequence. Nothing is trained: the weights only have to be
large enough that a wrong rotation, mask or norm shows.
"""

import json
import struct
from pathlib import Path

import torch

from model import Config, Llama

OUT = Path(__file__).parent.parent / "tests" / "fixtures" / "tiny-llama"
MERGES = ["h e", "l l", "he ll", "1 2"]
SPECIAL = ["<|start|>", "<|end|>", "<|user|>", "<|assistant|>"]
TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}<|{{ 'assistant' if message.role == 'assistant' else 'user' }}|>"
    "{{ message.content }}{% if message.role == 'assistant' %}{{ eos_token }}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)


def byte_alphabet() -> list[str]:
    """A printable character for each byte, GPT-2's way: printable Latin-1 stands for itself, the rest moves above 255."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    moved = iter(range(256, 512))
    return [chr(byte) if byte in printable else chr(next(moved)) for byte in range(256)]


def tokenizer() -> dict:
    pieces = [*byte_alphabet(), *(merge.replace(" ", "") for merge in MERGES)]
    added = [
        {"id": len(pieces) + i, "content": text, "single_word": False, "lstrip": False, "rstrip": False,
         "normalized": False, "special": True}
        for i, text in enumerate(SPECIAL)
    ]
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": added, "normalizer": None,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "Digits", "individual_digits": False}, byte_level]},
        "post_processor": None, "decoder": byte_level,
        "model": {"type": "BPE", "vocab": {piece: i for i, piece in enumerate(pieces)}, "merges": MERGES},
    }


def safetensors(tensors: dict[str, torch.Tensor]) -> bytes:
    header, data = {}, b""
    for name, tensor in tensors.items():
        raw = tensor.contiguous().float().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def main() -> None:
    torch.manual_seed(7)
    vocab = 256 + len(MERGES) + len(SPECIAL)
    config = Config(vocab_size=vocab, hidden_size=16, intermediate_size=40, num_hidden_layers=2, num_attention_heads=4,
                    num_key_value_heads=2, max_position_embeddings=160, rope_theta=10000.0, rms_norm_eps=1e-5)
    model = Llama(config)
    for name, parameter in model.named_parameters():
        if parameter.dim() == 1:
            torch.nn.init.uniform_(parameter, 0.5, 1.5)
        else:
            torch.nn.init.normal_(parameter, std=0.25 if name.startswith("embed") else parameter.shape[1] ** -0.5)

    tokens = torch.randint(0, vocab, (1, 24))
    with torch.no_grad():
        logits = model(tokens)[0]
    expected = {
        "tokens": tokens[0].tolist(),
        "logits": {str(length): [round(x, 6) for x in logits[length - 1].tolist()] for length in (1, 9, 24)},
    }
    hf_config = {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_act": "silu", "vocab_size": vocab,
        "hidden_size": 16, "intermediate_size": 40, "num_hidden_layers": 2, "num_attention_heads": 4,
        "num_key_value_heads": 2, "max_position_embeddings": 160, "rope_theta": 10000.0, "rms_norm_eps": 1e-5,
        "tie_word_embeddings": True, "bos_token_id": vocab - 4, "eos_token_id": vocab - 3,
    }
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "model.safetensors").write_bytes(
        safetensors({f"model.{name}": value for name, value in model.state_dict().items()}))
    for name, value in {
        "config.json": hf_config,
        "tokenizer.json": tokenizer(),
        "tokenizer_config.json": {"bos_token": SPECIAL[0], "eos_token": SPECIAL[1], "chat_template": TEMPLATE},
        "expected.json": expected,
    }.items():
        (OUT / name).write_text(json.dumps(value, ensure_ascii=False) + "\n")
    print(f"{sum(f.stat().st_size for f in OUT.iterdir())} bytes, logit rms {logits.pow(2).mean().sqrt():.2f}")


if __name__ == "__main__":
    main()
