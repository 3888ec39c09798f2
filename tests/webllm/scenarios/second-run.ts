import { hold, patience, type Scenario } from '../scenario';

export const secondRun: Scenario = {
  id: 'second-run',
  steps: [
    {
      what: 'at temperature 0 a run has no log-probabilities, since those of the library would not be the model\u2019s',
      async run({ panel }) {
        await panel.open({ temperature: 0 });
        await panel.run();
        await panel.until('finished', patience.load + patience.token);
        const { calls } = await panel.exported();
        hold(calls.length === 1 && calls[0]?.logprobs === undefined, JSON.stringify(calls));
        return 'none';
      },
    },
    {
      what: 'a second run uses the loaded model',
      async run({ hub, panel }) {
        hub.reset();
        await panel.open({ temperature: 0, tokens: 2 });
        await panel.run();
        await panel.until('finished', 2 * patience.token);
        const loads = (await panel.loads()).map(({ phase }) => phase);
        hold(loads.length === 0, `it has loaded again: ${loads.join()}`);
        hold(hub.asked.length === 0, `the server was asked for ${hub.asked.join()}`);
        return 'no load, no request';
      },
    },
    {
      what: 'deleting removes every file, the list of weights and the compiled model too',
      async run({ panel }) {
        const before = await panel.kept();
        hold(
          before.some(url => url.endsWith('/ndarray-cache.json')),
          'the list of weights was not kept',
        );
        hold(
          before.some(url => url.endsWith('.wasm')),
          'the compiled model was not kept',
        );
        await panel.openPicker();
        await panel.deleteModel();
        await panel.closePicker();
        const left = await panel.kept();
        hold(left.length === 0, `left: ${left.join()}`);
        return `${before.length} files`;
      },
    },
  ],
};
