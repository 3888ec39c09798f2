import { counted } from '@/lib/core/in-words';
import type { LoopByHand } from '@/lib/panels/ner/hand/gold';

const sentences = (count: number, kind: string): string => counted(count, `${kind} sentence`);

/** Says on how many sentences the figures of the page compare with annotations of the person. */
export function ByHandNote({ unlabelled, test }: Omit<LoopByHand, 'loop'>) {
  if (unlabelled + test === 0) return null;
  const parts = [
    ...(unlabelled > 0 ? [sentences(unlabelled, 'unlabelled')] : []),
    ...(test > 0 ? [sentences(test, 'test')] : []),
  ];
  return (
    <p className="text-caption text-muted">
      Your own annotations count as gold on {parts.join(' and ')} in all figures.
    </p>
  );
}
