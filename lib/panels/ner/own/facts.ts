import { counted } from '@/lib/core/in-words';
import type { Sentence } from '../corpus';
import { countsOf } from './stored';

/** `1,200 sentences, 1,000 of them annotated, 4 labels`. */
export function factsOf(sentences: number, annotated: number, labels: number): string {
  const share = annotated === sentences ? 'all' : annotated === 0 ? 'none' : annotated.toLocaleString('en');
  return `${counted(sentences, 'sentence')}, ${share} of them annotated, ${counted(labels, 'label')}`;
}

export function corpusFacts(sentences: readonly Sentence[]): string {
  const { annotated, labels } = countsOf(sentences);
  return factsOf(sentences.length, annotated, labels.size);
}
