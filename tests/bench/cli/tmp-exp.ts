import { writeFileSync } from 'node:fs';
import { exportExperiment } from '@/lib/experiment/file';
import { parseExperiment } from '@/lib/experiment/spec';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
writeFileSync('/tmp/j-exp.json', exportExperiment(parseExperiment({ version: 1, panel: divideAndConquerPanel.id, seed: 7, model: { engine: 'endpoint', model: 'mock' },
      settings: { problems: 'drawn', digits: ['4'], count: 1000, repeats: 6, strategies: ['io'] } }, divideAndConquerPanel as never)));
