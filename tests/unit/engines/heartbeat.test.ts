import { describe, expect, it } from 'vitest';
import { createHeartbeat, watchProgress } from '@/lib/engines/heartbeat';

/** A worker that answers when it is told to, and beats that come when they are told to. */
function watched() {
  const waiting: (() => void)[] = [];
  let [asked, silences] = [0, 0];
  let tick: (() => void) | undefined;
  const heartbeat = createHeartbeat(
    () => new Promise<void>(resolve => (asked++, waiting.push(resolve))),
    () => silences++,
    beat => {
      tick = beat;
      return () => (tick = undefined);
    },
  );
  return {
    heartbeat,
    beats: (count: number) => Array.from({ length: count }).forEach(() => tick?.()),
    async answer() {
      for (const resolve of waiting.splice(0)) resolve();
      await Promise.resolve();
    },
    state: () => ({ asked, silences, isBeating: tick !== undefined }),
  };
}

describe('a heartbeat', () => {
  it('asks nothing while no call goes on', () => {
    const { heartbeat, beats, state } = watched();
    beats(3);
    expect(state()).toEqual({ asked: 0, silences: 0, isBeating: false });
    heartbeat.hold(3)();
    expect(state().isBeating).toBe(false);
  });

  it('is content with a worker that answers before the last beat, however often', async () => {
    const { heartbeat, beats, answer, state } = watched();
    heartbeat.hold(3);
    for (let round = 0; round < 4; round++) {
      beats(3);
      await answer();
    }
    expect(state()).toEqual({ asked: 4, silences: 0, isBeating: true });
  });

  it('notices a silent worker once, after as many beats as the most impatient hold allows', () => {
    const { heartbeat, beats, state } = watched();
    const release = heartbeat.hold(3);
    heartbeat.hold(8);
    beats(3);
    expect(state().silences).toBe(0);
    release();
    beats(5);
    expect(state().silences).toBe(0);
    beats(4);
    expect(state()).toEqual({ asked: 1, silences: 1, isBeating: false });
  });
});

describe('a watch over progress', () => {
  it('notices work that stands still, once, however long it moved before', () => {
    let tick: (() => void) | undefined;
    let standstills = 0;
    const beats = (count: number) => Array.from({ length: count }).forEach(() => tick?.());
    const watch = watchProgress(
      3,
      () => standstills++,
      each => {
        tick = each;
        return () => (tick = undefined);
      },
    );
    for (let round = 0; round < 4; round++) {
      beats(3);
      watch.moved();
    }
    beats(3);
    expect(standstills).toBe(0);
    beats(2);
    expect([standstills, tick]).toEqual([1, undefined]);
  });
});
