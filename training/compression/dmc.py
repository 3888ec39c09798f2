"""Dynamic Memory Compression (Nawrot et al., arXiv 2403.09636) in the form that trains: all states are kept, in parallel.

The last channel of a key says whether its token joins the slot before it, the last channel of the queries how much the token counts
there. Both channels carry nothing else. A slot is the mean of its tokens by importance; keys are averaged before rotation and rotated to
the newest. Position t holds the slot as it is after token t, and token t + 1 hides it where it joins.
"""

import torch
import torch.nn.functional as F

from compression.attention import CompressedAttention, next_token
from compression.decisions import decide

OFFSET = 5.0  # at the start, when both channels are 0: tokens are kept (p = 0.0067 of joining) and count almost equally (0.993)
WINDOW = 12  # only so many of the last tokens of a slot count
EPSILON = 0.0078125  # of bfloat16: no importance is zero
BLOCK = 32  # tokens whose slots are computed by one product


class DMC(CompressedAttention):
    def forward(self, x, cos, sin):
        q, k, v = self.heads(x)
        hidden = None
        if self.compresses:
            grouped = q[..., -1].view(k.shape[0], k.shape[1], -1, k.shape[2])
            importance = (grouped.mean(2) + OFFSET).sigmoid() + EPSILON
            decisions = decide(k[..., -1] - OFFSET, self.training)
            self.decided = decisions.hard
            k, v = slots(torch.cat([k, v], -1), importance, decisions.log_yes).chunk(2, -1)
            hidden = next_token(decisions.log_no)
        return self.attend(self.rotated(q, cos, sin), self.rotated(k, cos, sin), v, hidden, 0)


def slots(states: torch.Tensor, importance: torch.Tensor, log_yes: torch.Tensor) -> torch.Tensor:
    """What the slot of each token holds after it: the mean of the last `WINDOW` tokens, each times its importance and the product of
    the decisions to join since.

    states [batch, KV head, time, channels]; importance, log_yes [batch, KV head, time].
    """
    time, channels = states.shape[2:]
    past = WINDOW - 1
    filled = -time % BLOCK
    weighted = torch.cat([states * importance[..., None], importance[..., None]], -1)
    # Each block of tokens with the `past` ones before it: [batch, KV head, block, channels + 1, past + BLOCK].
    weighted = F.pad(weighted, (0, 0, past, filled)).unfold(2, past + BLOCK, BLOCK)
    joined = F.pad(log_yes, (past, filled)).unfold(2, past + BLOCK, BLOCK).cumsum(-1)
    share = joined[..., past:, None] - joined[..., None, :]  # log of the product of decisions after s up to t, at [t, s]
    distance = torch.arange(past, past + BLOCK)[:, None] - torch.arange(past + BLOCK)[None, :]
    outside = ((distance < 0) | (distance > past)).to(share.device)
    sums = share.masked_fill(outside, float("-inf")).exp() @ weighted.transpose(3, 4)
    sums = sums.flatten(2, 3)[:, :, :time]
    return sums[..., :channels] / sums[..., channels:]
