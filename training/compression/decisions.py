"""What a compressing head decides for each token, in the form that can be trained: a Gumbel-sigmoid (Maddison et al., arXiv 1611.00712).

Every token has a logit. Above zero it is merged or evicted (DMC: the token joins the slot before it; DMS: the token before it leaves
the cache once the window has passed), else it is kept. Training adds noise and a temperature; evaluation takes the sign alone.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F

TEMPERATURE = 0.1
CERTAIN = 1e4  # the logit of a decision without doubt, in evaluation: exp(-CERTAIN) is 0 in float32, and sums of it are exact


@dataclass
class Decisions:
    """All [batch, KV head, time]; the first token of a sequence is always kept."""

    log_yes: torch.Tensor  # log alpha
    log_no: torch.Tensor  # log (1 - alpha)
    hard: torch.Tensor  # 0 or 1; its gradient is that of alpha (straight-through)


def decide(logit: torch.Tensor, training: bool) -> Decisions:
    if training:
        uniform = torch.rand_like(logit).clamp(1e-6, 1 - 1e-6)
        # The difference of two Gumbel variables is logistic.
        logit = (logit + uniform.log() - (-uniform).log1p()) / TEMPERATURE
    else:
        logit = torch.where(logit > 0, CERTAIN, -CERTAIN)
    alpha = logit.sigmoid()
    hard = (logit > 0).to(alpha.dtype) + alpha - alpha.detach()
    first = torch.zeros_like(hard)
    first[..., 1:] = 1
    return Decisions(F.logsigmoid(logit), F.logsigmoid(-logit), hard * first)
