import { asFailure, toRecord } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { encodeVector } from '@/lib/core/vectors';
import type { FinishReason } from '@/lib/engines/contract';
import type { Experiment, ListedUnit } from '@/lib/experiment/panel';
import type { Scope } from '@/lib/experiment/scope';
import { parseAnswer } from './answers/parse';
import type { NerInput, Shown } from './phases';
import { answerSchema, type Prompt, promptFor } from './prompts';
import type { AnnotationResult, AnswerResult, ConditionResult, NerResult, TestResult, VectorsResult } from './result';
import type { NerSettings } from './settings';

/** Solves a unit of any phase. */
export function solve({ input }: ListedUnit, experiment: Experiment<NerSettings>, scope: Scope): Promise<NerResult> {
  const unit = input as NerInput;
  switch (unit.kind) {
    case 'annotation':
      return annotate(unit, experiment.settings, scope);
    case 'vectors':
      return embed(unit, scope);
    case 'test':
      return infer(unit, experiment.settings, scope);
  }
}

type InputOf<K extends NerInput['kind']> = Extract<NerInput, { kind: K }>;

/**
 * Several answers to one prompt (self-consistency). An answer that cannot be read is a vote for no entity; where a call got no answer, the
 * sentence has no votes at all.
 *
 * @throws Failure of a call that got no answer
 */
async function annotate(
  { sentence, round, labels, demonstrations }: InputOf<'annotation'>,
  settings: NerSettings,
  scope: Scope,
): Promise<AnnotationResult> {
  // One text for all answers: of 100,000 sentences, memory holds each prompt once.
  const query = queryOf({ text: sentence.text, labels, demonstrations, settings });
  const answers = await scope.all(
    Array.from({ length: settings.answers }, (_, before) => before + 1),
    answerName,
    async (_, sub) => ask(query, sub, settings.temperature),
    { role: 'sample' },
  );
  return {
    kind: 'annotation',
    sentence,
    round,
    answers: answers.map(({ answer }) => answer),
    demonstrations: answers[0]?.shown ?? [],
    labels,
  };
}

async function embed({ ids, texts }: InputOf<'vectors'>, scope: Scope): Promise<VectorsResult> {
  const vectors = await scope.embed(texts, { role: 'embed' });
  return { kind: 'vectors', ids, vectors: vectors.map(encodeVector) };
}

/** The name of an answer in its path, by its place from 1: calls that run at once are journaled in the order in which they end. */
export const answerName = (number: number): string => `answer ${number}`;

/** One answer in each condition, greedy unless the experiment says otherwise. A call that got no answer leaves the other conditions alone. */
async function infer(
  { sentence, labels, conditions }: InputOf<'test'>,
  settings: NerSettings,
  scope: Scope,
): Promise<TestResult> {
  const answers = await scope.all(
    Object.entries(conditions),
    ([id]) => id,
    async ([id, demonstrations], sub): Promise<[string, ConditionResult]> => {
      try {
        const { answer, shown } = await ask(queryOf({ text: sentence.text, labels, demonstrations, settings }), sub);
        return [id, { ...answer, demonstrations: shown }];
      } catch (error) {
        const failure = asFailure(error);
        if (failure.kind === 'cancelled') throw failure;
        const { kind, detail } = toRecord(failure);
        return [id, { failure: { kind, detail } }];
      }
    },
    { role: 'condition' },
  );
  return { kind: 'test', sentence, conditions: Object.fromEntries(answers), labels };
}

interface Question {
  text: string;
  labels: readonly string[];
  demonstrations: readonly Shown[];
  settings: NerSettings;
}

/** A question with its prompt. */
interface Query extends Question {
  prompt: Prompt;
}

function queryOf(question: Question): Query {
  const { text, labels, demonstrations, settings } = question;
  const budget = { count: (prompt: string) => prompt.length, tokens: settings.longestPrompt };
  const prompt = promptFor(
    text,
    labels,
    demonstrations.map(one => ({ text: one.text, prediction: new Map(one.pairs) })),
    budget,
  );
  return { ...question, prompt };
}

/** One call. Only the demonstrations that fit are shown; their ids come back with the answer. */
async function ask({ text, labels, demonstrations, settings, prompt }: Query, scope: Scope, temperature?: number) {
  const mode = prompt.demonstrations > 0 ? 'few-shot' : 'zero-shot';
  const read = (answer: string, finish: FinishReason): AnswerResult => {
    const isCut = finish === 'length';
    const context = { sentence: text, labels, mode, isJson: settings.format === 'schema', isCut } as const;
    const { prediction, dropped, failure } = parseAnswer(answer.trim(), context);
    return { pairs: [...prediction], dropped, unreadable: failure?.detail ?? null, ...(isCut && { cut: true }) };
  };
  const answer = await scope.ask(prompt.text, {
    role: 'answer',
    ...(temperature === undefined ? {} : { temperature }),
    ...(settings.format === 'schema' ? { schema: answerSchema(labels) } : {}),
    parse: (reply, finish) => read(reply, finish) satisfies AnswerResult as Json,
  });
  return {
    answer: read(answer.text, answer.finish_reason),
    shown: demonstrations.slice(0, prompt.demonstrations).map(({ id }) => id),
  };
}
