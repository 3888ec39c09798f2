import { ofAnotherVersion } from '../other-version';
import { hold, type Scenario } from '../scenario';

export const mismatch: Scenario = {
  id: 'mismatch',
  steps: [
    {
      what: 'a compiled model of another version is named, before any weight is downloaded',
      async run({ hub, panel }) {
        hub.reset({ library: ofAnotherVersion(hub.library) });
        await panel.open({});
        await panel.run();
        await panel.until('failed', 60_000);
        const text = await panel.text();
        hold(text.includes('This build does not match the library\u2019s version.'), text);
        hold(!hub.asked.some(file => file.startsWith('params_')), `asked for ${hub.asked.join()}`);
        return 'named';
      },
    },
  ],
};
