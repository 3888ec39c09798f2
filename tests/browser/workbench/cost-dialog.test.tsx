import { afterEach, describe, expect, it } from 'vitest';
import { setPrice } from '@/components/workbench/evaluation/prices';
import { endpoint } from '@/components/workbench/model/endpoint';
import { askAboutCost, askAbove, setAskAbove } from '@/components/workbench/run-bar/cost-question';
import { RunBar } from '@/components/workbench/run-bar/run-bar';
import { appears, appearsButton, drawWorkbench, named, press, type } from '../../support/draw-workbench';
import { wordsEngine } from '../../support/fixture-panel';
import { act, until } from '../../support/render';

const server = { baseUrl: 'http://localhost:9/v1', concurrency: 1, leaveOut: false };
const model = { engine: 'endpoint', model: 'large' } as const;

afterEach(() => {
  endpoint.setState({ entered: null });
  localStorage.clear();
  setPrice('endpoint/large', null);
});

async function draw(above: number) {
  endpoint.setState({ entered: server });
  setAskAbove(above);
  const engine = wordsEngine({ id: 'endpoint/large' });
  const bench = await drawWorkbench(<RunBar />, engine, { mayCall: askAboutCost });
  act(() => bench.state().setModel(model));
  return { ...bench, engine };
}

const dialog = () => document.querySelector('[role=dialog]');

describe('a large run on a server', () => {
  it('begins only when a person says so', async () => {
    const { state, engine } = await draw(5);
    await press('Run on localhost:9');
    await appears('A large run on a server');
    expect(dialog()?.textContent).toContain('Tokens innot known before the first calls');
    await press('Do not run');
    await until(() => dialog() === null);
    expect([state().run, engine.calls]).toEqual([null, []]);
    await press('Run on localhost:9');
    await appearsButton('Run 6 calls');
    await press('Run 6 calls');
    await until(() => state().run?.status === 'finished');
  });

  it('is told in tokens, time and money, as far as the run on the page shows', async () => {
    const { state } = await draw(1_000);
    setPrice('endpoint/large', { promptTokens: 1, completionTokens: 2 });
    await press('Run on localhost:9');
    await until(() => state().run?.status === 'finished');
    expect(dialog()).toBeNull();
    setAskAbove(5);
    await press('Run on localhost:9');
    await appears('A large run on a server');
    expect(dialog()?.textContent).toMatch(
      /Tokens inabout \d+.*Tokens outabout \d+, at most [\d,]+.*Moneyabout .* at your prices/,
    );
    await type('Ask above this many calls', '2000');
    await press('Do not run');
    expect(askAbove()).toBe(2_000);
    await press('Run on localhost:9');
    await until(() => state().run?.status === 'finished');
    expect(named('[role=dialog]', 'A large run on a server')).toBeUndefined();
  });

  it('is no question of a model in the browser', async () => {
    const { state } = await draw(0);
    act(() => state().setModel({ engine: 'embedded', model: 'loupe-arithmetic' }));
    await press('Run');
    await until(() => state().run?.status === 'finished');
  });
});
