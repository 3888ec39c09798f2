import { encodeLink } from '@/lib/experiment/write-link';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { solvePerfectly } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/perfect';
import { panelExperiment } from '../support/panel-run';
import type { Seen } from '../unit/engines/protocol-server';

/** A link to products that one call each answers. */
export const products = (count: number): string =>
  encodeLink(
    panelExperiment(
      { problems: 'drawn', digits: ['3'], count, strategies: ['io'] },
      { seed: 7, model: { engine: 'endpoint', model: 'tiny' } },
    ),
    divideAndConquerPanel,
  );

/** What a perfect model answers. */
export const rightAnswer = ({ body }: Seen): string => solvePerfectly(String(body.messages?.at(-1)?.content));

/** What makes a call itself: equal calls would have equal texts. */
export const callOf = ({ body }: Seen): string => JSON.stringify([body.messages, body['seed']]);
