import { Failure } from '@/lib/core/failure';
import type { ModelConfig } from '../config';
import type { CacheFormat } from './format';

/** Argument checks that all caches share. A violation is a mistake of the caller, not a failure of a run. */

export function checkSlots(length: number, slots: readonly number[]): void {
  const invalid = slots.find(slot => !(Number.isInteger(slot) && slot >= 0 && slot < length));
  if (invalid !== undefined) throw new RangeError(`Slot ${invalid} is not among ${length} slots`);
  if (new Set(slots).size < slots.length) throw new RangeError('A slot occurs twice');
}

export function checkMerge(length: number, into: number, from: readonly number[], weights: readonly number[]): void {
  checkSlots(length, [into, ...from]);
  if (weights.length !== from.length + 1 || !weights.every(weight => weight > 0))
    throw new RangeError('A merge needs one positive weight for each of its slots');
}

export function checkFork(position: number, isSequential: boolean, tokens: number): void {
  if (!Number.isInteger(tokens) || tokens < 0 || tokens > position)
    throw new RangeError(`A sequence of ${position} tokens has no prefix of ${tokens}`);
  if (tokens < position && !isSequential)
    throw new RangeError('A sequence with evicted or merged slots can only be forked as a whole');
}

/** @throws Failure `model-unsupported` for a model that compresses its own cache: it fills slots again, which stored pages do not allow */
export function checkFormat(format: CacheFormat | undefined, { learned }: Pick<ModelConfig, 'learned'>): void {
  if (format && learned)
    throw new Failure('model-unsupported', 'This model compresses its cache itself, and keeps it in float32.');
}
