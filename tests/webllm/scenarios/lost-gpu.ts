import { destroyDevices, killGpuProcess } from '../browser';
import { hold, patience, type Scenario, seconds } from '../scenario';

const lost = /the GPU or the worker was lost once; the run continued/;

/** Enough for the end of the process to fall among them. */
const tokens = 12;

/** Two loads, and the calls between them. */
const whole = 2 * patience.load + 2 * patience.token;

export const killedInDecode: Scenario = {
  id: 'killed',
  steps: [
    {
      what: 'the GPU process ends while the answer is written: the model is loaded anew, shown as at first, and the call is sent again',
      async run({ hub, browser, panel }) {
        await panel.open({ tokens });
        await panel.run();
        await panel.words(1, patience.load + patience.token);
        hub.reset();
        await killGpuProcess(browser);
        await panel.until('finished', whole);
        const text = await panel.text();
        hold(lost.test(text), text);
        const phases = (await panel.loads()).map(({ phase }) => phase);
        const again = phases.slice(phases.indexOf('compiling') + 1);
        hold(again.includes('loading') && again.includes('compiling'), `the phases are ${phases.join()}`);
        hold(hub.asked.length === 0, `the server was asked for ${hub.asked.join()}`);
        const { calls } = await panel.exported();
        hold(calls.length === 1 && calls[0]?.text.split(' ').length === tokens, JSON.stringify(calls));
        return `then ${again.join(', ')}`;
      },
    },
  ],
};

export const killedInRest: Scenario = {
  id: 'killed-at-rest',
  steps: [
    {
      what: 'the GPU process ends between two runs: the next run on the same page answers',
      async run({ browser, panel }) {
        await panel.open({});
        await panel.run();
        await panel.until('finished', patience.load + patience.token);
        await killGpuProcess(browser);
        await panel.page.waitForTimeout(2_000);
        await panel.open({ temperature: 0 });
        await panel.run();
        await panel.until('finished', whole);
        return lost.test(await panel.text()) ? 'the run says that the GPU was lost' : 'the run does not say it';
      },
    },
  ],
};

export const destroyedInPrefill: Scenario = {
  id: 'destroyed',
  steps: [
    {
      what: 'the device is destroyed while the prompt is read: the loss is noticed, and the call is sent again',
      async run({ panel }) {
        // A software adapter goes on with the work of a destroyed device, and gives no other one meanwhile: a short prompt.
        await panel.open({ promptTokens: 4 });
        await panel.run();
        await panel.badge('running').waitFor({ timeout: patience.load });
        await panel.page.waitForTimeout(1_000);
        const devices = await destroyDevices(panel.page);
        hold(devices > 0, 'no device was found');
        const started = performance.now();
        await panel.page.getByText(lost).first().waitFor({ timeout: 20_000 });
        const noticed = seconds(performance.now() - started);
        await panel.until('finished', whole);
        const { calls } = await panel.exported();
        hold(calls.length === 1, JSON.stringify(calls));
        return `noticed after ${noticed}`;
      },
    },
  ],
};
