"""Reads the rows that `npm run corpus -- english` writes, each token with a role, and deals them out in batches of like length."""

import random
from array import array
from pathlib import Path

import torch

CONTEXT, ANSWER, LABEL, KNOWN_LABEL, UNTOLD_LABEL = range(5)  # `Role` of scripts/corpus/english/row.ts
AHEAD = 16  # steps whose rows are drawn together


class Kind:
    """The rows of one kind: `tokens[starts[i]:ends[i]]`, with a role for each token."""

    def __init__(self, folder: Path, name: str):
        self.tokens = torch.frombuffer(bytearray((folder / f"{name}.tokens.u16").read_bytes()), dtype=torch.int16)
        self.roles = torch.frombuffer(bytearray((folder / f"{name}.roles.u8").read_bytes()), dtype=torch.uint8)
        self.ends = array("I", (folder / f"{name}.ends.u32").read_bytes())

    def __len__(self) -> int:
        return len(self.ends)

    def bounds(self, row: int) -> tuple[int, int]:
        return (self.ends[row - 1] if row else 0), self.ends[row]

    def length(self, row: int) -> int:
        start, end = self.bounds(row)
        return end - start

    def stream(self, held_back: int, generator: random.Random):
        """Row numbers for ever, shuffled anew each time round; the last `held_back` rows are never dealt."""
        order = list(range(len(self) - held_back))
        while True:
            generator.shuffle(order)
            yield from order


def collate(rows: list[tuple[Kind, int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """tokens and roles [rows, time], padded at the end with 0: the end token, which is only read there."""
    time = max(kind.length(row) for kind, row in rows)
    tokens = torch.zeros(len(rows), time, dtype=torch.long)
    roles = torch.zeros(len(rows), time, dtype=torch.long)
    for i, (kind, row) in enumerate(rows):
        start, end = kind.bounds(row)
        tokens[i, : end - start] = kind.tokens[start:end]
        roles[i, : end - start] = kind.roles[start:end]
    return tokens, roles


def steps(kinds: dict[str, Kind], shares: dict[str, float], tokens: int, held_back: int, generator: random.Random):
    """The rows of one optimiser step after another, at most about `tokens` tokens each, padding included.

    Rows are drawn for some steps ahead, each kind in its share, and sorted by length: a step is one batch with little padding, and still
    holds several kinds.
    """
    streams = {name: kinds[name].stream(held_back, generator) for name in shares}
    total = sum(shares.values())
    debt = {name: 0.0 for name in shares}
    while True:
        rows = []
        for name, share in shares.items():
            debt[name] += share / total * tokens * AHEAD
            while debt[name] > 0:
                row = next(streams[name])
                rows.append((kinds[name], row))
                debt[name] -= kinds[name].length(row)
        rows.sort(key=lambda item: item[0].length(item[1]))
        batches = [[]]
        for kind, row in rows:
            if batches[-1] and (len(batches[-1]) + 1) * kind.length(row) > tokens:
                batches.append([])
            batches[-1].append((kind, row))
        generator.shuffle(batches)
        yield from batches
