import type { TracedCall } from '@/components/trace/call';
import { conditionsOf } from '@/lib/panels/ner/conditions';
import { registry } from '@/lib/panels/ner/registry';

/** The titles of conditions by their ids, over everything that an experiment can choose. */
const titles = new Map(
  conditionsOf(
    {
      baselines: ['none', 'gold'],
      selections: registry.selections.map(({ id }) => id),
      retrievals: registry.retrievals.map(({ id }) => id),
    },
    registry,
  ).map(({ id, title }) => [id, title]),
);

/** `u017 / answer 3`, `t004 / Sample threshold, nearest`. */
export function stepName({ path }: Pick<TracedCall, 'path'>): string {
  const [unit = '', name] = path;
  return name === undefined ? unit : `${unit} / ${titles.get(name) ?? name}`;
}
