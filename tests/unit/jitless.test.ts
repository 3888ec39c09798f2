import { expect, it } from 'vitest';

it('keeps Zod from `new Function`, which the policy of the pages forbids', async () => {
  await import('../../instrumentation-client');
  const { z, config } = await import('zod/mini');
  expect(config().jitless).toBe(true);
  const { Function: original } = globalThis;
  globalThis.Function = new Proxy(original, {
    construct: () => {
      throw new Error('compiled');
    },
  });
  try {
    expect(z.strictObject({ a: z.string() }).parse({ a: 'x' })).toEqual({ a: 'x' });
  } finally {
    globalThis.Function = original;
  }
});
