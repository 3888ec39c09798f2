import { build } from '../panel-page';
import { hold, patience, type Scenario } from '../scenario';

const folder = 'https://room.example/hub/';
const query = `?models=${encodeURIComponent(folder)}`;

/** The paths that the files have on their own hosts. */
const paths = [`${folder}mlc-ai/${build}/resolve/main/`, `${folder}mlc-ai/binary-mlc-llm-libs/main/`];

export const mirror: Scenario = {
  id: 'mirror',
  steps: [
    {
      what: 'a page that is opened with a mirror names its host, and asks for nothing before a run',
      async run({ hub, panel }) {
        await panel.open({}, true, query);
        await panel.page.waitForTimeout(2_000);
        const text = await panel.page.locator('main').innerText();
        hold(text.includes('come from room.example'), text);
        hold(/up to 309 MB from room\.example\./.test(text), text);
        hold(hub.asked.length === 0, `the server was asked for ${hub.asked.join()}`);
        return 'no request';
      },
    },
    {
      what: 'a run takes every file of the model from the mirror, and answers',
      async run({ hub, panel }) {
        await panel.run();
        await panel.until('finished', patience.load + patience.token);
        const others = hub.addresses.filter(address => !paths.some(path => address.startsWith(path)));
        hold(others.length === 0, `asked for elsewhere: ${others.join()}`);
        const { environment } = await panel.exported();
        hold(JSON.stringify(environment).includes(paths[0] ?? ''), JSON.stringify(environment));
        return `${hub.addresses.length} requests, all to room.example`;
      },
    },
    {
      what: 'without the mirror, what it gave is not taken for the model of its own host, and can be deleted',
      async run({ panel }) {
        await panel.open({});
        const row = await panel.openPicker();
        hold(row.includes('309 MB to download'), row);
        await panel.closePicker();
        await panel.open({}, true, query);
        await panel.openPicker();
        await panel.deleteModel();
        await panel.closePicker();
        const left = await panel.kept();
        hold(left.length === 0, `left: ${left.join()}`);
        return 'nothing is left';
      },
    },
  ],
};
