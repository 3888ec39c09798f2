import { afterEach, describe, expect, it } from 'vitest';
import { endpoint, endpointOptions } from '@/components/workbench/model/endpoint';
import { EndpointForm } from '@/components/workbench/model/endpoint-form';
import { StatusLine } from '@/components/workbench/page/status-line';
import { RunPanel } from '@/components/workbench/run-panel';
import { Failure } from '@/lib/core/failure';
import type { Pause } from '@/lib/engines/contract';
import { appears, appearsButton, drawWorkbench, field, named, press, type } from '../../support/draw-workbench';
import { act, until } from '../../support/render';
import { heldEngine } from '../../support/workbench';

afterEach(() => endpoint.setState({ entered: null }));

/** A run whose second call waits, on an engine that tells its pauses. */
async function drawPaused() {
  let tell: (pause: Pause | null) => void = () => {};
  let tries = 0;
  const engine = Object.assign(heldEngine(2), {
    watchPauses(listener: typeof tell) {
      tell = listener;
      return () => {};
    },
  });
  const bench = await drawWorkbench(
    <>
      <RunPanel />
      <StatusLine />
    </>,
    engine,
  );
  act(() => void bench.state().start());
  await act(() => engine.reached);
  const pause = { failure: new Failure('endpoint-busy', 'It said (429).'), until: Date.now() + 3_600_000 };
  act(() => tell({ ...pause, tryNow: () => void tries++ }));
  await appears('Paused: the calls wait for the server.');
  return { ...bench, engine, goOn: () => act(() => tell(null)), tries: () => tries };
}

describe('a pause', () => {
  it('says why and until when, lets one try at once, and ends by itself', async () => {
    const { state, engine, goOn, tries } = await drawPaused();
    expect(named('[role=group]', 'Paused')?.textContent).toMatch(/stayed busy.*Next try in (60|59) min/);
    await until(() =>
      [...document.querySelectorAll('[role=status]')].some(({ textContent }) =>
        /^Run paused\. .* next try is at/.test(textContent ?? ''),
      ),
    );
    await press('Try now');
    expect(tries()).toBe(1);
    goOn();
    await until(() => named('[role=group]', 'Paused') === undefined);
    engine.release();
    await until(() => state().run?.status === 'finished');
  });

  it('can be stopped, and the run resumed', async () => {
    const { state } = await drawPaused();
    await press('Stop');
    await until(() => state().run?.status === 'stopped');
    expect(named('[role=group]', 'Paused')).toBeUndefined();
  });
});

describe('the address of a server', () => {
  it('is corrected by one press, and temperature is left out only where that was chosen', async () => {
    await drawWorkbench(<EndpointForm model="tiny" onChoose={() => {}} />);
    await type('Base URL', 'http://localhost:9/chat/completions');
    await appearsButton('Use http://localhost:9/v1');
    await press('Use http://localhost:9/v1');
    expect([field('Base URL').value, named('button', 'Use http://localhost:9/v1')]).toEqual([
      'http://localhost:9/v1',
      undefined,
    ]);
    await press('Use this server');
    expect(endpointOptions()).toMatchObject({ baseUrl: 'http://localhost:9/v1', leaveOut: [] });
    act(() => field('Leave temperature and top-p out').click());
    await press('Use this server');
    expect(endpointOptions()?.leaveOut).toEqual(['temperature', 'top_p']);
  });
});
