import { modelInWords } from '@/lib/engines/models';
import type { RunView } from './state';

/** On what a run was measured: model, backend, and what else is known of the machine. */
export function source({ experiment, environment }: Pick<RunView, 'experiment' | 'environment'>): string {
  const facts = ['backend', 'adapter'].flatMap(name => environment[name] || []);
  return [modelInWords(experiment.model), ...facts].join(' · ');
}
