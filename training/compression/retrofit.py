"""Turns a model into one that compresses its cache, and counts how much it does."""

import torch
import torch.nn.functional as F

from compression.attention import CompressedAttention
from compression.dmc import DMC
from compression.dms import DMS
from model import Llama

METHODS = {"dmc": DMC, "dms": DMS}


def retrofit(model: Llama, method: str) -> list[CompressedAttention]:
    """Replaces the attention of every layer; the parameters keep their names."""
    for layer in model.layers:
        layer.self_attn = METHODS[method](layer.self_attn)
    return [layer.self_attn for layer in model.layers]


def set_stage(layers: list[CompressedAttention], fade: float, compresses: bool) -> None:
    for layer in layers:
        layer.fade, layer.compresses = fade, compresses


@torch.no_grad()
def clear_channels(layers: list[CompressedAttention], method: str) -> None:
    """Sets the rows of the borrowed channels to 0, so that their first decisions are those of the offset."""
    for layer in layers:
        size, heads, kv = layer.config.head_dim, layer.config.num_attention_heads, layer.config.num_key_value_heads
        every = 1 if method == "dmc" else heads // kv
        layer.q_proj.weight.view(heads, size, -1)[::every, -1] = 0
        if method == "dmc":
            layer.k_proj.weight.view(kv, size, -1)[:, -1] = 0


def decided(layers: list[CompressedAttention], valid: torch.Tensor) -> torch.Tensor:
    """Sum of the decisions over layers and heads, of the tokens that are valid [batch, time]: divided by their number, 1 - 1 / ratio."""
    return sum((layer.decided * valid[:, None]).sum() for layer in layers) / sum(layer.decided.shape[1] for layer in layers)


def ratio_of(share: float) -> float:
    return 1 / max(1e-9, 1 - share)


def missing(share: torch.Tensor, ratio: float) -> torch.Tensor:
    """How much less is decided than a ratio needs. One-sided: compressing more costs nothing. One budget for all layers and heads."""
    return F.relu(1 - 1 / ratio - share)
