'use client';

import { useEffect, useState } from 'react';
import { FailureNotice } from '@/components/ui/notice';
import { NumberField } from '@/components/ui/number-field';
import { Progress } from '@/components/ui/progress';
import { Provenance } from '@/components/ui/provenance';
import { Switch } from '@/components/ui/switch';
import type { Engine, InspectResult } from '@/lib/engines/contract';
import type { CallEntry } from '@/lib/experiment/entry';
import { AttendedText } from './attended-text';
import { type Head, weightsOf } from './reading';
import { TokenTables } from './token-tables';

/** Number of most likely tokens at every place. */
const mostLikely = 5;

type State = { insight: InspectResult; layer: number } | { failure: unknown } | null;

/** Has the model read one call again, and shows the attention of every token and the most likely tokens after it. */
export function Inside({ entry, inspect }: { entry: CallEntry; inspect: NonNullable<Engine['inspect']> }) {
  const [layer, setLayer] = useState(0);
  const [isMean, setIsMean] = useState(true);
  const [head, setHead] = useState(0);
  const [token, setToken] = useState<number>();
  const [state, setState] = useState<State>(null);

  useEffect(() => {
    const controller = new AbortController();
    void read(entry, layer, inspect, controller.signal).then(
      insight => setState({ insight, layer }),
      (failure: unknown) => !controller.signal.aborted && setState({ failure }),
    );
    return () => controller.abort();
  }, [entry, layer, inspect]);

  if (state === null) return <Progress label="The model reads this call again" value={0} total={null} />;
  if ('failure' in state) return <FailureNotice failure={state.failure} />;

  const { insight } = state;
  const answerFrom = Math.min(entry.usage.prompt_tokens, insight.tokens.length - 1);
  const chosen = Math.min(token ?? answerFrom, insight.tokens.length - 1);
  const from: Head = isMean ? 'mean' : head;
  const weights = weightsOf(insight, from, chosen);
  return (
    <div className="space-y-3">
      <p className="text-muted">
        Choose a token. A stronger shade means more attention from the chosen token. The vertical line marks the start
        of the answer.
      </p>
      <AttendedText {...{ weights, chosen, answerFrom, tokens: insight.tokens, onChoose: setToken }} />
      <div className="grid grid-cols-2 gap-3">
        <NumberField
          label="Layer"
          value={layer + 1}
          min={1}
          max={insight.layers}
          onChange={value => setLayer(value - 1)}
        />
        <NumberField
          label="Head"
          value={head + 1}
          min={1}
          max={insight.heads}
          disabled={isMean}
          onChange={value => setHead(value - 1)}
        />
      </div>
      <Switch label="Average over the heads" checked={isMean} onChange={setIsMean} />
      <TokenTables {...{ insight, weights, chosen }} />
      <Provenance kind="measured" n={insight.tokens.length}>
        tokens, processed again here · perplexity {insight.perplexity?.toFixed(2)} · attention of layer{' '}
        {state.layer + 1}
      </Provenance>
    </div>
  );
}

/** Attention of every head of one layer, the most likely tokens at every place, and the perplexity of the text. */
function read(
  { request, text }: CallEntry,
  layer: number,
  inspect: NonNullable<Engine['inspect']>,
  signal: AbortSignal,
): Promise<InspectResult> {
  const chat = [...request.messages, ...(text ? [{ role: 'assistant' as const, content: text }] : [])];
  return inspect({ text: chat, perplexity: true, top: mostLikely, attention: [{ layer }] }, signal);
}
