import { controlOf } from '@/lib/panels/kv-cache/registry';
import type { SweepRow } from '@/lib/panels/kv-cache/report/sweep';
import { natsText } from '../live/words';

/** The control: the full cache against itself. Anything but 0 means that the figures beside it are wrong. */
export function ControlLine({ rows }: { rows: readonly SweepRow[] }) {
  const control = rows.find(({ policy }) => policy === controlOf()?.id);
  if (!control || control.kl.value === null)
    return <p className="text-caption text-muted">No control: choose the full cache among the policies to have one.</p>;
  const { kl, agreed, scored, learned } = control;
  return (
    <p className="text-caption text-muted">
      Control, {learned ? 'the model as trained' : 'the full cache'} against itself: KL {natsText(kl.value ?? 0)}, the
      same token in {agreed.toLocaleString('en')} of {scored.toLocaleString('en')}.
    </p>
  );
}
