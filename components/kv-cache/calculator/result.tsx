import type { ReactNode } from 'react';
import { Provenance } from '@/components/ui/provenance';
import { sizeText } from '@/components/ui/size';
import { type Column, Table } from '@/components/ui/table';
import type { KindRow } from '@/lib/panels/kv-cache/calculator/calculate';
import { layerKinds } from '@/lib/panels/kv-cache/calculator/layer';
import { KindMark } from './kind-mark';
import { LayerStrip } from './layer-strip';
import type { CalculatorProps } from './use-calculator';
import {
  exactBytes,
  factorText,
  fleetText,
  longestText,
  sizeOrNone,
  summary,
  timeText,
  tokensText,
  whole,
} from './words';

/** The three numbers, what fits, and the layers behind them. */
export function Result({ state, calculation }: CalculatorProps) {
  const { bytes, total, plain, weights, tokensPerSecond, step, batch, model, title } = calculation;
  const { context } = state;
  const saved = total > 0 ? plain / total : 1;
  return (
    <section aria-label="What the cache costs" className="min-w-0 space-y-6">
      <div className="space-y-3">
        <div>
          <h2 className="text-xl font-semibold">{title}: the KV cache of one sequence</h2>
          <Provenance kind="computed">
            by layer, from the config: {calculation.source}; {model.family.title}
          </Provenance>
        </div>
        <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2 xl:grid-cols-4">
          <Figure
            name="Each further token adds"
            value={exactBytes(bytes.growth)}
            note="in layers that grow, while all tokens stay"
          />
          <Figure name="Windows hold, when full" value={sizeOrNone(bytes.window)} note="whatever the length" />
          <Figure name="States hold" value={sizeOrNone(bytes.state)} note="whatever the length" />
          <Figure
            name={`At ${tokensText(context)} tokens`}
            value={sizeText(total)}
            note={
              saved === 1
                ? 'all tokens in 16 bits, exactly as needed'
                : saved > 1
                  ? `${factorText(saved)} smaller than all tokens in 16 bits`
                  : `${factorText(1 / saved)} what is needed in 16 bits`
            }
          />
        </dl>
        <div aria-live="polite" className="space-y-1">
          <p className="text-lg">{summary(calculation, state)}</p>
          <p>{fleetText(calculation, state)}</p>
        </div>
        <p className="text-sm text-muted">
          Weights: {sizeText(weights)}. Longest context of one sequence on one device: {longestText(calculation)}.
          {step &&
            Number.isFinite(batch) &&
            ` A step of ${whole(batch)} at once takes at least ${timeText(step.seconds)}, set by ${
              step.bound === 'memory' ? 'the bytes that are read' : 'the operations'
            }: at most ${whole(tokensPerSecond)} tokens a second together.`}
        </p>
        {model.notes.map(note => (
          <p key={note} className="text-sm text-muted">
            {note}
          </p>
        ))}
      </div>
      <div className="space-y-3">
        <h3 className="font-semibold">Layers</h3>
        <LayerStrip layers={model.layers} />
        <Table
          caption={`Layers by kind, bytes of one sequence, at ${whole(context)} tokens`}
          rows={calculation.kinds}
          rowKey={({ kind }) => kind}
          columns={columns(context)}
        />
      </div>
    </section>
  );
}

function Figure({ name, value, note }: { name: ReactNode; value: ReactNode; note: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{name}</dt>
      <dd>
        <span className="block text-2xl break-words font-semibold tracking-tight tabular-nums">{value}</span>
        <span className="text-caption text-muted">{note}</span>
      </dd>
    </div>
  );
}

const columns = (context: number): Column<KindRow>[] => [
  {
    id: 'kind',
    title: 'Kind',
    cell: ({ kind, title }) => (
      <span className="inline-flex items-center gap-2">
        <KindMark kind={kind} />
        {title}
      </span>
    ),
  },
  { id: 'layers', title: 'Layers', numeric: true, cell: ({ layers }) => whole(layers) },
  {
    id: 'growth',
    title: 'Each token adds',
    numeric: true,
    cell: ({ bytes }) => (bytes.growth === 0 ? 'none' : exactBytes(bytes.growth)),
  },
  { id: 'window', title: 'Windows', numeric: true, cell: ({ bytes }) => sizeOrNone(bytes.window) },
  { id: 'state', title: 'States', numeric: true, cell: ({ bytes }) => sizeOrNone(bytes.state) },
  { id: 'total', title: `At ${tokensText(context)} tokens`, numeric: true, cell: ({ total }) => sizeOrNone(total) },
  {
    id: 'what',
    title: 'What it stores',
    cell: ({ kind }) => <span className="block min-w-56">{layerKinds[kind].sentence}</span>,
  },
];
