"""Where training begins: an ordinary Llama whose first two blocks already look one and two tokens back, repeat what followed the same
token before (induction heads, Olsson et al. 2022), and look up what stood behind a name. Learning these from scratch takes most of a
short run. The shape stays Llama's.
"""

import math

import torch

from model import Llama

EMBEDDING = 0.02
BACK = 1.6  # strength of looking back
MATCH = 3.0  # strength of a match of contents
WRITE_BACK, WRITE_COPY = 0.05, 0.04


def projection(rows: int, columns: int) -> torch.Tensor:
    """Random orthonormal rows that do not read coordinate 0, which holds the constant."""
    q, _ = torch.linalg.qr(torch.randn(columns - 1, rows))
    return torch.cat([torch.zeros(rows, 1), q.T], dim=1)


@torch.no_grad()
def structure(model: Llama) -> None:
    """Sets all weights of a new model; it needs two key-value groups of two heads, and two blocks at least."""
    c = model.config
    size, pairs = c.head_dim, c.head_dim // 2
    for name, parameter in model.named_parameters():
        if parameter.dim() == 2:
            parameter.normal_(std=0.05)
            if name.endswith("o_proj.weight"):
                parameter.mul_((2 * c.num_hidden_layers) ** -0.5)
            if name.endswith("down_proj.weight"):
                parameter.mul_(0.03)  # what random blocks write must not drown what the heads below say
    model.embed_tokens.weight.normal_(std=EMBEDDING)
    # RMSNorm keeps this constant, so that a head can attend by position alone.
    model.embed_tokens.weight[:, 0] = EMBEDDING * math.sqrt(c.hidden_size) / 2

    groups = range(c.num_key_value_heads)
    # A match reads half of a head's coordinates, so a head writes only so many: then all four write side by side.
    half = size // 2
    seen = [torch.cat([projection(half, c.hidden_size), torch.zeros(half, c.hidden_size)]) for _ in groups]
    places = projection(4 * half, c.hidden_size).split(half)
    written = [[torch.cat([places[2 * group + j], torch.zeros_like(places[0])]) for j in range(2)] for group in groups]

    back = model.layers[0].self_attn
    back.q_proj.weight.zero_()
    back.k_proj.weight.zero_()
    for group in groups:
        for pair in range(4):  # the fastest ones tell neighbouring positions apart
            frequency = c.rope_theta ** (-pair / pairs)
            key = group * size + pair
            back.k_proj.weight[key, 0] = BACK * math.cos(frequency)
            back.k_proj.weight[key + pairs, 0] = BACK * math.sin(frequency)
            for head, turn in ((2 * group, 0.0), (2 * group + 1, -frequency)):  # one token back, two back
                back.q_proj.weight[head * size + pair, 0] = BACK * math.cos(turn)
                back.q_proj.weight[head * size + pair + pairs, 0] = BACK * math.sin(turn)
        back.v_proj.weight[group * size : (group + 1) * size] = seen[group]
        for j in range(2):
            head = 2 * group + j
            back.o_proj.weight[:, head * size : (head + 1) * size] = WRITE_BACK * written[group][j].T

    match = model.layers[1].self_attn
    match.q_proj.weight.zero_()
    match.k_proj.weight.zero_()
    slow = torch.cat([torch.arange(pairs // 2, pairs), torch.arange(pairs // 2, pairs) + pairs])
    # Group 0: the current token against the token before. Group 1: the token before against the token two before.
    for group, (query, key) in enumerate(((seen[0], written[0][0]), (written[1][0], written[1][1]))):
        match.k_proj.weight[group * size + slow] = MATCH * key[: len(slow)]
        copied = projection(size, c.hidden_size)
        match.v_proj.weight[group * size : (group + 1) * size] = copied
        for head in (2 * group, 2 * group + 1):
            match.q_proj.weight[head * size + slow] = MATCH * query[: len(slow)]
            match.o_proj.weight[:, head * size : (head + 1) * size] = WRITE_COPY * copied.T


@torch.no_grad()
def deepen(old: Llama, layers: int) -> Llama:
    """The same function with more blocks: new ones stand in the middle and add nothing yet."""
    config = type(old.config)(**{**old.config.__dict__, "num_hidden_layers": layers})
    new = Llama(config)
    structure(new)
    new.embed_tokens.load_state_dict(old.embed_tokens.state_dict())
    new.norm.load_state_dict(old.norm.state_dict())
    added, at = layers - len(old.layers), len(old.layers) // 2
    for index, layer in enumerate(new.layers):
        if at <= index < at + added:
            layer.self_attn.q_proj.weight.normal_(std=0.05)
            layer.self_attn.k_proj.weight.normal_(std=0.05)
            layer.self_attn.o_proj.weight.zero_()
            layer.mlp.down_proj.weight.zero_()
        else:
            layer.load_state_dict(old.layers[index if index < at else index - added].state_dict())
    return new
