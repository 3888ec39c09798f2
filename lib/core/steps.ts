import { createYield } from './pace';

/** A long computation that says where it may rest. The same steps are taken at once in a program, and in slices on a page. */
export type Steps<T> = Generator<void, T, void>;

/** Takes all steps now. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * Takes the steps in slices, between which a page draws and hears keys.
 *
 * @throws Failure `cancelled` when the signal is aborted; what a step throws
 */
export async function inSlices<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  const rest = createYield();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await rest(signal);
  }
}
