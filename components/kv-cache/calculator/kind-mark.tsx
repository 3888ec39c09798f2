import { seriesColor } from '@/components/ui/palette';
import { type LayerKind, layerKinds } from '@/lib/panels/kv-cache/calculator/layer';

const order = Object.keys(layerKinds) as LayerKind[];

/** The mark of a kind of layer: its letter over a bar in its colour. Its name must stand beside it, or in the text of the strip. */
export function KindMark({ kind }: { kind: LayerKind }) {
  return (
    <span
      aria-hidden
      className="inline-grid h-6 w-4 place-items-center border border-b-4 border-line bg-surface font-mono text-xs leading-none forced-color-adjust-none"
      style={{ borderBottomColor: seriesColor(order.indexOf(kind)) }}
    >
      {layerKinds[kind].letter}
    </span>
  );
}
