import { asFailure, fromRecord, throwIfCancelled, toRecord, type Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { random } from '@/lib/core/random';
import type { Dispatcher, RawAnswer } from './dispatch';
import type { CallEntry } from './entry';
import { createNamer } from './names';
import type { Sampling } from './panel';
import type { Recorder } from './recorder';
import { buildRequest, requestHash, seedAt } from './request';
import type { Answer, AskOptions, Scope } from './scope';

/** What all scopes of one unit share. */
export interface ScopeContext {
  sampling: Sampling;
  seed: number;
  /** Place of the unit among the units. */
  order: number;
  recorder: Recorder;
  dispatcher: Dispatcher;
  engineId: string;
  signal: AbortSignal;
  onStart(path: string[], request: CallEntry['request']): void;
  onText(path: string[], text: string): void;
  onFailed(path: string[], failure: Failure): void;
}

/** A scope that answers from the journal where it can and asks the dispatcher where it cannot. */
export function createScope(path: string[], context: ScopeContext): Scope {
  const name = createNamer();
  const under = (child: string): string[] => [...path, name(child)];
  const step = (child: string): Scope => createScope(under(child), context);
  return {
    path,
    random: random(seedAt(path, context.seed)),
    ask: (prompt, options = {}) => ask(prompt, options, under(options.name ?? 'answer'), context),
    step,
    async all(items, nameOf, body) {
      // All names are given before the first body runs: they follow the order of the items, whatever finishes first.
      const scopes = items.map((item, index) => step(nameOf(item, index)));
      const ended = await Promise.allSettled(
        // Async, so that a body that throws at once fails its item only.
        scopes.map(async (scope, index) => body(items[index] as (typeof items)[number], scope)),
      );
      return ended.map(end => {
        if (end.status === 'rejected') throw end.reason;
        return end.value;
      });
    },
    emit(child, value, truth) {
      const entry = { kind: 'value' as const, path: under(child), value, ...(truth === undefined ? {} : { truth }) };
      context.recorder.note(entry);
    },
  };
}

async function ask(prompt: string, options: AskOptions, path: string[], context: ScopeContext): Promise<Answer> {
  throwIfCancelled(context.signal);
  const request = buildRequest(prompt, options, context.sampling, path, context.seed);
  const hash = requestHash(request);
  const recorded = context.recorder.find(path, hash);
  if (recorded) {
    // Read again rather than believed: a stored reading may be older than its parser.
    const { parsed: _parsed, truth: _truth, failure: _failure, ...said } = recorded;
    const entry: CallEntry = { ...said, ...read(said.text, options) };
    await context.recorder.replay(entry, recorded);
    return answerOf(entry);
  }
  let entry: CallEntry | undefined;
  try {
    await context.dispatcher.send({
      request,
      order: context.order,
      onStart: () => context.onStart(path, request),
      onText: text => context.onText(path, text),
      record: raw => {
        entry = makeEntry(raw, { path, hash, request, engine: context.engineId }, options);
        return context.recorder.record(entry);
      },
    });
  } catch (error) {
    context.onFailed(path, asFailure(error));
    throw error;
  }
  throwIfCancelled(context.signal);
  return answerOf(entry as CallEntry);
}

function makeEntry(
  raw: RawAnswer,
  call: Pick<CallEntry, 'path' | 'hash' | 'request' | 'engine'>,
  options: AskOptions,
): CallEntry {
  return { kind: 'call', ...call, ...raw, ...read(raw.text, options) };
}

/** What a parser made of a text, and what is known of the truth: the part of an entry that the program itself decides. */
function read(text: string, options: AskOptions): Pick<CallEntry, 'parsed' | 'truth' | 'failure'> {
  const { parsed, failure } = parse(text, options);
  return {
    parsed,
    ...(options.truth === undefined ? {} : { truth: options.truth }),
    ...(failure ? { failure: toRecord(failure) } : {}),
  };
}

function parse(text: string, options: AskOptions): { parsed: Json; failure?: Failure } {
  try {
    return { parsed: options.parse ? options.parse(text) : null };
  } catch (error) {
    return { parsed: null, failure: asFailure(error) };
  }
}

function answerOf(entry: CallEntry): Answer {
  if (entry.failure) throw fromRecord(entry.failure);
  const { text, parsed, finish_reason, usage, timings, logprobs } = entry;
  return { text, parsed, finish_reason, usage, timings, ...(logprobs ? { logprobs } : {}) };
}
