import { counted } from '@/lib/core/in-words';
import type { UnitReading, UnitResult } from '@/lib/experiment/panel';
import { conditionsOf } from './conditions';
import type { Registry } from './registry';
import { type AnswerResult, readResult, type SentenceResult } from './result';
import type { NerSettings } from './settings';

/** A sentence of a run in words: what people marked, and what each answer found. Its steps are not judged one by one. */
export function readUnit({ value }: UnitResult, settings: NerSettings, registry: Registry): UnitReading {
  const result = value === undefined ? undefined : readResult(value);
  const reading = (about: string, endings: string[]): UnitReading => ({ about, endings, verdicts: new Map() });
  switch (result?.kind) {
    case undefined:
      return reading('', []);
    case 'vectors':
      return reading('', [`${counted(result.ids.length, 'text')} became vectors.`]);
    case 'annotation':
      return reading(result.sentence.text, [
        ...goldOf(result.sentence),
        ...result.answers.map((answer, at) => `Answer ${at + 1}: ${foundBy(answer)}`),
      ]);
    case 'test': {
      const titles = new Map(conditionsOf(settings, registry).map(({ id, title }) => [id, title]));
      return reading(result.sentence.text, [
        ...goldOf(result.sentence),
        ...Object.entries(result.conditions).map(
          ([id, found]) => `${titles.get(id) ?? id}: ${'failure' in found ? 'not answered.' : foundBy(found)}`,
        ),
      ]);
    }
  }
}

function goldOf({ text, entities }: SentenceResult): string[] {
  if (entities === null) return [];
  // Places are code points.
  const points = [...text];
  return [
    `Marked by people: ${listOf(entities.map(({ start, end, label }) => [points.slice(start, end).join(''), label]))}`,
  ];
}

const foundBy = ({ pairs, unreadable }: AnswerResult): string =>
  unreadable === null ? listOf(pairs) : `it cannot be read. ${unreadable}`;

const listOf = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.length === 0 ? 'nothing.' : `${pairs.map(([mention, label]) => `${mention} (${label})`).join(', ')}.`;
