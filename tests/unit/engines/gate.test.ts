import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { random } from '@/lib/core/random';
import type { Pause } from '@/lib/engines/contract';
import { type Clock, createGate, type Gate, type Turn } from '@/lib/engines/endpoint/gate';
import { Retryable, type RetryPolicy } from '@/lib/engines/endpoint/retry';
import { failureOf, never } from './requests';

/** A clock that is set by hand. */
function handClock(): Clock & { advance(ms: number): void } {
  let time = 1_000_000;
  const timers = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => time,
    after(ms, callback) {
      const timer = { at: time + ms, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(ms) {
      time += ms;
      for (const timer of [...timers]) {
        if (timer.at > time) continue;
        timers.delete(timer);
        timer.callback();
      }
    },
  };
}

const policy = (more: Partial<RetryPolicy> = {}): RetryPolicy => ({
  ...{ tries: 5, base_ms: 1_000, longest_ms: 60_000, patience_ms: Infinity, trip: 8, random: random(1) },
  ...more,
});

const busy = (after_ms: number | null = null) =>
  new Retryable(new Failure('endpoint-busy', 'It said (429).'), { after_ms, isOfServer: true });
const away = () => new Retryable(new Failure('endpoint-unreachable', 'refused'));

function setup() {
  const clock = handClock();
  const gate = createGate(clock);
  const told: (Pause | null)[] = [];
  gate.watch(pause => told.push(pause));
  return { clock, gate, told };
}

/** The calls that were let through so far. */
function calls(gate: Gate, count: number): Turn[] {
  const passed: Turn[] = [];
  for (let i = 0; i < count; i++) void gate.enter(never).then(turn => passed.push(turn));
  return passed;
}

const settle = () => new Promise(setImmediate);

describe('the gate of a server', () => {
  it('lets all calls pass while the server answers', async () => {
    const { gate, told } = setup();
    const passed = calls(gate, 20);
    await settle();
    expect([passed.length, told]).toEqual([20, []]);
  });

  it('stops all calls for as long as the server asks, then lets one try, and all pass once it was answered', async () => {
    const { clock, gate, told } = setup();
    const first = await gate.enter(never);
    first.failed(busy(3_600_000), policy());
    expect(told.at(-1)?.until).toBe(clock.now() + 3_600_000);
    expect(told.at(-1)?.failure.kind).toBe('endpoint-busy');
    const passed = calls(gate, 20);
    clock.advance(3_599_999);
    await settle();
    expect(passed).toEqual([]);
    clock.advance(1);
    await settle();
    expect(passed.map(({ isTrial }) => isTrial)).toEqual([true]);
    passed[0]?.answered();
    await settle();
    expect([passed.length, told.at(-1)]).toEqual([20, null]);
  });

  it('waits longer from one failed trial to the next, each by another call, up to the longest wait', async () => {
    const { clock, gate, told } = setup();
    (await gate.enter(never)).failed(busy(), policy());
    const waits: number[] = [];
    for (let i = 0; i < 9; i++) {
      const trial = gate.enter(never);
      const wait = (told.at(-1)?.until ?? 0) - clock.now();
      waits.push(wait);
      clock.advance(wait);
      (await trial).failed(busy(), policy());
    }
    waits.forEach((wait, i) => {
      const most = Math.min(60_000, 1_000 * 2 ** i);
      expect([wait >= most / 2, wait <= most]).toEqual([true, true]);
    });
  });

  it('bears single failures, and stops the calls when nothing else comes', async () => {
    const { gate, told } = setup();
    for (let i = 0; i < 7; i++) (await gate.enter(never)).failed(away(), policy());
    (await gate.enter(never)).answered();
    for (let i = 0; i < 7; i++) (await gate.enter(never)).failed(away(), policy());
    expect(told).toEqual([]);
    (await gate.enter(never)).failed(away(), policy());
    expect(told.at(-1)?.failure.kind).toBe('endpoint-unreachable');
  });

  it('costs a dead server fewer than three requests for each call at once, then one a trial', async () => {
    const { clock, gate, told } = setup();
    let sent = 0;
    const call = async () => {
      for (;;) {
        const turn = await gate.enter(never);
        sent++;
        await settle();
        turn.failed(away(), policy());
      }
    };
    for (let i = 0; i < 8; i++) void call();
    for (let i = 0; i < 10; i++) await settle();
    expect(sent).toBeLessThan(24);
    const before = sent;
    for (let i = 0; i < 5; i++) {
      clock.advance((told.at(-1)?.until ?? 0) - clock.now());
      for (let turn = 0; turn < 5; turn++) await settle();
    }
    expect(sent).toBe(before + 5);
  });

  it('tries at once when it is told to', async () => {
    const { gate, told } = setup();
    (await gate.enter(never)).failed(busy(3_600_000), policy());
    const passed = calls(gate, 3);
    await settle();
    told.at(-1)?.tryNow();
    await settle();
    expect(passed).toHaveLength(1);
  });

  it('gives the trial to the next call where the one that had it is stopped', async () => {
    const { clock, gate } = setup();
    (await gate.enter(never)).failed(busy(10), policy());
    const passed = calls(gate, 2);
    clock.advance(1_000);
    await settle();
    passed[0]?.left();
    await settle();
    expect(passed.map(({ isTrial }) => isTrial)).toEqual([true, true]);
  });

  it.each([
    ['endpoint-busy', busy],
    ['endpoint-unreachable', away],
  ] as const)('ends all calls when the patience with %s is over, until it is forgiven', async (kind, trouble) => {
    const { clock, gate, told } = setup();
    // Enough for the first wait, of up to a second, and not for the second.
    const limited = policy({ patience_ms: 1_100, trip: 1 });
    (await gate.enter(never)).failed(trouble(), limited);
    const trial = gate.enter(never);
    const behind = failureOf(gate.enter(never));
    clock.advance(1_000);
    const turn = await trial;
    const failure = await failureOf((async () => turn.failed(trouble(), limited))());
    expect([failure.kind, failure.detail]).toEqual([
      'endpoint-down',
      expect.stringContaining(new Failure(kind).message),
    ]);
    expect(await behind).toBe(failure);
    expect(told.at(-1)).toBeNull();
    expect(await failureOf(gate.enter(never))).toBe(failure);
    gate.forgive();
    expect((await gate.enter(never)).isTrial).toBe(false);
  });

  it('lets go of a call that is stopped while it waits', async () => {
    const { gate } = setup();
    (await gate.enter(never)).failed(busy(1_000), policy());
    const stop = new AbortController();
    const call = failureOf(gate.enter(stop.signal));
    stop.abort();
    expect((await call).kind).toBe('cancelled');
  });
});
