import { type LayerKind, layerKinds, type LayerSpec } from '@/lib/panels/kv-cache/calculator/layer';
import { KindMark } from './kind-mark';

/** Layers of one kind in a row: `first` and `last` count from 1. */
interface Run {
  kind: LayerKind;
  first: number;
  last: number;
}

/** The layers as runs of one kind. */
function runsOf(layers: readonly LayerSpec[]): Run[] {
  const runs: Run[] = [];
  layers.forEach(({ kind }, at) => {
    const run = runs.at(-1);
    if (run?.kind === kind) run.last = at + 1;
    else runs.push({ kind, first: at + 1, last: at + 1 });
  });
  return runs;
}

/** Runs that are told one by one; a longer list is left to the table, which counts them. */
const told = 12;

/** What each run is, in words. */
export function stripText(layers: readonly LayerSpec[]): string {
  const runs = runsOf(layers);
  const words = runs.slice(0, told).map(({ kind, first, last }) => {
    const place = first === last ? `layer ${first}` : `layers ${first} to ${last}`;
    return `${place}: ${layerKinds[kind].title}`;
  });
  const rest =
    runs.length > told
      ? `; and ${(layers.length - (runs[told]?.first ?? 1) + 1).toLocaleString('en')} more layers`
      : '';
  return `${words.join('; ')}${rest}.`;
}

/** All layers in order, from the first at the left: which remember everything, which a window, which a state. */
export function LayerStrip({ layers }: { layers: readonly LayerSpec[] }) {
  return (
    <div
      role="img"
      aria-label={`Layers from the first to the last. ${stripText(layers)}`}
      className="flex flex-wrap gap-y-1"
    >
      {layers.map(({ kind }, at) => (
        <KindMark key={at} kind={kind} />
      ))}
    </div>
  );
}
