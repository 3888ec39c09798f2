"""Trains the embedded model on the corpus. See README.md for the recipe and the measured curves.

    python3 train.py

With two cores, one process each, gradients averaged (torch's own launcher fails on Python 3.11 with torch 1.13):

    export WORLD_SIZE=2 MASTER_ADDR=127.0.0.1 MASTER_PORT=29500
    RANK=1 python3 train.py & RANK=0 python3 train.py
"""

import argparse
import json
import os
import random
import time
from dataclasses import asdict
from pathlib import Path

import torch
import torch.distributed as dist
import torch.nn.functional as F

from corpus import Kind, collate, steps
from model import Config, Llama

# Share of the training tokens a kind of call gets, from what earlier runs were slow to learn: long worked sums need the most.
SHARES = {
    "merge": 0.24,
    "stepwise": 0.24,
    "step": 0.14,
    "add": 0.05,
    "next": 0.08,
    "row": 0.04,
    "list": 0.04,
    "split": 0.01,
    "leaf": 0.02,
    "direct": 0.01,
    "sum-direct": 0.06,
    "sum-merge": 0.015,
    "sum-stepwise": 0.01,
    "sum-step": 0.015,
    "sum-next": 0.015,
    "sum-list": 0.01,
    "sum-column": 0.003,
    "sum-split": 0.002,
}
HELD_BACK = 64
FLAT = 0.6  # the learning rate is flat for this share of the run, then falls linearly to nearly zero


def learning_rate(peak: float, step: int, progress: float) -> float:
    return peak * min(1.0, (step + 1) / 100) * min(1.0, max(0.01, (1 - progress) / (1 - FLAT)))


def loss_of(model: Llama, tokens: torch.Tensor, answer: torch.Tensor) -> torch.Tensor:
    """Summed cross-entropy of the answers' tokens; logits are computed for those alone."""
    target = answer[:, 1:]
    hidden = model.hidden(tokens[:, :-1])[target]
    return F.cross_entropy(hidden @ model.embed_tokens.weight.T, tokens[:, 1:][target], reduction="sum")


def average(model: Llama, sums: list[float], world: int) -> list[float]:
    """Adds gradients and `sums` over all processes, then divides the gradients by the first sum: the number of answer tokens."""
    parameters = list(model.parameters())
    flat = torch.cat([p.grad.flatten() for p in parameters] + [torch.tensor(sums, device=parameters[0].device)])
    if world > 1:
        dist.all_reduce(flat)
    offset = 0
    for p in parameters:
        p.grad.copy_(flat[offset : offset + p.numel()].view_as(p)).div_(flat[-len(sums)])
        offset += p.numel()
    return flat[-len(sums) :].tolist()


@torch.no_grad()
def exact(model: Llama, kind: Kind, device: str) -> float:
    """Share of the held-back rows whose whole answer is predicted, each token given the right ones before it."""
    right = 0
    for start in range(len(kind) - HELD_BACK, len(kind), 32):
        tokens, answer = collate([(kind, row) for row in range(start, start + 32)], device)
        hit = (model(tokens[:, :-1]).argmax(-1) == tokens[:, 1:]) | ~answer[:, 1:]
        right += int(hit.all(1).sum())
    return right / HELD_BACK


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--out", type=Path, default=Path("checkpoints/model.pt"))
    parser.add_argument("--resume", type=Path, help="go on from this checkpoint's weights, optimiser and place in the schedule")
    parser.add_argument("--start", type=Path, help="begin a new schedule from this checkpoint's weights")
    parser.add_argument("--tokens", type=int, default=30_000_000)
    parser.add_argument("--batch", type=int, default=3072, help="tokens a step and process")
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--vocab", type=int, default=456)
    parser.add_argument("--shares", type=Path, help="JSON with other shares than SHARES, for a second schedule")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bf16", action="store_true", help="multiply in bfloat16: faster on processors that have it")
    options = parser.parse_args()

    rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    if world > 1:
        dist.init_process_group("gloo")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    config = Config(vocab_size=options.vocab)
    model = Llama(config).to(device)
    optimiser = torch.optim.AdamW(model.parameters(), lr=options.lr, betas=(0.9, 0.98), weight_decay=0.05)
    step = seen = 0
    if options.resume or options.start:
        state = torch.load(options.resume or options.start, map_location=device)
        model.load_state_dict(state["model"])
        if options.resume:
            optimiser.load_state_dict(state["optimiser"])
            step, seen = state["step"], state["seen"]

    shares = json.loads(options.shares.read_text()) if options.shares else SHARES
    kinds = {name: Kind(options.corpus, name) for name in shares}
    generator = random.Random(f"{options.seed} {step} {rank}")
    stream = steps(kinds, shares, options.batch, HELD_BACK, generator)
    log = options.out.with_suffix(".jsonl").open("a")
    begun, recent = time.time(), 0.0

    def save() -> None:
        state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "config": asdict(config)}
        torch.save({**state, "step": step, "seen": seen}, options.out)

    while seen < options.tokens:
        for group in optimiser.param_groups:
            group["lr"] = learning_rate(options.lr, step, seen / options.tokens)
        batch = next(stream)
        optimiser.zero_grad(set_to_none=True)
        total = answers = 0.0
        for rows in batch:
            tokens, answer = collate(rows, device)
            with torch.autocast(device, dtype=torch.bfloat16, enabled=options.bf16):
                loss = loss_of(model, tokens, answer)
            loss.backward()
            total, answers = total + loss.item(), answers + float(answer.sum())
        dealt = float(sum(kind.length(row) for rows in batch for kind, row in rows))
        answers, total, dealt = average(model, [answers, total, dealt], world)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        seen += int(dealt)
        step, recent = step + 1, 0.98 * recent + 0.02 * total / answers if recent else total / answers
        if rank == 0 and (step % 400 == 0 or seen >= options.tokens):
            row = {
                "step": step,
                "tokens": seen,
                "seconds": round(time.time() - begun),
                "loss": round(recent, 4),
                "exact": {name: round(exact(model, kind, device), 3) for name, kind in kinds.items()},
            }
            print(json.dumps(row), file=log, flush=True)
            print(json.dumps(row), flush=True)
            save()


if __name__ == "__main__":
    main()
