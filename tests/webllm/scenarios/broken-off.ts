import { hold, patience, type Scenario } from '../scenario';

/** In the worker: what the client of the library sends at a Stop, though nobody has pressed it. The client did not ask, so it gets no reply. */
function interrupt(): void {
  const uuid = 'nobody';
  const post = self.postMessage.bind(self) as (message: { uuid?: string }) => void;
  self.postMessage = ((message: { uuid?: string }) =>
    message.uuid === uuid || post(message)) as typeof self.postMessage;
  self.dispatchEvent(new MessageEvent('message', { data: { kind: 'interruptGenerate', uuid, content: null } }));
}

export const brokenOff: Scenario = {
  id: 'broken-off',
  steps: [
    {
      what: 'an answer that the library breaks off (finish_reason abort) is none: the call is sent again to a new worker',
      async run({ panel }) {
        await panel.open({ tokens: 12 });
        await panel.run();
        await panel.words(1, patience.load + patience.token);
        for (const worker of panel.page.workers()) await worker.evaluate(interrupt);
        await panel.until('finished', 2 * patience.load + 3 * patience.token);
        const text = await panel.text();
        hold(text.includes('the GPU or the worker was lost once; the run continued'), text);
        const { calls } = await panel.exported();
        hold(calls.length === 1 && calls[0]?.finish_reason === 'length', JSON.stringify(calls));
        return 'sent again';
      },
    },
  ],
};
