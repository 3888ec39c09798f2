"""Trains the English model, one stage after another. README.md of the folder above tells which stages were run.

    cd training && python3 -m english.train english/stages/1-drill.json --out checkpoints/english-1.pt
    python3 -m english.train english/stages/2-ner.json --start checkpoints/english-1.pt --out checkpoints/english-2.pt

A killed run goes on with the same command and --resume. Needs torch only; from 2.0 on, attention is fused and twice as fast.
"""

import argparse
import json
import random
import time
from dataclasses import asdict
from pathlib import Path

import torch
import torch.nn.functional as F

from english.muon import Muon
from english.rows import ANSWER, CONTEXT, KNOWN_LABEL, LABEL, UNTOLD_LABEL, Kind, collate, steps
from english.structure import deepen, structure
from model import Config, Llama

HELD_BACK = 32
EVERY = 200  # steps from one evaluation to the next
SAVE = 120  # seconds from checkpoint to checkpoint, at most: on a busy machine 200 steps may take long
ROLES = {"answer": ANSWER, "label": LABEL, "known": KNOWN_LABEL, "untold": UNTOLD_LABEL}


def losses(model: Llama, rows: list[tuple[Kind, int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Cross-entropy and role of every learned token; logits are computed for those alone."""
    tokens, roles = collate(rows)
    target = roles[:, 1:] != CONTEXT
    hidden = model.hidden(tokens[:, :-1])[target]
    loss = F.cross_entropy(hidden @ model.embed_tokens.weight.T, tokens[:, 1:][target], reduction="none")
    return loss, roles[:, 1:][target]


@torch.no_grad()
def evaluate(model: Llama, kinds: dict[str, Kind]) -> dict[str, dict[str, float]]:
    """Mean loss by kind and role on rows that are never dealt."""
    table = {}
    for name, kind in kinds.items():
        rows = sorted(range(len(kind) - HELD_BACK, len(kind)), key=kind.length)
        parts = [losses(model, [(kind, row) for row in rows[i : i + 8]]) for i in range(0, HELD_BACK, 8)]
        loss, role = (torch.cat(column) for column in zip(*parts))
        table[name] = {
            what: round(float(loss[role == code].mean()), 3) for what, code in ROLES.items() if (role == code).any()
        }
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", type=Path, help="JSON: tokens, batch, rates, layers, weights of the roles, shares of the kinds")
    parser.add_argument("--corpus", type=Path, default=Path("corpus/english"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="begin the stage from the weights of this checkpoint")
    parser.add_argument("--resume", action="store_true", help="go on from --out, in the middle of the stage")
    parser.add_argument("--minutes", type=float, default=1e9, help="end the stage after so long, its schedule squeezed: for a shared machine")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    stage = json.loads(options.stage.read_text())
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    options.out.parent.mkdir(parents=True, exist_ok=True)

    begin = options.out if options.resume else options.start
    state = torch.load(begin, map_location="cpu") if begin else None
    if state:
        model = Llama(Config(**state["config"]))
        model.load_state_dict(state["model"])
        if stage["layers"] > len(model.layers):
            model = deepen(model, stage["layers"])
    else:
        vocabulary = len(json.loads((options.corpus / "tokenizer.json").read_text())["model"]["vocab"])
        model = Llama(Config(vocab_size=vocabulary, num_hidden_layers=stage["layers"], rope_theta=1e5))
        structure(model)
    matrices = [p for name, p in model.named_parameters() if p.dim() == 2 and not name.startswith("embed")]
    others = [p for name, p in model.named_parameters() if p.dim() != 2 or name.startswith("embed")]
    muon = Muon(matrices, stage["muon"])
    adam = torch.optim.AdamW(others, lr=stage["adam"], betas=(0.9, 0.98), weight_decay=0.0)
    step = seen = 0
    if options.resume:
        muon.load_state_dict(state["muon"])
        adam.load_state_dict(state["adam"])
        step, seen = state["step"], state["seen"]

    kinds = {name: Kind(options.corpus, name) for name in stage["shares"]}
    stream = steps(kinds, stage["shares"], stage["batch"], HELD_BACK, random.Random(f"{options.seed} {step}"))
    weights = torch.tensor([0.0, *(stage["weights"][name] for name in ROLES)])
    log = options.out.with_suffix(".jsonl").open("a")
    begun, used, recent, first = time.time(), time.process_time(), 0.0, seen
    kept = begun

    progress = 0.0
    while progress < 1:
        # Flat, then linear to nearly zero.
        rate = min(1.0, (step + 1) / 50) * min(1.0, max(stage["end"], (1 - progress) / (1 - stage["flat"] + 1e-9)))
        for optimiser, peak in ((muon, stage["muon"]), (adam, stage["adam"])):
            for group in optimiser.param_groups:
                group["lr"] = peak * rate
            optimiser.zero_grad(set_to_none=True)
        rows = next(stream)
        loss, role = losses(model, rows)
        mean = (loss * weights[role]).sum() / weights[role].sum()
        mean.backward()
        torch.nn.utils.clip_grad_norm_(others, 1.0)
        muon.step()
        adam.step()
        seen += sum(kind.length(row) for kind, row in rows)
        progress = max(seen / stage["tokens"], (time.time() - begun) / 60 / options.minutes)
        step, recent = step + 1, 0.98 * recent + 0.02 * mean.item() if recent else mean.item()
        if step % EVERY == 0 or progress >= 1:
            row = {
                "stage": options.stage.stem,
                "step": step,
                "tokens": seen,
                "seconds": round(time.time() - begun),
                "rate": round((seen - first) / (time.process_time() - used)),
                "loss": round(recent, 4),
                "held back": evaluate(model, kinds),
            }
            for file in (log, None):
                print(json.dumps(row), file=file, flush=True)
        if step % EVERY == 0 or progress >= 1 or time.time() - kept > SAVE:
            saved = {"model": model.state_dict(), "config": asdict(model.config), "muon": muon.state_dict()}
            torch.save({**saved, "adam": adam.state_dict(), "step": step, "seen": seen}, options.out)
            kept = time.time()


if __name__ == "__main__":
    main()
