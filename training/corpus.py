"""Reads the token rows that `npm run corpus` writes and deals them out in batches."""

import array
import random
from pathlib import Path

import torch


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

    def batch(self, rows: list[int], device: str) -> tuple[torch.Tensor, torch.Tensor]:
        """tokens [rows, time], padded at the end with 0, and a mask [rows, time] of the tokens to be predicted."""
        time = max(self.length(row) for row in rows)
        tokens = torch.zeros(len(rows), time, dtype=torch.long)
        answer = torch.zeros(len(rows), time, dtype=torch.bool)
        for i, row in enumerate(rows):
            length = self.length(row)
            tokens[i, :length] = torch.tensor(self.tokens[self.starts[row] : self.ends[row]], dtype=torch.long)
            answer[i, self.prompts[row] : length] = True
        return tokens.to(device), answer.to(device)


def batches(kind: Kind, tokens: int, held_back: int, generator: random.Random):
    """Endless batches of about `tokens` tokens, rows of like length together; the last `held_back` rows are never dealt."""
    while True:
        order = list(range(len(kind) - held_back))
        generator.shuffle(order)
        for start in range(0, len(order), 2048):
            # Sorting within a pool keeps padding low while every epoch stays shuffled.
            pool = sorted(order[start : start + 2048], key=kind.length)
            packed: list[list[int]] = [[]]
            for row in pool:
                if (len(packed[-1]) + 1) * kind.length(row) > tokens and packed[-1]:
                    packed.append([])
                packed[-1].append(row)
            generator.shuffle(packed)
            yield from packed
