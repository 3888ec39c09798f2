import type { FieldTable } from '@/lib/experiment/fields';
import type { FormLine, FormRules } from '@/lib/experiment/form';
import { labelsIn } from './labels';
import type { Registry } from './registry';
import type { NerSettings } from './settings';

/** The form: the corpus, then the stages of the loop in their order. */
export const formOf = (registry: Registry): FormRules<NerSettings> => ({
  lines(settings) {
    const own = (
      group: string,
      members: readonly { id: string; title: string; fields: FieldTable }[],
      chosen: readonly string[],
    ) =>
      members
        .filter(({ id }) => chosen.includes(id))
        .flatMap(({ id, title, fields }) =>
          Object.entries(fields).map(([name, field]): FormLine => ({
            path: `${group}.${id}.${name}`,
            label: 'label' in field ? `${title}: ${field.label.toLowerCase()}` : title,
          })),
        );
    const paths = (...names: (keyof NerSettings)[]): FormLine[] => names.map(path => ({ path }));
    const compares = registry.retrievals.some(
      ({ id, usesSimilarity }) => usesSimilarity && settings.retrievals.includes(id),
    );
    return [
      ...paths('corpus'),
      ...own('source', corporaWithFields(registry), [settings.corpus]),
      ...paths('labels', 'unlabelled', 'tests', 'answers', 'temperature', 'voting', 'rounds', 'selections'),
      ...own('selection', registry.selections, settings.selections),
      ...paths('retrievals'),
      ...own('retrieval', registry.retrievals, settings.retrievals),
      ...(compares ? paths('embedding') : []),
      ...paths('demonstrations', 'longestPrompt', 'baselines', 'format'),
    ];
  },
  obstacle: ({ corpus, source, labels }) =>
    registry.corpora.find(({ id }) => id === corpus)?.obstacle?.(source[corpus] ?? {}) ??
    (labels.trim() !== '' && labelsIn(labels).length === 0
      ? 'Labels: name at least one, or leave the field empty.'
      : undefined),
});

const corporaWithFields = ({ corpora }: Registry) =>
  corpora.flatMap(({ id, title, fields }) => (fields ? [{ id, title, fields }] : []));
