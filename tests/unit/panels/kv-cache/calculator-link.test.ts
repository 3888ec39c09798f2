import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Browser, followCalculator } from '@/components/kv-cache/calculator/address';
import { Failure } from '@/lib/core/failure';
import { random } from '@/lib/core/random';
import { writeLink } from '@/lib/experiment/write-link';
import { linkOf, stateOf } from '@/lib/panels/kv-cache/calculator/link';
import { devices } from '@/lib/panels/kv-cache/calculator/presets/devices';
import { presets } from '@/lib/panels/kv-cache/calculator/presets/models';
import { bounds, type CalculatorState, defaultState, firstSettings } from '@/lib/panels/kv-cache/calculator/state';
import { techniques } from '@/lib/panels/kv-cache/calculator/techniques/registry';

const config = { num_hidden_layers: 2, num_attention_heads: 4, num_key_value_heads: 1, head_dim: 64 };
const own = (text: string): CalculatorState['model'] => ({
  ...{ kind: 'own', name: 'mine', config: text },
  ...{ parameters: 2, active: 0 },
});
const changed: CalculatorState = { ...defaultState, model: own(JSON.stringify(config)), context: 4096, techniques: {} };

const kindOf = (hash: string): string => {
  try {
    stateOf(hash);
    return 'read';
  } catch (error) {
    return error instanceof Failure ? error.kind : 'another error';
  }
};

describe('a link to a calculation', () => {
  it('is empty for what the calculator opens with, and holds only what differs', () => {
    expect(linkOf(defaultState)).toBe('');
    expect(stateOf('')).toBe(defaultState);
    expect(linkOf({ ...defaultState, users: 7 }).length).toBeLessThan(40);
  });

  it('brings every state back', () => {
    expect(stateOf(linkOf(changed))).toEqual(changed);
    const whole = ({ min, max }: { min: number; max: number }) => fc.integer({ min, max });
    const state = fc.record({
      model: fc.constantFrom(...presets).map(({ id }) => ({ kind: 'preset' as const, id })),
      device: fc.constantFrom(...devices).map(({ id }) => id),
      context: whole(bounds.context),
      users: whole(bounds.users),
      usable: whole(bounds.usable),
      techniques: fc
        .subarray([...techniques])
        .map(some => Object.fromEntries(some.map(one => [one.id, firstSettings(one)]))),
    });
    fc.assert(
      fc.property(state, some => {
        const whole: CalculatorState = { ...defaultState, ...some };
        expect(stateOf(linkOf(whole))).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['is cut off', linkOf(changed).slice(0, 20), 'link-malformed'],
    ['is of no form', '#hello', 'link-malformed'],
    ['is of a newer form', '#2abc', 'link-version'],
    ['holds no fields', writeLink(['model']), 'link-malformed'],
    ['names a model that nobody knows', writeLink({ model: { kind: 'preset', id: 'gpt-9' } }), 'link-malformed'],
    ['names a field that is not there', writeLink({ contexts: 1 }), 'link-malformed'],
    ['has a number out of bounds', writeLink({ context: 1e12 }), 'link-malformed'],
    [
      'has 10^9 layers',
      writeLink({ model: own(JSON.stringify({ ...config, num_hidden_layers: 1e9 })) }),
      'config-unfit',
    ],
    ['lacks a field of its config', writeLink({ model: own('{"num_hidden_layers":2}') }), 'config-unfit'],
  ])('that %s is refused by name', (_, hash, kind) => expect(kindOf(hash)).toBe(kind));
});

/** A page at an address. */
function fakePage(hash: string) {
  const page = { hash, state: { loupe: 1 } as unknown, pathname: '/kv-cache/calculator/' };
  const listeners = new Set<() => void>();
  const browser: Browser = {
    location: {
      get hash() {
        return page.hash;
      },
      get pathname() {
        return page.pathname;
      },
      get href() {
        return `https://loupe.test${page.pathname}${page.hash}`;
      },
      search: '',
    },
    history: {
      get state() {
        return page.state;
      },
      replaceState: (state, _, address) => {
        page.state = state;
        page.hash = new URL(String(address), 'https://loupe.test').hash;
      },
    },
    addEventListener: (_, listener) => void listeners.add(listener),
    removeEventListener: (_, listener) => void listeners.delete(listener),
  };
  const opened: [CalculatorState, unknown][] = [];
  const links: (string | null)[] = [];
  const following = followCalculator(browser, {
    open: (state, failure) => opened.push([state, failure]),
    written: link => links.push(link),
  });
  return {
    ...{ page, opened, links, following },
    follow: (next: string) => {
      page.hash = next;
      for (const listener of listeners) listener();
    },
  };
}

describe('the address of the calculator', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('opens what it carries, follows what is set after a rest, and opens another link', () => {
    const { page, opened, links, following, follow } = fakePage(linkOf(changed));
    expect(opened).toEqual([[changed, null]]);
    const next = { ...changed, users: 3 };
    following.write({ ...changed, users: 2 });
    following.write(next);
    expect(page.hash).toBe(linkOf(changed));
    vi.runAllTimers();
    expect(page.hash).toBe(linkOf(next));
    expect(page.state).toEqual({ loupe: 1 });
    expect(links).toEqual([changed, next].map(state => `https://loupe.test/kv-cache/calculator/${linkOf(state)}`));
    expect(following.link()).toBe(links[1]);
    follow('');
    expect(opened.at(-1)).toEqual([defaultState, null]);
    following.write(defaultState);
    vi.runAllTimers();
    expect([page.hash, links.at(-1)]).toEqual(['', 'https://loupe.test/kv-cache/calculator/']);
  });

  it('keeps what is shown where a link cannot be read, and says why', () => {
    const { opened, follow } = fakePage(linkOf(changed));
    follow('#hello');
    expect(opened.at(-1)).toEqual([changed, expect.objectContaining({ kind: 'link-malformed' })]);
  });

  it('says that a config is too long for a link, and does not keep the link of another', () => {
    const { page, links, following, follow } = fakePage(linkOf(changed));
    // Random digits do not compress.
    const stream = random(1);
    const digits = Array.from({ length: 18_000 }, () => stream.integer(0, 35).toString(36)).join('');
    following.write({ ...changed, model: own(JSON.stringify({ ...config, model_type: digits })) });
    vi.runAllTimers();
    expect([page.hash, links.at(-1), following.link()]).toEqual(['', null, null]);
    follow('#hello');
    expect(links.at(-1)).toBeNull();
    follow(linkOf(changed));
    expect(links.at(-1)).toBe(`https://loupe.test/kv-cache/calculator/${linkOf(changed)}`);
  });

  it('writes the last change when the page is left, and never into the address of another page', () => {
    const { page, following } = fakePage('');
    following.write(changed);
    following.end();
    expect(page.hash).toBe(linkOf(changed));
    const other = fakePage('');
    other.following.write(changed);
    other.page.pathname = '/ner/';
    other.following.end();
    expect(other.page.hash).toBe('');
  });
});
