import { cut } from '@/lib/core/cut';
import { asFailure, Failure, fromRecord, throwIfCancelled, toRecord } from '@/lib/core/failure';
import { canonical, type Json } from '@/lib/core/json';
import { random } from '@/lib/core/random';
import { valuesOf } from '@/lib/core/settled';
import { decodeVector, encodeVector } from '@/lib/core/vectors';
import { type ChatRequest, type MeasureRequest, withoutSchema } from '@/lib/engines/contract';
import { bounds } from './bounds';
import type { Dispatcher, RawAnswer } from './dispatch';
import type { CallEntry, EmbeddingEntry, MeasurementEntry } from './entry';
import { fitEntry, fitSchema, fitValue } from './fit';
import type { Measure } from './measurer';
import { createNamer } from './names';
import type { Sampling } from './panel';
import type { Recorder } from './recorder';
import { buildRequest, measureHash, requestHash, seedAt, textsHash } from './request';
import type { Answer, AskOptions, Scope } from './scope';

/** A place in the program: names from the unit down, and what each is for. */
export interface Place {
  path: string[];
  roles: string[];
}

/** What all scopes of one unit share. */
export interface ScopeContext {
  sampling: Sampling;
  seed: number;
  /** Index of the unit among the units. */
  order: number;
  recorder: Recorder;
  dispatcher: Dispatcher;
  engineId: string;
  /** Embeds texts with the experiment's embedder, which is loaded first where it must be. */
  embed(texts: readonly string[]): Promise<{ vectors: Float32Array[]; total_ms: number; engine: string }>;
  measure: Measure;
  signal: AbortSignal;
  onStart(place: Place, request: CallEntry['request']): void;
  onMeasuring(place: Place): void;
  onPart(path: string[], part: Json): void;
  onText(path: string[], text: string): void;
  onFailed(place: Place, failure: Failure): void;
}

/** A scope that answers from the journal where it can and asks the dispatcher where it cannot. */
export function createScope({ path, roles }: Place, context: ScopeContext): Scope {
  const name = createNamer();
  const under = (child: string, role = ''): Place => {
    if (path.length >= bounds.path) throw new Failure('bound-reached', `Steps are nested ${bounds.path} deep.`);
    return { path: [...path, name(child)], roles: [...roles, cut(role, bounds.role)] };
  };
  return {
    path,
    random: random(seedAt(path, context.seed)),
    ask: (prompt, options = {}) => ask(prompt, options, under(options.name ?? 'answer', options.role), context),
    embed: (texts, options = {}) => embed(texts, under(options.name ?? 'embed', options.role), context),
    measure: (instrument, input, options = {}) =>
      measure({ instrument, input }, under(options.name ?? 'measure', options.role), context),
    step: (child, options) => createScope(under(child, options?.role), context),
    async all(items, nameOf, body, options) {
      // All names are given before the first body runs: they follow the order of the items, whatever finishes first.
      const scopes = items.map((item, index) => createScope(under(nameOf(item, index), options?.role), context));
      const ended = await Promise.allSettled(
        // Async, so that a body that throws at once fails its item only.
        scopes.map(async (scope, index) => body(items[index] as (typeof items)[number], scope)),
      );
      return valuesOf(ended);
    },
    emit(child, value, { truth, role } = {}) {
      const entry = { kind: 'value' as const, ...under(child, role), value };
      context.recorder.note(fitEntry(truth === undefined ? entry : { ...entry, truth }));
    },
  };
}

async function ask(prompt: string, options: AskOptions, place: Place, context: ScopeContext): Promise<Answer> {
  throwIfCancelled(context.signal);
  const { path } = place;
  const request = buildRequest(prompt, options, context.sampling, path, context.seed);
  const length = request.messages.reduce((sum, { content }) => sum + content.length, 0);
  if (length > bounds.text)
    throw new Failure('context-exceeded', `The prompt has more than ${bounds.text.toLocaleString('en')} characters.`);
  if (request.schema && !fitSchema(request.schema)) throw new RangeError('The schema is beyond `schemaBounds`.');
  const hash = requestHash(request);
  const recorded = findCall(request, path, hash, context);
  if (recorded?.kind === 'call') {
    // Parsed again: a stored value may be older than its parser.
    const { parsed: _parsed, truth: _truth, failure: _failure, ...answered } = recorded;
    const entry = fitEntry({ ...answered, ...place, ...read(answered, options) }) as CallEntry;
    await context.recorder.replay(entry, recorded);
    return answerOf(entry);
  }
  let entry: CallEntry | undefined;
  try {
    await context.dispatcher.send({
      request,
      order: context.order,
      onStart: () => context.onStart(place, request),
      onText: text => context.onText(path, text),
      record: raw => {
        const sent = raw.request === request ? hash : requestHash(raw.request);
        entry = makeEntry(raw, { ...place, hash: sent, engine: context.engineId }, options);
        return context.recorder.record(entry);
      },
    });
  } catch (error) {
    context.onFailed(place, asFailure(error));
    throw error;
  }
  throwIfCancelled(context.signal);
  return answerOf(entry as CallEntry);
}

