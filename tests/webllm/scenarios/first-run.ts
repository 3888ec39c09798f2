import { runtimeVersion } from '../changes';
import { hold, patience, type Scenario } from '../scenario';

const phases = ['checking', 'downloading', 'loading', 'compiling'];

export const firstRun: Scenario = {
  id: 'first-run',
  steps: [
    {
      what: 'the picker says what would be downloaded, and chooses the model without a request',
      async run({ hub, panel }) {
        await panel.open({ tokens: 2 }, false);
        const row = await panel.openPicker();
        const size = `${Math.round(hub.modelBytes / 1e6)} MB to download`;
        hold(row.includes(size), `the row does not say "${size}": ${row}`);
        await panel.choose();
        hold(hub.asked.length === 0, `the server was asked for ${hub.asked.join(', ')}`);
        return size;
      },
    },
    {
      what: 'a run shows the four phases of a load, and no bar goes back',
      async run({ panel }) {
        await panel.run();
        await panel.badge('running').waitFor({ timeout: patience.load });
        const loads = await panel.loads();
        const seen = loads.map(({ phase }) => phase);
        hold(seen.join() === phases.join(), `the phases are ${seen.join(', ')}`);
        for (const { phase, percents } of loads) {
          const known = percents.filter(Number.isFinite);
          // Later phases keep the software adapter busy, which draws the page too: the bar may stand still and then jump.
          hold(phase !== 'downloading' || known.length > 1, `${phase}: the bar did not move`);
          hold(
            known.every((percent, at) => percent >= (known[at - 1] ?? 0)),
            `${phase}: the bar went back: ${known}`,
          );
        }
        return loads
          .map(({ phase, percents }) => `${phase} ${[...new Set(percents.filter(Number.isFinite))].join(' ')}`)
          .join(', ');
      },
    },
    {
      what: 'tokens are shown as they come',
      async run({ panel }) {
        await panel.words(1, patience.token);
        hold(await panel.badge('running').isVisible(), 'the run has ended with the first token');
        await panel.until('finished', patience.token);
        await panel.words(2, 5_000);
        return '2 tokens';
      },
    },
    {
      what: 'at temperature 1 the file of the run has a log-probability of each token, and names library and files',
      async run({ panel }) {
        const { calls, environment } = await panel.exported();
        const [{ logprobs = [], usage, finish_reason } = {}] = calls;
        hold(logprobs.length === 2, `${logprobs.length} log-probabilities`);
        hold(
          logprobs.every(({ logprob }) => logprob < -0.01 && logprob > -40),
          JSON.stringify(logprobs),
        );
        // The older runtime does not count the token that follows from the prompt.
        hold(finish_reason === 'length' && usage?.completion_tokens === 1, JSON.stringify({ finish_reason, usage }));
        const facts = JSON.stringify(environment);
        for (const fact of [
          `@mlc-ai/web-llm ${runtimeVersion}`,
          'swiftshader',
          'model_list_sha256',
          'compiled_model_sha256',
        ])
          hold(facts.includes(fact), `no ${fact} in ${facts}`);
        return logprobs.map(({ logprob }) => logprob.toFixed(2)).join(', ');
      },
    },
  ],
};
