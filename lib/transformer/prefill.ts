import type { Breath } from './breath';
import type { Backend, SequenceId } from './contract';

/** A sequence that holds a prompt, and the logits [vocab] after it. */
export interface Prefilled {
  sequence: SequenceId;
  logits: Float32Array;
}

/** A common beginning is worth a fork from this length on, in tokens. */
const worthSharing = 8;

/** Tokens prefilled between two looks at the signal. */
const chunk = 64;

/**
 * Prefills all prompts (none empty), each into a sequence of its own, and does shared work once: equal prompts are prefilled once
 * and forked, and the beginning that all prompts share is prefilled once if it is long enough. What a sequence holds at the end
 * does not depend on the others. If it throws, no sequence stays open.
 */
export async function prefillAll(
  backend: Backend,
  prompts: readonly (readonly number[])[],
  breath: Breath,
  signal: AbortSignal,
): Promise<Prefilled[]> {
  const open = new Set<SequenceId>();
  const own = (sequence: SequenceId): SequenceId => {
    open.add(sequence);
    return sequence;
  };
  const prefill = async (sequence: SequenceId, tokens: readonly number[]): Promise<Float32Array> => {
    let logits: Float32Array = new Float32Array();
    for (let i = 0; i < tokens.length; i += chunk) {
      logits = backend.prefill(sequence, tokens.slice(i, i + chunk));
      await breath.take(signal);
    }
    return logits;
  };

  const equal = new Map<string, number[]>();
  prompts.forEach((prompt, index) => {
    const key = prompt.join();
    equal.set(key, [...(equal.get(key) ?? []), index]);
  });
  const groups = [...equal.values()];

  try {
    const shared = groups.length > 1 ? commonLength(groups.map(([first]) => prompts[first!]!)) : 0;
    let root: SequenceId | undefined;
    if (shared >= worthSharing) {
      root = own(backend.open());
      await prefill(root, prompts[0]!.slice(0, shared));
    }
    const results: Prefilled[] = new Array<Prefilled>(prompts.length);
    for (const [first, ...others] of groups) {
      const sequence = own(root === undefined ? backend.open() : backend.fork(root));
      const logits = await prefill(sequence, prompts[first!]!.slice(root === undefined ? 0 : shared));
      results[first!] = { sequence, logits };
      for (const index of others) results[index] = { sequence: own(backend.fork(sequence)), logits };
    }
    if (root !== undefined) backend.release(root);
    return results;
  } catch (error) {
    for (const sequence of open) backend.release(sequence);
    throw error;
  }
}

/** Length of the beginning that all share, leaving each at least one token of its own to give it logits. */
function commonLength(prompts: readonly (readonly number[])[]): number {
  const [first, ...rest] = prompts;
  if (!first) return 0;
  let length = first.length - 1;
  for (const other of rest) {
    length = Math.min(length, other.length - 1);
    for (let i = 0; i < length; i++) if (first[i] !== other[i]) length = i;
  }
  return length;
}
