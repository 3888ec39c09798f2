import type { FieldTable } from '@/lib/experiment/fields';
import type { FormLine, FormRules } from '@/lib/experiment/form';
import { labelsIn } from './labels';
import type { Registry } from './registry';
import type { NerSettings } from './settings';

/** The form: the corpus, then the stages of the loop in their order. */
export function formOf(registry: Registry): FormRules<NerSettings> {
  const compares = (settings: NerSettings) =>
    registry.retrievals.some(({ id, usesSimilarity }) => usesSimilarity && settings.retrievals.includes(id));
  return {
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
      const details: FormLine[] = [
        ...paths('temperature', 'voting'),
        ...own('retrieval', registry.retrievals, settings.retrievals),
        ...paths('longestPrompt', 'baselines', 'format'),
      ];
      return [
        ...paths('corpus'),
        ...own('source', corporaWithFields(registry), [settings.corpus]),
        ...paths('labels', 'unlabelled', 'tests', 'answers', 'rounds', 'selections'),
        ...own('selection', registry.selections, settings.selections),
        ...paths('retrievals'),
        ...(compares(settings) ? paths('embedding') : []),
        ...paths('demonstrations'),
        ...details.map((line): FormLine => ({ ...line, isDetail: true })),
      ];
    },
    embeds: settings => compares(settings) && settings.embedding === 'model',
    obstacle: ({ corpus, source, labels }) =>
      registry.corpora.find(({ id }) => id === corpus)?.obstacle?.(source[corpus] ?? {}) ??
      (labels.trim() !== '' && labelsIn(labels).length === 0
        ? 'Labels: name at least one, or leave the field empty.'
        : undefined),
  };
}

const corporaWithFields = ({ corpora }: Registry) =>
  corpora.flatMap(({ id, title, fields }) => (fields ? [{ id, title, fields }] : []));
