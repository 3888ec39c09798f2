import type { TracedCall } from '@/components/trace/call';
import type { UnitTrace } from '@/components/trace/unit-trace';
import { answerName } from '@/lib/panels/ner/program';
import type { UnitProgress } from '@/lib/panels/ner/report/annotation-rows';
import { type AnswerResult, readAnswer } from '@/lib/panels/ner/result';

/** A call with its key in the trace. */
export interface KeyedCall {
  key: string;
  call: TracedCall;
}

/** The calls of a unit by the name of what they are for: an answer, a condition. */
export const callsByName = ({ calls }: UnitTrace): ReadonlyMap<string, KeyedCall> =>
  new Map(Array.from(calls, ([key, call]) => [call.path[1] ?? '', { key, call }]));

/** What a call answered, as the program read it; undefined where it has not. */
export const answerOf = (call: TracedCall | undefined): AnswerResult | undefined =>
  call?.status === 'done' && call.entry?.kind === 'call' ? readAnswer(call.entry.parsed) : undefined;

/** The calls of a sentence's answers by their place; undefined where one was not sent. */
export function answerCalls(trace: UnitTrace, asked: number): (KeyedCall | undefined)[] {
  const byName = callsByName(trace);
  return Array.from({ length: asked }, (_, at) => byName.get(answerName(at + 1)));
}

/** A unit as the report of the annotations reads it. */
export const progressOf = (trace: UnitTrace, asked: number): UnitProgress => ({
  unit: trace.unit.name,
  input: trace.unit.input ?? null,
  state: trace.result?.failure ? 'failed' : trace.status === 'finished' ? 'done' : trace.status,
  answers: () => answerCalls(trace, asked).map(one => answerOf(one?.call)),
});
