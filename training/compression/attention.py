"""What the attention of both methods has in common: a channel that is borrowed for decisions, and a penalty for what has gone.

In training no state is removed. The score of a query and a key that the query should not see gets log(1 - alpha) added, so that the
choice has a gradient.
"""

import torch
import torch.nn as nn

from model import Attention, rotate

QUERIES = 128  # queries of a block, which meets only the keys before its end: about half of the work for long rows


class CompressedAttention(nn.Module):
    """Takes the place of an `Attention`, with the same parameters under the same names."""

    def __init__(self, plain: Attention):
        super().__init__()
        self.config = plain.config
        self.q_proj, self.k_proj, self.v_proj, self.o_proj = plain.q_proj, plain.k_proj, plain.v_proj, plain.o_proj
        self.fade = 0.0  # what is left of the borrowed channel's content: from 1 to 0 while the model learns to do without it
        self.compresses = True  # False while the channel fades
        self.decided = None  # [batch, KV head, time]: the decisions of the last pass

    def heads(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """x [batch, time, hidden] -> queries, keys and values, [batch, head, time, head_dim] each, before rotation."""
        split = lambda y: y.view(*y.shape[:2], -1, self.config.head_dim).transpose(1, 2)
        return split(self.q_proj(x)), split(self.k_proj(x)), split(self.v_proj(x))

    def rotated(self, x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor, every: int = 1) -> torch.Tensor:
        """Rotates heads, every so manieth of them without its borrowed channel: neither before the rotation nor after it, which mixes
        the channel with the one that it is paired with."""
        scale = torch.ones(x.shape[1], 1, x.shape[3], device=x.device)
        scale[::every, :, -1] = self.fade
        return rotate(x * scale, cos, sin) * scale

    def attend(self, q, k, v, hidden, window) -> torch.Tensor:
        """Causal attention in groups. q [batch, head, time, head_dim]; k, v [batch, KV head, time, head_dim], rotated.

        hidden: [batch, KV head, time], at most 0: what the score of key j is changed by for all queries i with i - j > window.
        Returns [batch, time, hidden].
        """
        batch, heads, time, size = q.shape
        kv = k.shape[1]
        q = q.view(batch, kv, heads // kv, time, size) * size**-0.5
        place = torch.arange(time, device=q.device)
        out = []
        for start in range(0, time, QUERIES):
            end = min(start + QUERIES, time)
            distance = place[start:end, None] - place[None, :end]
            block = q[:, :, :, start:end].reshape(batch, kv, -1, size)
            scores = (block @ k[:, :, :end].transpose(2, 3)).view(batch, kv, -1, end - start, end)
            scores = scores + torch.zeros_like(distance, dtype=q.dtype).masked_fill(distance < 0, float("-inf"))
            if hidden is not None:
                penalty = hidden[:, :, None, :end] * (distance > window)
                scores = scores + penalty[:, :, None]
            weights = scores.softmax(-1).view(batch, kv, -1, end)
            out.append((weights @ v[:, :, :end]).view(batch, kv, -1, end - start, size))
        return self.o_proj(torch.cat(out, 3).permute(0, 3, 1, 2, 4).reshape(batch, time, heads * size))


def next_token(log_no: torch.Tensor) -> torch.Tensor:
    """[..., time]: what the token after each one decided about it; nothing is decided about the last."""
    return torch.cat([log_no[..., 1:], torch.zeros_like(log_no[..., :1])], -1)
