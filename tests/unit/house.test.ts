import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

/** Without the rules that ask the type checker: none of those below does, and it takes seconds to start. */
const eslint = new ESLint({
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
  overrideConfig: tseslint.configs.disableTypeChecked,
});

/** Lints `code` as if it stood in `file`. */
async function complaints(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: file });
  return (result?.messages ?? []).map(message => message.ruleId ?? `cannot be read: ${message.message}`);
}

describe('the house rules', { timeout: 60_000 }, () => {
  it.each([
    ['lib/ground/hash.ts', "export * from '@/lib/engines/contract';", 'ground knows no engine'],
    ['lib/ground/hash.ts', "export * from '../engines/contract';", 'a relative path is no way around'],
    ['lib/transformer/config.ts', "export * from '@/lib/engines/contract';", 'the transformer knows no engine'],
    ['lib/engines/contract.ts', "export * from '@/lib/experiment/scope';", 'an engine knows no program'],
    [
      'lib/experiment/scope.ts',
      "export * from '@/lib/panels/divide-and-conquer/strategies/contract';",
      'an experiment knows no panel',
    ],
    [
      'lib/experiment/scope.ts',
      "export const late = () => import('@/lib/panels/divide-and-conquer/strategies/contract');",
      'nor does it later',
    ],
    ['lib/prompting/contract.ts', "export * from '@/components/ui/palette';", 'lib knows no view'],
    ['components/ui/palette.ts', "export * from '@/lib/engines/recorded';", "a view holds an engine's contract only"],
    ['components/ui/palette.ts', "export * from '@/lib/transformer/config';", 'and not what is behind it'],
    ['lib/prompting/contract.ts', "export * from '@/next.config';", 'nothing reaches out of the rooms'],
  ])('%s may not say %s: %s', async (file, code) => {
    expect(await complaints(file, code)).toEqual(['boundaries/dependencies']);
  });

  it.each([
    ['lib/prompting/contract.ts', "export * from '@/lib/experiment/scope';"],
    ['lib/experiment/scope.ts', "export * from '@/lib/engines/contract';"],
    ['lib/engines/contract.ts', "export * from '@/lib/core/failure';"],
    ['components/ui/palette.ts', "export * from '@/lib/engines/contract';"],
    ['components/ui/palette.ts', "export * from '@/lib/engines/models';"],
    ['tests/unit/house.test.ts', "export * from '@/lib/transformer/config';"],
  ])('%s may say %s', async (file, code) => {
    expect(await complaints(file, code)).toEqual([]);
  });

  it.each([
    ['react', "export { useState } from 'react';"],
    ['next', "export { default } from 'next/link';"],
    ['zustand', "import { createStore } from 'zustand/vanilla';\nexport const store = createStore;"],
  ])('lib knows no %s', async (_package, code) => {
    expect(await complaints('lib/experiment/scope.ts', code)).toContain('no-restricted-imports');
  });

  it('lib draws no chance but from a seed, and keeps nothing in browser storage', async () => {
    const code = "export const chance = Math.random();\nexport const kept = localStorage.getItem('key');";
    expect(await complaints('lib/experiment/scope.ts', code)).toEqual([
      'no-restricted-properties',
      'no-restricted-globals',
    ]);
  });

  it('no file is over 400 lines', async () => {
    expect(await complaints('lib/ground/hash.ts', '//\n'.repeat(401))).toEqual(['max-lines']);
    expect(await complaints('lib/ground/hash.ts', '//\n'.repeat(399))).toEqual([]);
  });
});
