import type * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { ChatRequest } from '@/lib/engines/contract';
import { type FieldTable, tableSchema } from '@/lib/experiment/fields';
import type { Experiment, Panel, Unit } from '@/lib/experiment/panel';
import { defaultExperiment, type PanelLookup } from '@/lib/experiment/spec';

/**
 * A panel for tests: every unit adds up a list on two levels. Halves are added by the model at once, then their sums; what is drawn
 * from the scope's own stream goes into the prompt, so that a run that was resumed must draw the same.
 */
const fields = {
  problems: { kind: 'number', label: 'Problems', default: 3, min: 1, max: 20 },
  length: { kind: 'number', label: 'Numbers', default: 6, min: 2, max: 50 },
  order: {
    kind: 'choice',
    label: 'Order',
    default: 'given',
    options: [
      { value: 'given', label: 'as given' },
      { value: 'reversed', label: 'reversed' },
    ],
  },
} satisfies FieldTable;

interface SumSettings {
  [key: string]: Json;
  problems: number;
  length: number;
  order: string;
}

const integer = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new Failure('answer-unparsable', text);
  return Number(text);
};

function units({ settings }: Experiment<SumSettings>): Unit[] {
  return Array.from({ length: settings.problems }, (_, index) => ({
    name: `sum ${index + 1}`,
    input: Array.from({ length: settings.length }, (_, at) => index + at),
  }));
}

const typed: Panel<SumSettings> = {
  id: 'sums',
  title: 'Sums',
  summary: 'Adds lists of numbers in two halves.',
  version: 1,
  fields,
  settings: tableSchema(fields) as unknown as z.ZodMiniType<SumSettings>,
  phases: [{ name: 'add', units }],
  plan: async ({ settings }) => ({
    calls: 3 * settings.problems,
    isExact: true,
    sentence: `${settings.problems} sums`,
  }),
  describe: ({ settings }) => `${settings.problems} sums`,
  readResult: value => (typeof value === 'object' && value !== null && 'total' in value ? value : undefined),
  score: (_experiment, results) => `${results.filter(({ value }) => value !== undefined).length} added up`,
  async run(unit, _experiment, scope) {
    const numbers = unit.input as number[];
    const salt = scope.random.integer(0, 999);
    const halves = [numbers.slice(0, numbers.length / 2), numbers.slice(numbers.length / 2)];
    const sums = await scope.all(
      halves,
      () => 'half',
      async (half, inner) => {
        const answer = await inner.ask(`[${salt}] ${half.join('+')}`, { name: 'solve', parse: integer });
        inner.emit('parity', (answer.parsed as number) % 2);
        return answer.parsed as number;
      },
    );
    const total = await scope.ask(`[${salt}] ${sums.join('+')}`, { name: 'merge', parse: integer });
    scope.emit('checked', total.parsed === numbers.reduce((a, b) => a + b, 0));
    return { salt, total: total.parsed };
  },
  table: async (_experiment, results) => ({
    columns: ['unit', 'total'],
    rows: results.map(result => [result.name, JSON.stringify(result.value ?? result.failure)]),
  }),
};

export const sums = typed as unknown as Panel;
export const panels: PanelLookup = async id => (id === sums.id ? sums : undefined);
export const sumExperiment = (settings: { [key: string]: Json } = {}) => {
  const experiment = defaultExperiment(sums);
  return { ...experiment, settings: { ...experiment.settings, ...settings } };
};

/** Adds as asked. */
export function solveSum(request: ChatRequest): string {
  const prompt = request.messages.at(-1)?.content ?? '';
  const terms = prompt.replace(/^\[\d+\] /, '').split('+');
  return String(terms.reduce((sum, term) => sum + Number(term), 0));
}