/** A recorded call says what was sent, and that is no schema where the engine could not hold the model to one. */
function findCall(request: ChatRequest, path: string[], hash: string, { recorder }: ScopeContext) {
  const asked = recorder.find(path, hash);
  return asked || !request.schema ? asked : recorder.find(path, requestHash(withoutSchema(request)));
}

async function embed(texts: readonly string[], place: Place, context: ScopeContext): Promise<Float32Array[]> {
  throwIfCancelled(context.signal);
  const hash = textsHash(texts);
  const recorded = context.recorder.find(place.path, hash);
  if (recorded?.kind === 'embedding') {
    await context.recorder.replay({ ...recorded, ...place }, recorded);
    return recorded.vectors.map(decodeVector);
  }
  const { vectors, encoded, total_ms, engine } = await embedNew(texts, context).catch((error: unknown) => {
    context.onFailed(place, asFailure(error));
    throw error;
  });
  const entry = fitEntry({
    kind: 'embedding',
    ...place,
    hash,
    texts: [...texts],
    vectors: encoded,
    total_ms,
    engine,
  }) as EmbeddingEntry;
  await context.recorder.record(entry);
  throwIfCancelled(context.signal);
  return vectors;
}

async function measure(request: MeasureRequest, place: Place, context: ScopeContext): Promise<Json> {
  throwIfCancelled(context.signal);
  if (canonical(fitValue(request.input)) !== canonical(request.input))
    throw new RangeError('The input is beyond `valueBounds`.');
  const hash = measureHash(request);
  const recorded = context.recorder.find(place.path, hash);
  if (recorded?.kind === 'measurement') {
    await context.recorder.replay({ ...recorded, ...place }, recorded);
    return recorded.value;
  }
  const measured = await context
    .measure(
      request,
      () => context.onMeasuring(place),
      part => context.onPart(place.path, part),
    )
    .catch((error: unknown) => {
      context.onFailed(place, asFailure(error));
      throw error;
    });
  const { total_ms } = measured;
  const value = fitValue(measured.value);
  if (canonical(value) !== canonical(measured.value))
    throw new Failure('too-large', 'What was measured is more than a journal holds. Measure a shorter text.');
  const entry = fitEntry({
    kind: 'measurement',
    ...place,
    hash,
    request,
    value,
    total_ms,
    engine: context.engineId,
  }) as MeasurementEntry;
  await context.recorder.record(entry);
  throwIfCancelled(context.signal);
  return value;
}

/** @throws Failure where texts or vectors are more than a journal holds, and what the embedder throws */
async function embedNew(texts: readonly string[], context: ScopeContext) {
  if (texts.length > bounds.texts || texts.some(text => text.length > bounds.text))
    throw new Failure('context-exceeded', `At most ${bounds.texts.toLocaleString('en')} texts at once.`);
  const embedded = await context.embed(texts);
  const encoded = embedded.vectors.map(encodeVector);
  if (encoded.some(vector => vector.length > bounds.vector))
    throw new Failure('embedding-unsupported', `${embedded.engine} gives vectors that are too long to be recorded.`);
  return { ...embedded, encoded };
}

function makeEntry(
  raw: RawAnswer,
  call: Pick<CallEntry, 'path' | 'roles' | 'hash' | 'engine'>,
  options: AskOptions,
): CallEntry {
  const text = cut(raw.text, bounds.text);
  return fitEntry({ kind: 'call', ...call, ...raw, text, ...read({ ...raw, text }, options) }) as CallEntry;
}

/** An answer as a parser gets it. */
type Ended = Pick<CallEntry, 'text' | 'finish_reason'>;

/** What a parser made of a text, and what is known of the truth: the part of an entry that the program itself decides. */
function read(answer: Ended, options: AskOptions): Pick<CallEntry, 'parsed' | 'truth' | 'failure'> {
  const { parsed, failure } = parse(answer, options);
  return {
    parsed,
    ...(options.truth === undefined ? {} : { truth: options.truth }),
    ...(failure ? { failure: toRecord(failure) } : {}),
  };
}

function parse({ text, finish_reason }: Ended, options: AskOptions): { parsed: Json; failure?: Failure } {
  try {
    return { parsed: options.parse ? fitValue(options.parse(text, finish_reason)) : null };
  } catch (error) {
    return { parsed: null, failure: asFailure(error) };
  }
}

function answerOf(entry: CallEntry): Answer {
  if (entry.failure) throw fromRecord(entry.failure);
  const { text, parsed, finish_reason, usage, timings, logprobs } = entry;
  return { text, parsed, finish_reason, usage, timings, ...(logprobs ? { logprobs } : {}) };
}
