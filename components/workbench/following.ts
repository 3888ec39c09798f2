import { asFailure, Failure } from '@/lib/core/failure';
import { sleep } from '@/lib/core/sleep';
import type { Settings } from '@/lib/experiment/panel';
import type { RunStore } from '@/lib/experiment/store';
import type { RunView } from './state';

export interface FollowingDeps {
  isRunElsewhere(id: string): Promise<boolean>;
  /** Milliseconds between two looks at the store. Default: 1000. */
  followEvery?: number;
}

export interface Followed<S extends Settings> {
  store(): Promise<RunStore>;
  /** The run as it is stored now. @throws Failure `run-gone` */
  read(id: string): Promise<RunView<S>>;
  /** Whether the page still shows it as a run of another page. */
  isShown(): boolean;
  show(run: RunView<S>): void;
  /** It cannot be followed on. */
  fail(failure: Failure): void;
}

/** Shows what another page stores of a run, until that page has ended it. A look at a run that has not changed reads its header only. */
export async function followRun<S extends Settings>(
  id: string,
  deps: FollowingDeps,
  { store, read, isShown, show, fail }: Followed<S>,
  signal: AbortSignal,
): Promise<void> {
  const every = deps.followEvery ?? 1000;
  let seen = -1;
  let took = 0;
  try {
    for (let goesOn = true; goesOn;) {
      // A large run takes a while to read, and the page has to stay usable.
      await sleep(Math.max(every, 10 * took), signal);
      if (!isShown()) return;
      goesOn = await deps.isRunElsewhere(id);
      const header = (await (await store()).list()).find(run => run.id === id);
      if (!header) throw new Failure('run-gone');
      if (goesOn && header.updatedAt === seen) continue;
      seen = header.updatedAt;
      const began = performance.now();
      const run = await read(id);
      took = performance.now() - began;
      if (!isShown()) return;
      goesOn = run.status === 'elsewhere';
      show(run);
    }
  } catch (error) {
    if (!signal.aborted && isShown()) fail(asFailure(error));
  }
}
