"""Reads the rows that `npm run corpus -- english` writes, each token with a role, and deals them out in batches of like length."""

import random
from array import array
from pathlib import Path

import torch

CONTEXT, ANSWER, LABEL, KNOWN_LABEL = range(4)  # `Role` of scripts/corpus/english/row.ts
STRETCH = 1.25  # the longest row of a micro-batch over its shortest, at most


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
    """The rows of one optimiser step after another, about `tokens` tokens each, as lists of rows of like length.

    A kind gets its share over some steps: one step may hold none of a kind whose rows are long.
    """
    streams = {name: kinds[name].stream(held_back, generator) for name in shares}
    total = sum(shares.values())
    debt = {name: -generator.random() * tokens * share / total for name, share in shares.items()}
    while True:
        rows = []
        for name, share in shares.items():
            debt[name] += share / total * tokens
            while debt[name] > 0:
                row = next(streams[name])
                rows.append((kinds[name], row))
                debt[name] -= kinds[name].length(row)
        if not rows:
            continue
        rows.sort(key=lambda item: item[0].length(item[1]))
        pieces = [[rows[0]]]
        for kind, row in rows[1:]:
            first, shortest = pieces[-1][0]
            if kind.length(row) > STRETCH * first.length(shortest):
                pieces.append([])
            pieces[-1].append((kind, row))
        yield pieces
