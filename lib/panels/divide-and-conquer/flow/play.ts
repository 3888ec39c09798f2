import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { random } from '@/lib/core/random';
import { pathKey } from '@/lib/experiment/entry';
import { createNamer } from '@/lib/experiment/names';
import type { Answer, AskOptions, EmitOptions, Scope } from '@/lib/experiment/scope';

/** A call, or a value by code, of one play of a program. */
export interface Played {
  /** Its path as one string: the same in every play that comes as far as this. */
  key: string;
  path: readonly string[];
  /** What it is for; empty where the program said nothing. */
  role: string;
  /** Null of a value by code. */
  prompt: string | null;
  /** Empty of a value by code, and of a call that got no answer. */
  text: string;
  /** Ticks before it: every call takes one, code takes none. */
  start: number;
}

export interface Play {
  played: Played[];
  /** In ticks. */
  end: number;
  /** What the program threw; undefined where it ended well, or waits for an answer that never comes. */
  failure?: unknown;
}

const free = {
  finish_reason: 'stop',
  usage: { prompt_tokens: 0, completion_tokens: 0 },
  timings: { first_token_ms: 0, total_ms: 0 },
} as const;

/** Until nothing is left to do but to wait: promises go on within one turn of the event loop, and programs wait for nothing else. */
const quiet = (): Promise<void> => new Promise(resolve => setTimeout(resolve));

class WithheldValue extends Error {}

/**
 * Plays a program in virtual time. `reply` gives the text of a call; undefined withholds the answer for ever, so that whatever needs
 * it never happens. `withheld` is the key of a value by code that stops its branch in the same way.
 */
export async function play(
  program: (scope: Scope) => Promise<unknown>,
  reply: (call: Omit<Played, 'text'>) => string | undefined,
  withheld?: string,
): Promise<Play> {
  const played: Played[] = [];
  let due: (() => void)[] = [];
  let now = 0;

  function scopeAt(path: readonly string[]): Scope {
    const namer = createNamer();
    const under = (name: string) => [...path, namer(name)];
    const note = (name: string, role: string | undefined, prompt: string | null): Played => {
      const here = under(name);
      const entry = { key: pathKey(here), path: here, role: role ?? '', prompt, text: '', start: now };
      played.push(entry);
      return entry;
    };
    return {
      path,
      random: random(0),
      ask(prompt: string, { name = 'answer', role, parse }: AskOptions = {}): Promise<Answer> {
        const call = note(name, role, prompt);
        const text = reply(call);
        if (text === undefined) return new Promise(() => undefined);
        call.text = text;
        return new Promise<void>(resolve => due.push(resolve)).then(() => ({
          ...free,
          text,
          parsed: parse?.(text, 'stop') ?? null,
        }));
      },
      step: name => scopeAt(under(name)),
      async all(items, nameOf, body) {
        const scopes = items.map((item, index) => scopeAt(under(nameOf(item, index))));
        const ends = await Promise.allSettled(
          scopes.map(async (scope, index) => body(items[index] as (typeof items)[number], scope)),
        );
        return ends.map(end => {
          if (end.status === 'rejected') throw end.reason;
          return end.value;
        });
      },
      embed: () => Promise.reject(new Failure('embedding-unsupported')),
      measure: () => Promise.reject(new Failure('measuring-unsupported')),
      emit(name: string, _value: Json, { role }: EmitOptions = {}) {
        if (note(name, role, null).key === withheld) throw new WithheldValue();
      },
    };
  }

  let failure: unknown;
  program(scopeAt([])).catch((error: unknown) => (failure = error));
  await quiet();
  while (due.length > 0) {
    const answered = due;
    due = [];
    now++;
    answered.forEach(answer => answer());
    await quiet();
  }
  return { played, end: now, ...(failure === undefined ? {} : { failure }) };
}
