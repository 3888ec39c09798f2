import type { Experiment } from '@/lib/experiment/panel';
import { predictionOfAnswer } from '../annotations';
import { conditionsOf } from '../conditions';
import type { Sentence, Span } from '../corpus';
import { compareSpans } from '../corpus';
import { placed } from '../placed';
import type { Registry } from '../registry';
import type { SentenceResult } from '../result';
import type { NerSettings } from '../settings';
import type { Vote } from '../voting/tally';
import type { Loop } from './loop';

/** Sentences of a run, as a corpus is written. */
export interface ExportedSentences {
  sentences: Sentence[];
  /** Mentions that stand nowhere in their sentence: they have no place, and no file holds them. */
  absent: number;
}

/** What can be taken out of a run. */
export interface Exportable {
  id: string;
  title: string;
  take(loop: Loop): ExportedSentences;
}

/** What an experiment's run has to give: its sentences with their gold, what the model annotated, and what it found in each condition. */
export function exportsOf(
  { settings }: Pick<Experiment<NerSettings>, 'settings'>,
  registry: Registry,
): readonly Exportable[] {
  const { answers } = settings;
  const selections = registry.selections.filter(({ id }) => settings.selections.includes(id));
  return [
    {
      id: 'gold unlabelled',
      title: 'Sentences to annotate, with their gold',
      take: ({ latest }) => golden([...latest.values()].map(({ result }) => result.sentence)),
    },
    {
      id: 'gold test',
      title: 'Test sentences, with their gold',
      take: ({ tests }) => golden(tests.map(({ value }) => value.sentence)),
    },
    {
      id: 'voted',
      title: 'Self-annotations: what won the vote',
      take: ({ latest }) =>
        gathered([...latest.values()].map(({ result, voted }) => found(result.sentence, voted, answers))),
    },
    ...selections.map(({ id, title }): Exportable => ({
      id: `kept ${id}`,
      title: `Self-annotations: kept by ${title}`,
      take({ latest, pools }) {
        const pool = pools.find(({ selection }) => selection.id === id)?.state.pool ?? [];
        return gathered(
          pool.flatMap(({ id: sentence, annotation }) => {
            const at = latest.get(sentence);
            return at ? [found(at.result.sentence, annotation.entities, answers)] : [];
          }),
        );
      },
    })),
    ...conditionsOf(settings, registry).map(({ id, title }): Exportable => ({
      id: `predicted ${id}`,
      title: `Predictions: ${title}`,
      take: ({ tests }) =>
        gathered(
          tests.flatMap(({ value: { sentence, conditions } }) => {
            const answer = conditions[id];
            if (!answer || !('pairs' in answer)) return [];
            const pairs = [...predictionOfAnswer(answer)].map(([mention, label]) => ({ mention, label }));
            return [found(sentence, pairs)];
          }),
        ),
    })),
  ];
}

const golden = (sentences: readonly SentenceResult[]): ExportedSentences => ({
  sentences: sentences.map((sentence): Sentence => sentence),
  absent: 0,
});

interface Found {
  sentence: Sentence;
  absent: number;
}

/** @param answers how many vote, where the mentions have votes: the score of an entity is its share of them */
function found(
  { id, text }: SentenceResult,
  mentions: readonly (Pick<Vote, 'mention' | 'label'> & Partial<Vote>)[],
  answers = 1,
): Found {
  const { spans, absent } = placed(text, mentions);
  const entities = spans
    .map(({ start, end, label, of: { votes } }): Span => ({
      start,
      end,
      label,
      ...(votes !== undefined && { score: votes / answers }),
    }))
    .sort(compareSpans);
  return { sentence: { id, text, entities }, absent: absent.length };
}

const gathered = (all: readonly Found[]): ExportedSentences => ({
  sentences: all.map(({ sentence }) => sentence),
  absent: all.reduce((sum, { absent }) => sum + absent, 0),
});
