import { hold, longPrompt, patience, type Scenario, seconds } from '../scenario';

/** Milliseconds: an answer is given ten seconds to end, then the worker is ended. */
const stops = 20_000;

async function timed(work: Promise<unknown>): Promise<string> {
  const started = performance.now();
  await work;
  return seconds(performance.now() - started);
}

export const stopInPrefill: Scenario = {
  id: 'stop-in-prefill',
  steps: [
    {
      what: 'Stop while the prompt is read stops the run',
      async run({ panel }) {
        await panel.open({ promptTokens: longPrompt });
        await panel.run();
        await panel.badge('running').waitFor({ timeout: patience.load });
        await panel.page.waitForTimeout(3_000);
        await panel.button('Stop').click();
        return timed(panel.until('stopped', stops));
      },
    },
    {
      what: 'the next run answers, without a request',
      async run({ hub, panel }) {
        hub.reset();
        await panel.open({});
        await panel.run();
        await panel.until('finished', patience.load + patience.token);
        hold(hub.asked.length === 0, `the server was asked for ${hub.asked.join()}`);
        return (await panel.loads()).map(({ phase }) => phase).join(', ');
      },
    },
  ],
};

export const stopInDecode: Scenario = {
  id: 'stop-in-decode',
  steps: [
    {
      what: 'Stop while the answer is written stops the run and keeps no half answer',
      async run({ panel }) {
        await panel.open({ tokens: 50 });
        await panel.run();
        await panel.words(1, patience.load + patience.token);
        await panel.button('Stop').click();
        const time = await timed(panel.until('stopped', stops));
        const { calls } = await panel.exported();
        hold(calls.length === 0, `the file has ${calls.length} calls`);
        return time;
      },
    },
    {
      what: 'the next run answers with the same worker',
      async run({ hub, panel }) {
        hub.reset();
        await panel.open({});
        await panel.run();
        await panel.until('finished', patience.load + patience.token);
        hold(hub.asked.length === 0, `the server was asked for ${hub.asked.join()}`);
        return 'no request';
      },
    },
    {
      what: 'after a reload of the page, a run reads the model from the cache, without a request',
      async run({ hub, panel }) {
        hub.reset();
        await panel.open({});
        await panel.page.reload({ waitUntil: 'networkidle' });
        await panel.run();
        await panel.until('finished', patience.load + patience.token);
        const phases = (await panel.loads()).map(({ phase }) => phase);
        hold(phases.includes('compiling'), `the phases are ${phases.join()}`);
        hold(hub.asked.length === 0, `the server was asked for ${hub.asked.join()}`);
        return phases.join(', ');
      },
    },
  ],
};
