import { cut } from '@/lib/core/cut';
import { type FailureRecord, failures } from '@/lib/core/failure';
import { canonical, type Json, type JsonSchema } from '@/lib/core/json';
import { toJson } from '@/lib/core/to-json';
import type { ChatRequest, TokenLogprob, Usage } from '@/lib/engines/contract';
import { bounds, schemaBounds, valueBounds } from './bounds';
import type { CallEntry, EmbeddingEntry, JournalEntry, MeasurementEntry } from './entry';
import type { UnitResult } from './panel';
import { requestHash } from './request';
import type { RunRecord } from './run';

/**
 * What is written of a run, cut to what the schemas accept. An engine may report a time that is no number, a program may return what JSON
 * cannot hold: none of it may make a file or a stored run unreadable. Parts that are within the bounds stay as they are.
 */
export function fitEntry(entry: JournalEntry): JournalEntry {
  switch (entry.kind) {
    case 'call':
      return fitCall(entry);
    case 'embedding':
      return fitEmbedding(entry);
    case 'measurement':
      return fitMeasurement(entry);
    case 'value':
      return { kind: 'value', ...fitPlace(entry), value: fitValue(entry.value), ...fitTruth(entry) };
  }
}

/** A value that a program computed, as JSON gives it back. */
export const fitValue = (value: unknown): Json => toJson(value, valueBounds);

/** A schema as it is, where it is one within the bounds: half of a schema would be another. */
export function fitSchema(value: unknown): JsonSchema | undefined {
  const fitted = toJson(value, schemaBounds);
  const isObject = typeof fitted === 'object' && fitted !== null && !Array.isArray(fitted);
  return isObject && canonical(fitted) === canonical(value) ? fitted : undefined;
}

/** A result of a unit. */
export function fitResult({ name, value, failure }: UnitResult): UnitResult {
  const unit = cut(name, bounds.unit);
  if (!failure) return { name: unit, value: fitValue(value) };
  const kind = cut(failure.kind, bounds.failureKind);
  return { name: unit, failure: { kind, detail: cut(failure.detail, bounds.failureDetail) } };
}

/** All that a file says of a run besides entries, results and the experiment. */
export function fitRecord({ title, createdAt, environment }: Pick<RunRecord, 'title' | 'createdAt' | 'environment'>) {
  return {
    title: cut(title, bounds.title),
    createdAt: within(createdAt, 0, bounds.time),
    environment: fitFacts(environment),
  };
}

/** Facts about what a run ran on. */
export const fitFacts = (facts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts)
      .filter(([name]) => name !== '__proto__')
      .slice(0, bounds.facts)
      .map(([name, fact]) => [cut(name, bounds.factName), cut(fact, bounds.fact)]),
  );

const within = (value: number, least: number, most: number): number =>
  Number.isNaN(value) || typeof value !== 'number' ? least : Math.min(most, Math.max(least, value));

const wholeWithin = (value: number, least: number, most: number): number => Math.round(within(value, least, most));
const count = (value: number): number => wholeWithin(value, 0, bounds.count);
/** To hundredths: a browser's clock tells no more than tenths, and further digits were a sixth of a file. */
const milliseconds = (value: number): number => Math.round(within(value, 0, bounds.milliseconds) * 100) / 100;

function fitPlace({ path, roles }: Pick<JournalEntry, 'path' | 'roles'>): Pick<JournalEntry, 'path' | 'roles'> {
  const names = path.slice(0, bounds.path).map(name => cut(name, bounds.name) || 'unnamed');
  const fitted = names.length > 0 ? names : ['unnamed'];
  return { path: fitted, ...(roles && { roles: fitted.map((_, place) => cut(roles[place] ?? '', bounds.role)) }) };
}

const fitTruth = ({ truth }: { truth?: Json }) => (truth === undefined ? {} : { truth: fitValue(truth) });

