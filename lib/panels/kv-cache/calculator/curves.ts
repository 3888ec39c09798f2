import type { Calculation } from './calculate';
import { type Deployment, largestBatch, throughput } from './plan';
import { plainStorage, type Storage, totalBytes } from './size';
import type { CalculatorState } from './state';
import { keepOf, techniques } from './techniques/registry';

/** A line of a chart: bytes of one sequence over tokens, or a factor over a ratio. */
export interface Curve {
  id: string;
  label: string;
  /** The place of the technique in its registry, after the plain cache; it is the colour. */
  color: number;
  points: { x: number; value: number }[];
}

/** Powers of two from 256 tokens on, up to the first that is not below the chosen context. */
export function contextSteps(context: number): number[] {
  const last = Math.max(12, Math.ceil(Math.log2(context)));
  return Array.from({ length: last - 7 }, (_, at) => 2 ** (at + 8));
}

/** A way to store the cache, to be compared with others. */
interface Compared extends Omit<Curve, 'points'> {
  storage: Storage;
}

/** The plain cache in 16 bits, the chosen format and allocation, each chosen technique alone with these, and all together. */
function comparedOf({ deployment: { storage } }: Calculation, state: CalculatorState): Compared[] {
  const chosen = techniques.flatMap(({ id, short: label }, place) => {
    const settings = state.techniques[id];
    return settings ? [{ id, label, color: place + 1, storage: { ...storage, keep: keepOf({ [id]: settings }) } }] : [];
  });
  const isOther = state.format !== plainStorage.format.id || state.allocation !== plainStorage.allocation.id;
  const [format, all] = [techniques.length + 1, techniques.length + 2];
  return [
    { id: 'plain', label: 'All tokens, 16 bits', color: 0, storage: plainStorage },
    ...(isOther
      ? [
          {
            id: 'format',
            label: 'All tokens, as chosen',
            color: format,
            storage: { ...storage, keep: plainStorage.keep },
          },
        ]
      : []),
    ...chosen,
    ...(chosen.length > 1 ? [{ id: 'all', label: 'All together', color: all, storage }] : []),
  ];
}

/** Bytes of one sequence over its length, for each way to store the cache that is compared. */
export const memoryCurves = (calculation: Calculation, state: CalculatorState): Curve[] =>
  comparedOf(calculation, state).map(({ storage, ...line }) => ({
    ...line,
    points: contextSteps(state.context).map(x => ({ x, value: totalBytes(calculation.model.layers, x, storage) })),
  }));

/** Sequences of the chosen context that fit on the device, for each way to store the cache that is compared. */
export const batchBars = (calculation: Calculation, { context, ...state }: CalculatorState) =>
  comparedOf(calculation, { context, ...state }).map(({ storage, ...bar }) => ({
    ...bar,
    value: largestBatch({ ...calculation.deployment, storage }, context),
  }));

/** Compression ratios at which throughput is computed. */
const ratios = [1, 1.5, 2, 3, 4, 5, 6, 7, 8];

/** The deployment with all that grows compressed at a ratio, in place of the techniques that are chosen. */
const atRatio = (deployment: Deployment, ratio: number): Deployment => ({
  ...deployment,
  storage: { ...deployment.storage, keep: slots => Math.ceil(slots / ratio) },
});

/**
 * Throughput over the ratio at which the growing part of the cache is compressed, as a factor of that without: with the largest batch that
 * fits at each ratio, and with the batch that fits without. Empty where nothing fits without compression.
 */
export function throughputCurves({ deployment }: Calculation, { context }: CalculatorState): Curve[] {
  const first = atRatio(deployment, 1);
  const batch = largestBatch(first, context);
  const base = throughput(first, context, batch);
  if (!Number.isFinite(batch) || base === 0) return [];
  const factor = (ratio: number, size: (of: Deployment) => number) => {
    const of = atRatio(deployment, ratio);
    return { x: ratio, value: throughput(of, context, size(of)) / base };
  };
  return [
    {
      ...{ id: 'largest', label: 'largest batch that fits', color: 1 },
      points: ratios.map(ratio => factor(ratio, of => largestBatch(of, context))),
    },
    {
      ...{ id: 'same', label: `same batch (${batch.toLocaleString('en')})`, color: 2 },
      points: ratios.map(ratio => factor(ratio, () => batch)),
    },
  ];
}

/** What the paper says in its abstract, by version. The abstract does not say at which ratio. */
export const headlines = [
  {
    factor: 3.7,
    text: 'up to about 3.7 times, on an H100',
    source: 'arXiv 2403.09636v1 and the ICML version, abstract',
  },
  { factor: 7, text: 'up to 7 times, on an H100', source: 'arXiv 2403.09636v2, abstract' },
] as const;

/** How far the paper compresses with the quality of the original model, by all versions of its abstract. */
export const preservedRatio = 4;

/** Tokens a second over the size of the batch, in powers of two up to the largest that fits. */
export function batchCurve({ deployment, batch }: Calculation, { context }: CalculatorState): Curve {
  const most = Math.min(batch, 4096);
  const sizes = Array.from({ length: 13 }, (_, power) => 2 ** power).filter(size => size < most);
  return {
    ...{ id: 'batch', label: 'tokens a second', color: 1 },
    points: (most > 0 ? [...sizes, most] : []).map(x => ({ x, value: throughput(deployment, context, x) })),
  };
}

/** Tokens a second over the context, each with the largest batch that fits. */
export function contextCurve({ deployment }: Calculation, { context }: CalculatorState): Curve {
  return {
    ...{ id: 'context', label: 'largest batch that fits', color: 1 },
    points: contextSteps(context).flatMap(x => {
      const batch = largestBatch(deployment, x);
      return batch > 0 && Number.isFinite(batch) ? [{ x, value: throughput(deployment, x, batch) }] : [];
    }),
  };
}
