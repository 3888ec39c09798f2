import { random } from '@/lib/core/random';
import { createEndpointEngine } from '@/lib/engines/endpoint';
import { registry } from '@/lib/panels/divide-and-conquer/registry';
import { sendByNode } from '../../scripts/experiment/send';
import { measuredRun } from '../support/measured';
import { panelExperiment, perfectAnswers, runPanel, type Settings } from '../support/panel-run';
import { event, startServer, streamAnswer } from '../unit/engines/protocol-server';
import { hold, type Trial, tryAll } from './trial';

/** Problems of every task, which every strategy solves. */
const problems: Record<string, Settings> = {
  multiplication: { problems: 'drawn', digits: ['3'], count: 24, leaf: 1, samples: 3 },
  addition: { problems: 'drawn', digits: ['4'], count: 24, leaf: 1, samples: 3 },
  hallucination: { problems: 'drawn', count: 16, samples: 3, breadth: 2, votes: 2 },
  misinformation: { problems: 'drawn', count: 16, samples: 3, breadth: 2, votes: 2 },
  own: { problems: 'drawn', repeats: 16, samples: 3, breadth: 2, votes: 2 },
};

/** A server whose answers are right, and of which one stream in ten breaks off, over real connections. */
export const alwaysRight: Trial = {
  id: 'always-right',
  what: 'a server that is always right and cuts 10 % of its streams: every strategy is right in all that was answered',
  async run() {
    let [answered, unanswered, strategies] = [0, 0, 0];
    const cases = registry.tasks.map(({ id }) => [id, id] as const);
    const tried = await tryAll(cases, async task => {
      const settings = { task, ...problems[task], strategies: registry.strategies.map(({ id }) => id) };
      const { measured, outcome } = await runCut(settings);
      hold(measured.length > 1, 'it has no strategies');
      hold(outcome.unanswered > 0, 'no call was cut');
      for (const [strategy, { score, trials, correct, failed, unanswered: cut }] of measured) {
        strategies++;
        answered += trials;
        unanswered += cut.trials;
        const isRight = correct === trials && failed === 0 && (score?.share ?? 1) === 1;
        hold(isRight, `${strategy} is right in ${correct} of ${trials}, and ${failed} failed`);
        hold(
          cut.kinds.every(({ kind }) => kind === 'endpoint-cut'),
          `${strategy} has other failures: ${JSON.stringify(cut.kinds)}`,
        );
      }
    });
    const counted = `${strategies} strategies on tasks; ${answered} trials answered; ${unanswered} not answered`;
    return { ...tried, counted };
  },
};

async function runCut(settings: Settings) {
  const perfect = await perfectAnswers(panelExperiment(settings));
  const server = await startServer(({ body }, response) => {
    const answer = perfect(String(body.messages?.at(-1)?.content));
    if (random(Number(body['seed']) ^ 0x5eed).next() >= 0.1) return streamAnswer(response, [answer]);
    // The same calls again and again: else each would be answered in the end.
    response.setHeader('content-type', 'text/event-stream');
    response.write(event({ content: answer.slice(0, answer.length >> 1) }), () => response.destroy());
  });
  try {
    const retry = { tries: 2, base_ms: 1, patience_ms: Infinity, trip: Infinity };
    const engine = createEndpointEngine({
      ...{ baseUrl: server.baseUrl, model: 'tiny', concurrency: 16, retry, send: sendByNode(16) },
    });
    const run = await runPanel({ settings, engine });
    return { ...run, ...measuredRun(run) };
  } finally {
    await server.close();
  }
}
