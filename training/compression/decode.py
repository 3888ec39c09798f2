"""The literal decode step of both methods: one token after another, slots that are really overwritten, one list a layer and KV head.

It is written from the definitions and shares nothing with the parallel form but the weights, so that each checks the other.
"""

import torch

from compression import dmc, dms
from model import Llama, rotate


class MergedSlots:
    """The cache of one KV head under DMC."""

    def __init__(self):
        self.keys, self.values = [], []
        self.ring = []  # the last tokens of the open slot: importance times key, importance times value, importance

    def read(self, queries, key, value, cos, sin) -> None:
        """queries [group, head_dim], key and value [head_dim], before rotation."""
        joins = len(self.keys) > 0 and float(key[-1]) - dmc.OFFSET > 0
        importance = torch.sigmoid(queries[:, -1].mean() + dmc.OFFSET) + dmc.EPSILON
        key = without_last(key)
        if not joins:
            self.ring = []
            self.keys.append(None)
            self.values.append(None)
        self.ring = [*self.ring, (importance * key, importance * value, importance)][-dmc.WINDOW :]
        total = sum(weight for _, _, weight in self.ring)
        self.keys[-1] = without_last(rotate(sum(k for k, _, _ in self.ring) / total, cos, sin))
        self.values[-1] = sum(v for _, v, _ in self.ring) / total

    def queries(self, queries, cos, sin):
        return without_last(rotate(without_last(queries), cos, sin))


class EvictedSlots:
    """The cache of one KV head under DMS."""

    def __init__(self):
        self.keys, self.values, self.places = [], [], []
        self.leaves = []  # of every token read: whether the next one said that it leaves

    def read(self, queries, key, value, cos, sin) -> None:
        if self.leaves:
            self.leaves[-1] = float(queries[0, -1]) * dms.SCALE - dms.OFFSET > 0
        self.leaves.append(False)
        old = len(self.leaves) - 1 - dms.WINDOW - 1
        if old >= 0 and self.leaves[old]:
            at = self.places.index(old)
        else:
            at = len(self.keys)
            for rows in (self.keys, self.values, self.places):
                rows.append(None)
        self.keys[at], self.values[at], self.places[at] = rotate(key, cos, sin), value, len(self.leaves) - 1

    def queries(self, queries, cos, sin):
        first = without_last(rotate(without_last(queries[:1]), cos, sin))
        return torch.cat([first, rotate(queries[1:], cos, sin)])


SLOTS = {"dmc": MergedSlots, "dms": EvictedSlots}


def without_last(x: torch.Tensor) -> torch.Tensor:
    return torch.cat([x[..., :-1], torch.zeros_like(x[..., -1:])], -1)


@torch.no_grad()
def decode(model: Llama, method: str, tokens: list[int]) -> tuple[torch.Tensor, list[list[int]]]:
    """Logits after every token [time, vocabulary], and the slots that each KV head of each layer holds at the end."""
    c = model.config
    group = c.num_attention_heads // c.num_key_value_heads
    cache = [[SLOTS[method]() for _ in range(c.num_key_value_heads)] for _ in model.layers]
    logits = []
    for place, token in enumerate(tokens):
        cos, sin = model.cos[place], model.sin[place]
        x = model.embed_tokens.weight[token]
        for layer, heads in zip(model.layers, cache):
            attention, normed = layer.self_attn, layer.input_layernorm(x)
            q = attention.q_proj(normed).view(c.num_key_value_heads, group, c.head_dim)
            k = attention.k_proj(normed).view(c.num_key_value_heads, c.head_dim)
            v = attention.v_proj(normed).view(c.num_key_value_heads, c.head_dim)
            out = []
            for head, slots in enumerate(heads):
                slots.read(q[head], k[head], v[head], cos, sin)
                scores = slots.queries(q[head], cos, sin) @ torch.stack(slots.keys).T * c.head_dim**-0.5
                out.append(scores.softmax(-1) @ torch.stack(slots.values))
            x = x + attention.o_proj(torch.cat(out).flatten())
            x = x + layer.mlp(layer.post_attention_layernorm(x))
        logits.append(model.norm(x) @ model.embed_tokens.weight.T)
    return torch.stack(logits), [[len(slots.keys) for slots in heads] for heads in cache]
