"""Teaches a trained model to compress its cache. See ../README.md for the recipe and the measured curves.

    python3 -m compression.train dmc --start checkpoints/shipped.pt --ratio 2 --out checkpoints/dmc-2x.pt

Three stages, each of so many tokens: the borrowed channel fades, the ratio rises, the ratio stays while the learning rate falls. DMC
learns from the corpus, DMS from the model before the retrofit (distillation). `--resume` goes on from any checkpoint of the same run;
the checkpoint at the end of the rise is kept, because a higher ratio begins there (`--from 2`, and `--fade 0`).
"""

import argparse
import json
import random
import time
from dataclasses import asdict
from pathlib import Path

import torch
import torch.nn.functional as F

from compression.retrofit import METHODS, clear_channels, decided, missing, ratio_of, retrofit, set_stage
from corpus import Kind, collate, steps
from model import Config, Llama
from train import HELD_BACK, SHARES

EVERY = 200  # steps from one checkpoint to the next


def valid_tokens(rows, tokens: torch.Tensor) -> torch.Tensor:
    """[rows, time]: which tokens are not padding."""
    lengths = torch.tensor([kind.length(row) for kind, row in rows], device=tokens.device)
    return torch.arange(tokens.shape[1], device=tokens.device) < lengths[:, None]


def language_loss(model, teacher, tokens, answer) -> torch.Tensor:
    """Summed over the answers' tokens: cross-entropy with the corpus, or the divergence from the teacher where there is one."""
    target = answer[:, 1:]
    logits = model.hidden(tokens[:, :-1])[target] @ model.embed_tokens.weight.T
    if teacher is None:
        return F.cross_entropy(logits, tokens[:, 1:][target], reduction="sum")
    with torch.no_grad():
        wanted = teacher.hidden(tokens[:, :-1])[target] @ teacher.embed_tokens.weight.T
    return F.kl_div(logits.log_softmax(-1), wanted.log_softmax(-1), reduction="sum", log_target=True)


@torch.no_grad()
def evaluate(model, layers, kinds, device: str) -> dict:
    """On held-back rows, with decisions taken for good: cross-entropy of an answer's token, share of rows without an error, ratio."""
    model.eval()
    loss = tokens_of_answers = yes = read = 0.0
    exact = {}
    for name, kind in kinds.items():
        right = 0
        for start in range(len(kind) - HELD_BACK, len(kind), 16):
            rows = [(kind, row) for row in range(start, start + 16)]
            tokens, answer = collate(rows, device)
            logits, target = model(tokens[:, :-1]), answer[:, 1:]
            right += int(((logits.argmax(-1) == tokens[:, 1:]) | ~target).all(1).sum())
            loss += F.cross_entropy(logits[target], tokens[:, 1:][target], reduction="sum").item()
            tokens_of_answers += float(target.sum())
            valid = valid_tokens(rows, tokens)[:, :-1]
            yes += decided(layers, valid).item() if layers[0].compresses else 0
            read += float(valid.sum())
        exact[name] = round(right / HELD_BACK, 3)
    model.train()
    return {"held_out_loss": round(loss / tokens_of_answers, 5), "ratio": round(ratio_of(yes / read), 3), "exact": exact}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("method", choices=METHODS)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--start", type=Path, required=True, help="checkpoint of the model, or of a retrofit at the end of its rise")
    parser.add_argument("--teacher", type=Path, help="checkpoint of the model before the retrofit; for DMS")
    parser.add_argument("--resume", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--ratio", type=float, required=True)
    parser.add_argument("--from", dest="begin", type=float, default=1, help="the ratio that the start has reached")
    parser.add_argument("--fade", type=int, default=1_000_000)
    parser.add_argument("--rise", type=int, default=2_500_000)
    parser.add_argument("--settle", type=int, default=1_500_000)
    parser.add_argument("--batch", type=int, default=2048, help="tokens a step")
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--weight", type=float, default=1, help="of the ratio's loss; 1 in the papers")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    state = torch.load(options.resume or options.start, map_location=device)
    config = Config(**state["config"])
    model = Llama(config).to(device)
    model.load_state_dict(state["model"])
    layers = retrofit(model, options.method)
    teacher = None
    if options.teacher:
        teacher = Llama(config).to(device)
        teacher.load_state_dict(torch.load(options.teacher, map_location=device)["model"])
    optimiser = torch.optim.AdamW(model.parameters(), lr=options.lr, betas=(0.9, 0.98), weight_decay=0.05)
    step = seen = 0
    if options.resume:
        optimiser.load_state_dict(state["optimiser"])
        step, seen = state["step"], state["seen"]
    kinds = {name: Kind(options.corpus, name) for name in SHARES}
    stream = steps(kinds, SHARES, options.batch, HELD_BACK, random.Random(f"{options.seed} {step}"))
    log = options.out.with_suffix(".jsonl").open("a")
    begun, recent = time.process_time(), None
    risen, end = options.fade + options.rise, options.fade + options.rise + options.settle

    def save(path: Path) -> None:
        saved = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "config": asdict(config)}
        torch.save({**saved, "step": step, "seen": seen, "method": options.method}, path)

    while seen < end:
        was_fading, was_rising = seen < options.fade, seen < risen
        # The channel is gone a fifth before the stage ends, as in the authors' schedule.
        fade = max(0.0, 1 - seen / (0.8 * options.fade)) if was_fading else 0.0
        set_stage(layers, fade, compresses=not was_fading)
        ratio = options.begin + (options.ratio - options.begin) * min(1, max(0, seen - options.fade) / max(1, options.rise))
        left = min(1.0, max(0.01, (end - seen) / max(1, options.settle)))
        for group in optimiser.param_groups:
            group["lr"] = options.lr * min(1, (step + 1) / 50) * left
        optimiser.zero_grad(set_to_none=True)
        loss = yes = torch.zeros((), device=device)
        answers = read = 0.0
        for rows in next(stream):
            tokens, answer = collate(rows, device)
            loss = loss + language_loss(model, teacher, tokens, answer)
            answers += float(answer.sum())
            valid = valid_tokens(rows, tokens)[:, :-1]
            read += float(valid.sum())
            if not was_fading:
                yes = yes + decided(layers, valid)
            seen += int(valid.sum()) + len(rows)
        loss = loss / answers
        (loss if was_fading else loss + options.weight * missing(yes / read, ratio)).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        share = float(yes) / read
        recent = [loss.item(), share] if recent is None else [0.98 * a + 0.02 * b for a, b in zip(recent, [loss.item(), share])]
        if was_fading and seen >= options.fade:
            set_stage(layers, 0.0, compresses=True)
            clear_channels(layers, options.method)
        if was_rising and seen >= risen:
            save(options.out.with_name(f"{options.out.stem}-risen.pt"))
        if step % EVERY == 0 or seen >= end:
            row = {"step": step, "tokens": seen, "seconds": round(time.process_time() - begun), "wanted": round(ratio, 3)}
            row |= {"loss": round(recent[0], 5), "train_ratio": round(ratio_of(recent[1]), 3)}
            row |= evaluate(model, layers, kinds, device) if step % (5 * EVERY) == 0 or seen >= end else {}
            print(json.dumps(row), file=log, flush=True)
            print(json.dumps(row), flush=True)
            save(options.out)


if __name__ == "__main__":
    main()
