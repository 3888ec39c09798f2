"""Muon (K. Jordan, 2024): momentum whose update is made orthogonal by a Newton-Schulz iteration. For the matrices inside the blocks."""

import torch


def orthogonal(updates: torch.Tensor) -> torch.Tensor:
    """updates [count, rows, columns], rows <= columns -> nearly orthogonal ones, by Jordan's quintic iteration."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = updates / (updates.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(5):
        gram = x @ x.transpose(1, 2)
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x


class Muon(torch.optim.Optimizer):
    def __init__(self, matrices: list[torch.nn.Parameter], lr: float, momentum: float = 0.95):
        super().__init__(matrices, {"lr": lr, "momentum": momentum})

    @torch.no_grad()
    def step(self) -> None:
        for group in self.param_groups:
            by_shape: dict[tuple[int, ...], list[tuple[torch.nn.Parameter, torch.Tensor]]] = {}
            for p in group["params"]:
                if p.grad is None:
                    continue
                average = self.state[p].setdefault("average", torch.zeros_like(p))
                average.lerp_(p.grad, 1 - group["momentum"])
                update = p.grad.lerp(average, group["momentum"])  # Nesterov
                if p.shape[0] > p.shape[1]:
                    update = update.T
                by_shape.setdefault(tuple(update.shape), []).append((p, update))
            # Matrices of one shape are stacked: few large products are faster than many small ones.
            for items in by_shape.values():
                for (p, _), update in zip(items, orthogonal(torch.stack([update for _, update in items]))):
                    tall = p.shape[0] > p.shape[1]
                    scale = max(1.0, p.shape[0] / p.shape[1]) ** 0.5
                    p.add_(update.T if tall else update, alpha=-group["lr"] * scale)
