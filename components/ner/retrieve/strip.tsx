import type { Retrieved } from '@/lib/panels/ner/report/neighbours';
import { stack } from './stack';

/** Of marks, in per cent of the width. */
const gap = 4;
const rows = 4;
/** Pixels. */
const rowHeight = 22;

/**
 * Where the pool stands on the axis of similarity: a line for each sentence that was not taken, and a number, that of the prompt, for each
 * that was. The lists below it say the same.
 */
export function Strip({ retrieved: { taken, others, fitting } }: { retrieved: Retrieved }) {
  const compared = taken.flatMap(({ similarity }, before) =>
    similarity === null ? [] : [{ similarity, number: before + 1 }],
  );
  const all = [...compared.map(({ similarity }) => similarity), ...others];
  if (all.length === 0) return null;
  const low = Math.floor(10 * Math.min(...all)) / 10;
  const high = Math.max(low + 0.1, Math.ceil(10 * Math.max(...all)) / 10);
  const share = (value: number): number => (100 * (value - low)) / (high - low);
  const lanes = stack(
    compared.map(({ similarity }) => share(similarity)),
    gap,
    rows,
  );
  const height = (1 + Math.max(0, ...lanes)) * rowHeight;
  return (
    <div aria-hidden className="px-3 text-caption text-muted">
      <div className="relative border-b border-line-strong" style={{ height: height + 10 }}>
        {others.map((similarity, at) => (
          <span
            key={at}
            className="absolute bottom-0 h-2.5 border-l border-line-strong"
            style={{ left: `${share(similarity)}%` }}
          />
        ))}
        {compared.map(({ similarity, number }, at) => (
          <span
            key={number}
            className={`absolute grid size-5 -translate-x-1/2 place-items-center rounded-full border text-xs font-semibold tabular-nums ${
              fitting !== null && number > fitting
                ? 'border-dashed border-line-strong bg-paper text-muted'
                : 'border-accent bg-accent-soft text-accent'
            }`}
            style={{ left: `${share(similarity)}%`, bottom: (lanes[at] ?? 0) * rowHeight + 6 }}
          >
            {number}
          </span>
        ))}
      </div>
      <p className="flex justify-between gap-2 pt-0.5 tabular-nums">
        <span>{low.toFixed(1)}</span>
        <span>similarity to the sentence</span>
        <span>{high.toFixed(1)}</span>
      </p>
    </div>
  );
}
