import { type FormLine, type FormRules, linesOf } from '@/lib/experiment/form';
import type { Registry } from './registry';
import { type KvSettings, ownTexts, parametersOf } from './settings';

/** The form: what is read, then what is kept of it. */
export const formOf = ({ policies, textSets }: Registry): FormRules<KvSettings> => ({
  lines({ texts, own, policies: chosen, budget, when }) {
    const line = (path: string): FormLine => ({ path });
    const detail = (path: string): FormLine => ({ path, isDetail: true });
    const parameters = linesOf(
      'policy',
      policies.map(policy => ({ ...policy, fields: parametersOf(policy) })),
      chosen,
    );
    return [
      line('texts'),
      ...(texts === ownTexts
        ? [
            line('own.text'),
            line('own.continuation'),
            ...(own.continuation === 'text' ? [line('own.promptTokens')] : []),
          ]
        : [line('count'), ...(textSets.find(({ id }) => id === texts)?.lengths ? [line('lengths')] : [])]),
      line('policies'),
      line('budget'),
      line(budget === 'ratio' ? 'ratios' : 'slots'),
      line('tokens'),
      detail('when'),
      ...(when === 'prompt' ? [] : [detail('every')]),
      ...parameters.map((one): FormLine => ({ ...one, isDetail: true })),
    ];
  },
  obstacle: ({ texts, own }) => (texts === ownTexts && own.text.trim() === '' ? 'Text: type or paste one.' : undefined),
  comparesModels: () => true,
});
