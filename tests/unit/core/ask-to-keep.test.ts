import { expect, it } from 'vitest';
import { askToKeep } from '@/lib/core/ask-to-keep';

it('asks a browser once, however much is stored, and bears one that refuses or knows no such thing', async () => {
  let asked = 0;
  const refusing = { persist: () => (asked++, Promise.reject(new Error('no'))) };
  for (let time = 0; time < 3; time++) askToKeep(refusing);
  // A rejection that nobody handles fails the test.
  await new Promise(resolve => setTimeout(resolve));
  expect(asked).toBe(1);
  askToKeep({});
  askToKeep(undefined);
});
