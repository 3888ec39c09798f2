import { type FormLine, type FormRules, linesOf } from '@/lib/experiment/form';
import { labelsIn } from './labels';
import type { Registry } from './registry';
import type { NerSettings } from './settings';

/** The form: the corpus, then the stages of the loop in their order. */
export function formOf(registry: Registry): FormRules<NerSettings> {
  const compares = (settings: NerSettings) =>
    registry.retrievals.some(({ id, usesSimilarity }) => usesSimilarity && settings.retrievals.includes(id));
  return {
    lines(settings) {
      const paths = (...names: (keyof NerSettings)[]): FormLine[] => names.map(path => ({ path }));
      const details: FormLine[] = [
        ...paths('temperature', 'voting'),
        ...linesOf('retrieval', registry.retrievals, settings.retrievals),
        ...paths('longestPrompt', 'baselines', 'format'),
      ];
      return [
        ...paths('corpus'),
        ...linesOf('source', corporaWithFields(registry), [settings.corpus]),
        ...paths('labels', 'unlabelled', 'tests', 'answers', 'rounds', 'selections'),
        ...linesOf('selection', registry.selections, settings.selections),
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
