import { predictionOfAnswer } from '../annotations';
import type { Condition } from '../conditions';
import type { Judged } from '../metrics/contract';
import { judge } from '../metrics/judge';
import type { AnswerResult, ConditionResult, TestResult } from '../result';

/** Whoever answered the test sentences: the model in one condition, or another system whose predictions were added. */
export interface System {
  id: string;
  title: string;
  source: Condition['source'] | 'other';
  /** Its answer to a sentence beside the gold annotation; null where there is no answer or no gold. The same value each time. */
  judge(test: TestResult): Judged | null;
}

type Answer = Extract<ConditionResult, AnswerResult>;

export const isAnswer = (result: ConditionResult | undefined): result is Answer =>
  result !== undefined && 'pairs' in result;

/** Keeps what was judged of a test sentence as long as the sentence itself: every view asks for it again. */
export function judgedOnce(make: (test: TestResult) => Judged | null): System['judge'] {
  const known = new WeakMap<TestResult, Judged | null>();
  return test => {
    const before = known.get(test);
    if (before !== undefined) return before;
    const judged = make(test);
    known.set(test, judged);
    return judged;
  };
}

/** By the id of the condition: conditions are made anew whenever a run goes on, and their answers stay. */
const judges = new Map<string, System['judge']>();

function judgeOf(id: string): System['judge'] {
  const known = judges.get(id);
  if (known) return known;
  const made = judgedOnce(({ sentence, conditions }) => {
    const result = conditions[id];
    return isAnswer(result) && sentence.entities ? judge(sentence, predictionOfAnswer(result)) : null;
  });
  judges.set(id, made);
  return made;
}

/** The model in one condition. */
export const systemOf = ({ id, title, source }: Condition): System => ({ id, title, source, judge: judgeOf(id) });
