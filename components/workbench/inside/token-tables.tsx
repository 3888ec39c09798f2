'use client';

import { Table } from '@/components/ui/table';
import type { InspectResult } from '@/lib/engines/contract';
import { largest, readable } from './reading';

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 2 : 1)} %`;

/** The tokens that the chosen one attends to most, and the most likely tokens after it. */
export function TokenTables({
  insight,
  weights,
  chosen,
}: {
  insight: InspectResult;
  weights: Float32Array;
  chosen: number;
}) {
  const { tokens, top = [], logprobs } = insight;
  const next = tokens[chosen + 1];
  const known = logprobs?.[chosen + 1];
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Table
        caption="Attends most to"
        captionShown
        rows={largest(weights, 5)}
        rowKey={({ position }) => String(position)}
        columns={[
          { id: 'token', title: 'Token', cell: ({ position }) => <Named token={tokens[position]} at={position} /> },
          { id: 'weight', title: 'Weight', numeric: true, cell: ({ weight }) => percent(weight) },
        ]}
      />
      <Table
        caption="Most likely next tokens"
        captionShown
        rows={top[chosen] ?? []}
        rowKey={(_, index) => String(index)}
        columns={[
          {
            id: 'token',
            title: 'Token',
            cell: ({ token }) => (
              <>
                <Named token={token} />
                {token === next && <span className="text-caption text-muted"> came next</span>}
              </>
            ),
          },
          { id: 'chance', title: 'Probability', numeric: true, cell: ({ logprob }) => percent(Math.exp(logprob)) },
        ]}
      />
      {next !== undefined && known !== undefined && (
        <p className="text-caption text-muted sm:col-span-2">
          The next token was <Named token={next} />, with a probability of {percent(Math.exp(known))}.
        </p>
      )}
    </div>
  );
}

function Named({ token = '', at }: { token?: string; at?: number }) {
  return (
    <span className="font-mono">
      {readable(token)}
      {at !== undefined && <span className="text-caption text-muted"> at {at + 1}</span>}
    </span>
  );
}
