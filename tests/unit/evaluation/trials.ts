import { isOfTheModel } from '@/lib/core/failure';
import type { Cost } from '@/lib/evaluation/cost';
import type { CallEntry } from '@/lib/experiment/entry';
import type { StrategyTrial } from '@/lib/panels/divide-and-conquer/evaluation/trials';
import { migrateEntry } from '@/lib/panels/divide-and-conquer/legacy';
import { editDistance } from '@/lib/stats/edit-distance';

const free: Cost = {
  calls: 1,
  promptTokens: 10,
  completionTokens: 2,
  isCounted: true,
  totalCallTime: 5,
  criticalPath: 5,
};

/** A trial as measured; what is left out is beside the point. */
export function trial({
  problem,
  repeat = 1,
  strategy = 'io',
  model = 'embedded/m',
  size = 1,
  truth = null,
  answer,
  right,
  failed,
  cost = free,
}: {
  problem: string;
  repeat?: number;
  strategy?: string;
  model?: string;
  size?: number;
  truth?: string | null;
  answer?: string;
  right?: boolean | null;
  failed?: string;
  cost?: Cost;
}): StrategyTrial {
  const said = answer ?? 'x';
  const correct =
    failed === undefined ? (right === undefined ? said === truth : right) : isOfTheModel(failed) ? false : null;
  return {
    ...{ unit: problem, problem, label: problem, size, repeat, model, strategy, truth, correct, cost },
    result: failed === undefined ? { answer: said, correct } : { failure: { kind: failed, detail: '' } },
    distance: failed === undefined && truth !== null ? editDistance(said, truth) : null,
    context: { measured: null, computed: null, oneChain: null },
    error: null,
  };
}

/** A call as journaled, with the roles that its names had in version 1. */
export const call = (of: CallParts): CallEntry => migrateEntry(callOf(of)) as CallEntry;

interface CallParts {
  path: string[];
  ms?: number;
  prompt?: number;
  drawn?: number;
}

const callOf = ({ path, ms = 0, prompt = 0, drawn = 0 }: CallParts): CallEntry => ({
  kind: 'call',
  path,
  hash: '',
  request: { messages: [], max_tokens: 1, temperature: 0, top_p: 1, seed: 0, stop: [], logprobs: false },
  text: '',
  parsed: null,
  finish_reason: 'stop',
  usage: { prompt_tokens: prompt, completion_tokens: drawn },
  timings: { first_token_ms: 0, total_ms: ms },
  engine: 'scripted/test',
});
