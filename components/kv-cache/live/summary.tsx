import { sizeText } from '@/components/ui/size';
import { ratioOf } from '@/lib/panels/kv-cache/report/frame';
import type { ShownCache } from './shown-cache';
import { lessText, ratioText } from './words';

/** The pictures in sentences, for who does not see them. */
export const Summary = ({ caches }: { caches: readonly ShownCache[] }) => (
  <div className="sr-only">
    {caches.map(({ title, frame, memory }) => {
      const { step, read, slots } = frame;
      const at = (values: ArrayLike<number>): number => values[step] ?? 0;
      const ratios = Array.from(slots, held => ratioOf(read, held));
      return (
        <p key={title}>
          {title}, after {step} tokens of the continuation: {at(memory.slots)} of {at(memory.fullSlots)} slots are held;
          heads differ from {ratioText(Math.min(...ratios))} to {ratioText(Math.max(...ratios))}. The cache takes{' '}
          {sizeText(at(memory.bytes))}, {lessText(at(memory.bytes), at(memory.fullBytes))} than the full one.
        </p>
      );
    })}
  </div>
);
