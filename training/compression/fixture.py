"""Makes tests/fixtures/tiny-dmc and tiny-dms: random models that compress their cache, and what PyTorch computes with them.

    python3 -m compression.fixture

Nothing is trained: the borrowed channels are only made large enough that some tokens are merged or evicted and others are not. The
logits come from the parallel form of training and are checked against the literal decode step, which also counts the slots.
"""

import json
import shutil

import torch

from compression.decode import decode
from compression.retrofit import METHODS, retrofit, set_stage
from export import compression_of
from fixture import MERGES, OUT, SPECIAL, safetensors
from model import Config, Llama

TIME = 80


def random_model(method: str) -> Llama:
    config = Config(vocab_size=256 + len(MERGES) + len(SPECIAL), hidden_size=16, intermediate_size=40, num_hidden_layers=2,
                    num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=160)
    model = Llama(config)
    for name, parameter in model.named_parameters():
        if parameter.dim() == 1:
            torch.nn.init.uniform_(parameter, 0.5, 1.5)
        else:
            torch.nn.init.normal_(parameter, std=0.25 if name.startswith("embed") else parameter.shape[1] ** -0.5)
    for layer in model.layers:
        weight = (layer.self_attn.k_proj if method == "dmc" else layer.self_attn.q_proj).weight
        with torch.no_grad():
            weight.view(-1, config.head_dim, config.hidden_size)[:, -1] *= 8 if method == "dmc" else 1
    return model


def main() -> None:
    for method in METHODS:
        torch.manual_seed(7)
        model = random_model(method)
        weights = {f"model.{name}": value for name, value in model.state_dict().items()}
        set_stage(retrofit(model, method), 0.0, compresses=True)
        model.eval()
        tokens = torch.randint(0, model.config.vocab_size, (1, TIME))
        with torch.no_grad():
            logits = model(tokens)[0]
        decoded, slots = decode(model, method, tokens[0].tolist())
        difference = (logits - decoded).abs().max().item()
        assert difference < 1e-4, f"{method}: the two forms differ by {difference}"
        folder = OUT.parent / f"tiny-{method}"
        folder.mkdir(exist_ok=True)
        config = json.loads((OUT / "config.json").read_text()) | compression_of(method)
        expected = {
            "tokens": tokens[0].tolist(),
            "logits": {str(n): [round(x, 6) for x in logits[n - 1].tolist()] for n in (1, 9, 24, 51, TIME)},
            "slots": slots,
        }
        (folder / "model.safetensors").write_bytes(safetensors(weights))
        (folder / "config.json").write_text(json.dumps(config) + "\n")
        (folder / "expected.json").write_text(json.dumps(expected) + "\n")
        for name in ("tokenizer.json", "tokenizer_config.json"):
            shutil.copyfile(OUT / name, folder / name)
        print(f"{method}: the two forms differ by {difference:.1e}; slots {slots} of {TIME}")


if __name__ == "__main__":
    main()
