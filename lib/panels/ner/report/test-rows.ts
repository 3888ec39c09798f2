import type { Steps } from '@/lib/core/steps';
import type { NerInput } from '../phases';
import type { Registry } from '../registry';
import type { NerSettings } from '../settings';
import { type AnnotationRow, partialReading, type UnitProgress } from './annotation-rows';
import type { Loop } from './loop';

/** A row for each test sentence, whose answers are those of the conditions. A step is one unit. */
export function* testRowSteps(
  units: Iterable<Pick<UnitProgress, 'unit' | 'input' | 'state'>>,
  { tests, conditions }: Pick<Loop, 'tests' | 'conditions'>,
  settings: Pick<NerSettings, 'voting'>,
  registry: Pick<Registry, 'votings'>,
): Steps<AnnotationRow[]> {
  const results = new Map(tests.map(({ unit, value }) => [unit, value]));
  const rows: AnnotationRow[] = [];
  for (const { unit, input, state } of units) {
    yield;
    const { kind } = input as NerInput;
    if (kind !== 'test') continue;
    const result = results.get(unit);
    const { sentence } = result ?? (input as Extract<NerInput, { kind: 'test' }>);
    const answers = conditions.map(({ id }) => {
      const answer = result?.conditions[id];
      return answer && 'pairs' in answer ? answer : undefined;
    });
    const choice = { answers: conditions.length, voting: settings.voting };
    const reading = partialReading(sentence.text, answers, choice, registry);
    rows.push({ id: sentence.id, unit, round: 1, sentence, state, later: null, reading });
  }
  return rows;
}
