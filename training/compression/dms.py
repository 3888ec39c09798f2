"""Dynamic Memory Sparsification (Łańcucki et al., arXiv 2506.05345) in the form that trains: all states are kept, in parallel.

The last channel of the first query head of a group says whether the token before it is to leave the cache. It leaves when it is more
than `WINDOW` tokens old, so that later tokens can take over what it says.
"""

from compression.attention import CompressedAttention, next_token
from compression.decisions import decide
from model import rotate

SCALE = 100.0
OFFSET = 5.0
# The authors use 256 of 32,000 tokens and report that 16 suffice. Our context is 1,024 and a usual row has 300 tokens: a longer window
# would be most of the cache.
WINDOW = 16


class DMS(CompressedAttention):
    def forward(self, x, cos, sin):
        q, k, v = self.heads(x)
        group = q.shape[1] // k.shape[1]
        hidden = None
        if self.compresses:
            decisions = decide(q[:, ::group, :, -1] * SCALE - OFFSET, self.training)
            self.decided = decisions.hard
            hidden = next_token(decisions.log_no)
        return self.attend(self.rotated(q, cos, sin, group), rotate(k, cos, sin), v, hidden, WINDOW)
