"""Reads the token rows that `npm run corpus` writes and deals them out in batches."""

import array
import random
from pathlib import Path

import torch

STRETCH = 1.35  # the longest row of a micro-batch over its shortest, at most: padding stays below a fifth


class Kind:
    """The rows of one kind of call: `tokens[starts[i]:ends[i]]`, of which the first `prompts[i]` are prompt."""

    def __init__(self, folder: Path, name: str):
        self.tokens = array.array("H", (folder / f"{name}.tokens.u16").read_bytes())
        index = array.array("I", (folder / f"{name}.rows.u32").read_bytes())
        self.ends, self.prompts = index[0::2], index[1::2]
        self.starts = array.array("I", [0]) + self.ends[:-1]

    def __len__(self) -> int:
        return len(self.ends)

    def length(self, row: int) -> int:
        return self.ends[row] - self.starts[row]

    def stream(self, held_back: int, generator: random.Random):
        """Row numbers for ever, shuffled anew each epoch; the last `held_back` rows are never dealt."""
        order = list(range(len(self) - held_back))
        while True:
            generator.shuffle(order)
            yield from order


def collate(rows: list[tuple[Kind, int]], device: str) -> tuple[torch.Tensor, torch.Tensor]:
    """tokens [rows, time], padded at the end with 0, and a mask [rows, time] of the answers' tokens: those to be predicted."""
    time = max(kind.length(row) for kind, row in rows)
    tokens = torch.zeros(len(rows), time, dtype=torch.long)
    answer = torch.zeros(len(rows), time, dtype=torch.bool)
    for i, (kind, row) in enumerate(rows):
        length = kind.length(row)
        tokens[i, :length] = torch.tensor(kind.tokens[kind.starts[row] : kind.ends[row]], dtype=torch.long)
        answer[i, kind.prompts[row] : length] = True
    return tokens.to(device), answer.to(device)


def steps(kinds: dict[str, Kind], shares: dict[str, float], tokens: int, held_back: int, generator: random.Random):
    """The rows of one optimiser step after another, about `tokens` tokens each, as lists of rows of like length.

    Every step holds every kind in its share: steps of one kind alone need no padding, but the kinds then undo one another.
    """
    streams = {name: kind.stream(held_back, generator) for name, kind in kinds.items()}
    debt = {name: 0.0 for name in kinds}
    while True:
        rows = []
        for name, kind in kinds.items():
            debt[name] += shares[name] * tokens
            while debt[name] > 0:
                row = next(streams[name])
                rows.append((kind, row))
                debt[name] -= kind.length(row)
        rows.sort(key=lambda item: item[0].length(item[1]))
        pieces = [[rows[0]]]
        for kind, row in rows[1:]:
            first, shortest = pieces[-1][0]
            if kind.length(row) > STRETCH * first.length(shortest):
                pieces.append([])
            pieces[-1].append((kind, row))
        yield pieces
