import type { TokenLogprob } from '@/lib/engines/contract';
import { Table } from '../ui/table';

/** The number of tokens that are shown, about a page of text. */
const most = 400;

/**
 * Deeper tones for less likely tokens, by upper bound of the probability. `share` is the per cent of the colour `warning` in the mix
 * with `warning-soft`. Ink has a contrast of at least 4.5 on the deepest tone, in both themes.
 */
export const tones = [
  { below: 0.1, share: 36, line: true },
  { below: 0.5, share: 24, line: true },
  { below: 0.9, share: 12, line: false },
];

/** The token with visible signs for white space. */
const visible = (token: string): string =>
  token
    .replace(/\n/g, '⏎')
    .replace(/\t/g, '⇥')
    .replace(/^ +| +$/g, spaces => '·'.repeat(spaces.length));

/** `0.98`, and `0.0004` where two digits would say nothing. */
export function probability(logprob: number): string {
  const share = Math.min(1, Math.exp(logprob));
  return share >= 0.01 || share === 0 ? share.toFixed(2) : share.toExponential(0);
}

/** The answer token by token, with the probability of each. Less likely tokens have a deeper tone. */
export function TokenStrip({ tokens }: { tokens: readonly TokenLogprob[] }) {
  const shown = tokens.slice(0, most);
  return (
    <section aria-label="Probabilities" className="space-y-2">
      <h3 className="font-semibold">How sure the model was</h3>
      <p className="text-caption text-muted">
        <span className="font-semibold tracking-wide uppercase">measured</span> · probability of each token given those
        before it; the less likely, the deeper the tone, with a line below one half
      </p>
      <p aria-hidden className="font-mono text-caption leading-7 break-words">
        {shown.map(({ token, logprob }, place) => {
          const tone = tones.find(({ below }) => Math.exp(logprob) < below);
          return (
            <span
              key={place}
              title={`${visible(token)}: ${probability(logprob)}`}
              className={`mr-px rounded-sm px-px ${tone?.line ? 'underline decoration-warning decoration-2 underline-offset-4' : ''}`}
              style={tone && { background: `color-mix(in srgb, var(--warning) ${tone.share}%, var(--warning-soft))` }}
            >
              {visible(token)}
            </span>
          );
        })}
      </p>
      {tokens.length > most && <p className="text-caption text-muted">and {tokens.length - most} more tokens</p>}
      <details>
        <summary className="w-fit rounded-sm text-sm font-semibold text-accent">As a table</summary>
        <div className="mt-2">
          <Table
            caption="Probability of each token"
            maxHeight="16rem"
            rows={shown}
            rowKey={(_, place) => String(place)}
            columns={[
              { id: 'place', title: 'Place', cell: (_, place) => place + 1 },
              { id: 'token', title: 'Token', cell: ({ token }) => <code>{visible(token)}</code> },
              { id: 'probability', title: 'Probability', numeric: true, cell: ({ logprob }) => probability(logprob) },
              { id: 'log', title: 'Log', numeric: true, cell: ({ logprob }) => logprob.toFixed(3) },
            ]}
          />
        </div>
      </details>
    </section>
  );
}
