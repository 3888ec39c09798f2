import { hold, patience, type Scenario } from '../scenario';

/** The twelve shards are downloaded in four lanes of three. What a failure ends is what is on its way in each lane. */
const shard = 'params_shard_7.bin';
const firstOfLanes = [0, 3, 6, 9].map(place => `params_shard_${place}.bin`);
const list = 'ndarray-cache.json';
const sentence = 'The download did not finish.';

export const downloads: Scenario = {
  id: 'downloads',
  steps: [
    {
      what: 'a list of weights that answers 404 is named a download that did not finish',
      async run({ hub, panel }) {
        hub.reset({ troubles: [{ file: list, does: 404, times: Infinity }] });
        await panel.open({});
        await panel.run();
        await panel.until('failed', 60_000);
        const text = await panel.text();
        hold(text.includes(sentence), text);
        return `tried ${hub.asked.length} times`;
      },
    },
    {
      what: 'a list of weights that answers 429 twice is asked for a third time; Stop while a shard is on its way stops the run',
      async run({ hub, panel }) {
        hub.reset({
          troubles: [
            { file: list, does: 429, times: 2 },
            { file: shard, does: 'hang', times: Infinity },
          ],
        });
        await panel.open({});
        await panel.run();
        await panel.phase('downloading', 60_000);
        const times = hub.asked.filter(file => file === list).length;
        // The page reads the list first, to know the size; the library reads it too.
        hold(times === 4, `the list was asked for ${times} times`);
        // All lanes but one have ended.
        await panel.page.waitForTimeout(15_000);
        await panel.button('Stop').click();
        await panel.until('stopped', 20_000);
        return `asked for ${hub.asked.length} files`;
      },
    },
    {
      what: 'the picker shows what is kept of that download, and deletes it',
      async run({ panel }) {
        const row = await panel.openPicker();
        const said = /\d+ MB of \d+ MB kept/.exec(row)?.[0];
        hold(said !== undefined, row);
        await panel.deleteModel();
        await panel.closePicker();
        const left = await panel.kept();
        hold(
          left.every(url => url.endsWith('.wasm')),
          `left: ${left.join()}`,
        );
        return said ?? '';
      },
    },
    {
      what: 'a shard that answers 404 is tried three times and named a download that did not finish',
      async run({ hub, panel }) {
        hub.reset({ troubles: [{ file: shard, does: 404, times: Infinity }] });
        await panel.run();
        await panel.until('failed', 120_000);
        const times = hub.asked.filter(file => file === shard).length;
        hold(times === 3, `it was asked for ${times} times`);
        const text = await panel.text();
        hold(text.includes(sentence), text);
        return `tried ${times} times`;
      },
    },
    {
      what: 'a shard that is cut midway and then answers 503 is asked for again, and finished ones are not',
      async run({ hub, panel }) {
        hub.reset({
          troubles: [
            { file: shard, does: 'cut', times: 1 },
            { file: shard, does: 503, times: 1 },
          ],
        });
        await panel.run();
        await panel.phase('loading', patience.load);
        await panel.button('Stop').click();
        await panel.until('stopped', 20_000);
        const times = hub.asked.filter(file => file === shard).length;
        hold(times === 3, `it was asked for ${times} times`);
        const again = firstOfLanes.filter(first => hub.asked.filter(file => file === first).length > 1);
        hold(again.length === 0, `asked for again: ${again.join()}`);
        return `tried ${times} times`;
      },
    },
  ],
};