function fitCall(entry: CallEntry): CallEntry {
  const { usage, timings, logprobs, failure } = entry;
  const request = fitRequest(entry.request);
  const known = logprobs && fitLogprobs(logprobs);
  return {
    kind: 'call',
    ...fitPlace(entry),
    // A request that was changed by hand keeps its hash, by which a reader tells.
    hash: canonical(request) === canonical(entry.request) ? entry.hash : requestHash(request),
    request,
    text: cut(entry.text, bounds.text),
    parsed: fitValue(entry.parsed),
    ...fitTruth(entry),
    finish_reason: entry.finish_reason === 'length' ? 'length' : 'stop',
    usage: fitUsage(usage),
    timings: {
      first_token_ms: milliseconds(timings.first_token_ms),
      total_ms: milliseconds(timings.total_ms),
      ...(timings.queue_ms !== undefined && { queue_ms: milliseconds(timings.queue_ms) }),
    },
    ...(known && { logprobs: known }),
    engine: cut(entry.engine, bounds.engine) || 'unknown',
    ...(failure && { failure: fitFailure(failure) }),
  };
}

/** A count that is no number is none: such usage was not reported. */
function fitUsage({ prompt_tokens, completion_tokens, counted }: Usage): Usage {
  const isReported = Number.isFinite(prompt_tokens) && Number.isFinite(completion_tokens);
  return {
    prompt_tokens: count(prompt_tokens),
    completion_tokens: count(completion_tokens),
    ...((counted === 'pieces' || !isReported) && { counted: 'pieces' as const }),
  };
}

function fitRequest(request: ChatRequest): ChatRequest {
  let left: number = bounds.text;
  const messages = request.messages.slice(0, bounds.messages).map(({ role, content }) => {
    const kept = cut(content, left);
    left -= kept.length;
    return { role, content: kept };
  });
  const schema = request.schema && fitSchema(request.schema);
  return {
    messages: messages.length > 0 ? messages : [{ role: 'user', content: '' }],
    max_tokens: wholeWithin(request.max_tokens, 1, bounds.maxTokens),
    temperature: within(request.temperature, 0, bounds.temperature),
    top_p: within(request.top_p, 0, 1),
    seed: wholeWithin(request.seed, 0, 2 ** 32 - 1),
    stop: request.stop.slice(0, bounds.stops).map(text => cut(text, bounds.stop)),
    logprobs: request.logprobs === true,
    ...(schema && { schema }),
  };
}

/** Lowest log-probability that is kept: an engine may report an infinity for a token that it rules out, which JSON cannot hold. */
const leastLogprob = -1e9;

/** Undefined where one of them is not known: a list without it would belong to another text. */
function fitLogprobs(logprobs: readonly TokenLogprob[]): TokenLogprob[] | undefined {
  if (logprobs.some(({ logprob }) => Number.isNaN(logprob))) return undefined;
  return logprobs.slice(0, bounds.logprobs).map(({ token, logprob }) => ({
    token: cut(token, bounds.token),
    logprob: within(logprob, leastLogprob, 1) + 0,
  }));
}

const fitFailure = ({ kind, detail }: FailureRecord): FailureRecord => ({
  kind: Object.hasOwn(failures, kind) ? kind : 'unknown',
  detail: cut(detail, bounds.failureDetail),
});

/** Texts and vectors are as the scope checked them: a shorter text would have another vector. */
function fitEmbedding(entry: EmbeddingEntry): EmbeddingEntry {
  return {
    kind: 'embedding',
    ...fitPlace(entry),
    hash: entry.hash,
    texts: entry.texts,
    vectors: entry.vectors,
    total_ms: milliseconds(entry.total_ms),
    engine: cut(entry.engine, bounds.engine) || 'unknown',
  };
}

/** Request and value are as the scope checked them. */
function fitMeasurement(entry: MeasurementEntry): MeasurementEntry {
  return {
    kind: 'measurement',
    ...fitPlace(entry),
    hash: entry.hash,
    request: entry.request,
    value: entry.value,
    total_ms: milliseconds(entry.total_ms),
    engine: cut(entry.engine, bounds.engine) || 'unknown',
  };
}
