import type { WorkbenchStore } from '@/components/workbench/store';
import { wordsEngine } from './fixture-panel';
import { workbenchWith } from './workbench';

/** An engine that presses Stop in its `nth` call. */
export function stopIn(nth: number) {
  const page: { stop?: () => void } = {};
  const engine = wordsEngine({ onCall: (_prompt, count) => void (count === nth && page.stop?.()) });
  return { engine, page };
}

/** A workbench whose run was stopped in its `nth` call. */
export async function stoppedIn(
  nth: number,
  change: (state: ReturnType<WorkbenchStore['getState']>) => void = () => {},
) {
  const { engine, page } = stopIn(nth);
  const bench = workbenchWith(engine);
  page.stop = () => bench.state().stop();
  change(bench.state());
  await bench.state().start();
  return { ...bench, engine };
}
