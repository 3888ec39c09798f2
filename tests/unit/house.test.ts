import { fileURLToPath } from 'node:url';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { boundaryRules } from '../../eslint.config.mjs';

/** Without the rules that need the type checker, which takes seconds to start; no rule below needs it. */
function createLinter(...more: Linter.Config[]): ESLint {
  return new ESLint({
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    overrideConfig: [tseslint.configs.disableTypeChecked as Linter.Config, ...more],
  });
}

const linter = createLinter();

/** The rules that `code` breaks in `file`. The imported files must exist, because an import of no file has no layer. */
async function brokenRules(file: string, code: string, eslint = linter): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: file });
  return (result?.messages ?? []).map(message => message.ruleId ?? `cannot be parsed: ${message.message}`);
}

const panel = 'divide-and-conquer';

describe('the layers', () => {
  it.each([
    ['core', 'lib/core/hash.ts', '@/lib/engines/contract'],
    ['core, by a relative path', 'lib/core/hash.ts', '../engines/contract'],
    ['stats', 'lib/stats/mcnemar.ts', '@/lib/experiment/entry'],
    ['transformer', 'lib/transformer/config.ts', '@/lib/engines/contract'],
    ['engines', 'lib/engines/recorded.ts', '@/lib/experiment/scope'],
    ['experiment', 'lib/experiment/scope.ts', `@/lib/panels/${panel}/panel`],
    ['experiment', 'lib/experiment/scope.ts', '@/lib/engines/recorded'],
    ['data', 'lib/data/rows.ts', `@/lib/panels/${panel}/panel`],
    ['a panel', `lib/panels/${panel}/panel.ts`, '@/lib/engines/recorded'],
    ['a panel', `lib/panels/${panel}/panel.ts`, '@/components/ui/palette'],
    ['a panel', `lib/panels/${panel}/panel.ts`, '@/lib/panels/index'],
    ['ui', 'components/ui/palette.ts', '@/lib/experiment/entry'],
    ['charts', 'components/charts/axis.ts', '@/components/trace/status'],
    ['trace', 'components/trace/status.ts', '@/components/workbench/store'],
    ['the workbench', 'components/workbench/store.ts', `@/lib/panels/${panel}/panel`],
    ['the workbench', 'components/workbench/store.ts', `@/components/${panel}/views`],
    ['home', 'components/home/showcase.tsx', `@/lib/panels/${panel}/panel`],
    ['home', 'components/home/showcase.tsx', `@/components/${panel}/views`],
    ['the shell', 'components/shell/header.tsx', '@/components/workbench/store'],
    ['the app', 'app/page.tsx', '@/lib/experiment/entry'],
    ['lib', 'lib/core/hash.ts', '@/next.config'],
  ])('%s: %s may not import %s', async (_layer, file, imported) => {
    expect(await brokenRules(file, `export * from '${imported}';`)).toContain('boundaries/dependencies');
  });

  it('also hold for a dynamic import', async () => {
    const code = `export const late = () => import('@/lib/panels/${panel}/panel');`;
    expect(await brokenRules('lib/experiment/scope.ts', code)).toEqual(['boundaries/dependencies']);
  });

  it.each([
    ['lib/stats/mcnemar.ts', '@/lib/core/random'],
    ['lib/engines/contract.ts', '@/lib/core/failure'],
    ['lib/engines/recorded.ts', '@/lib/experiment/entry'],
    ['lib/experiment/scope.ts', '@/lib/engines/contract'],
    ['lib/data/rows.ts', '@/lib/experiment/limits'],
    [`lib/panels/${panel}/panel.ts`, '@/lib/experiment/scope'],
    [`lib/panels/${panel}/panel.ts`, '@/lib/engines/models'],
    ['lib/panels/index.ts', `@/lib/panels/${panel}/panel`],
    ['components/charts/axis.ts', '@/components/ui/palette'],
    ['components/workbench/store.ts', '@/lib/panels/index'],
    [`components/${panel}/views.ts`, `@/lib/panels/${panel}/panel`],
    [`components/${panel}/views.ts`, '@/components/workbench/store'],
    ['app/page.tsx', '@/components/home/showcase'],
    ['tests/unit/house.test.ts', '@/lib/transformer/config'],
  ])('%s may import %s', async (file, imported) => {
    expect(await brokenRules(file, `export * from '${imported}';`)).toEqual([]);
  });

  /** Folders of the one panel stand in for several panels. */
  const severalPanels = createLinter(
    boundaryRules(
      ['strategies', 'tasks', 'evaluation', 'form'].map(folder => `${panel}/${folder}`),
    ) as unknown as Linter.Config,
  );

  it.each([
    [`lib/panels/${panel}/strategies/registry.ts`, `@/lib/panels/${panel}/tasks/registry`],
    [`components/${panel}/evaluation/view.tsx`, `@/components/${panel}/form/controls`],
    [`components/${panel}/evaluation/view.tsx`, `@/lib/panels/${panel}/tasks/registry`],
  ])('no panel imports another: %s may not import %s', async (file, imported) => {
    const code = `export * from '${imported}';`;
    expect(await brokenRules(file, code, severalPanels)).toEqual(['boundaries/dependencies']);
    expect(await brokenRules(file, code)).toEqual([]);
  });
});

describe('lib', () => {
  it.each([
    ['React', "export { useState } from 'react';"],
    ['Next', "export { default } from 'next/link';"],
    ['zustand', "import { createStore } from 'zustand/vanilla';\n\nexport const store = createStore;"],
  ])('does not import %s', async (_package, code) => {
    expect(await brokenRules('lib/experiment/scope.ts', code)).toContain('no-restricted-imports');
  });

  it.each([
    ['unseeded randomness', 'export const x = Math.random();', 'no-restricted-properties'],
    ['storage of the page', "export const x = localStorage.getItem('key');", 'no-restricted-globals'],
    [
      'storage through globalThis',
      "export const x = globalThis.localStorage.getItem('key');",
      'no-restricted-properties',
    ],
    ['the document', 'export const x = document.title;', 'no-restricted-globals'],
    ['the address through self', 'export const x = self.location.href;', 'no-restricted-properties'],
  ])('uses no %s', async (_what, code, rule) => {
    for (const file of ['lib/experiment/scope.ts', 'workers/transformer.worker.ts'])
      expect(await brokenRules(file, code)).toEqual([rule]);
  });
});

describe('every file', () => {
  const assertion = 'export const first = (items: string[]): string => items[0]!;';

  it.each(['lib/core/hash.ts', 'components/ui/palette.ts', 'app/fonts.ts', 'workers/webllm.worker.ts'])(
    '%s has no non-null assertion',
    async file => {
      expect(await brokenRules(file, assertion)).toEqual(['@typescript-eslint/no-non-null-assertion']);
    },
  );

  it.each(['lib/transformer/backends/wasm/matrix.ts', 'tests/unit/house.test.ts'])('%s may have one', async file => {
    expect(await brokenRules(file, assertion)).toEqual([]);
  });

  it('imports in the order Node, packages, our own files, neighbours', async () => {
    const lines = ["import 'node:fs';", "import 'dexie';", "import '@/lib/core/hash';", "import './fit';"];
    const named = lines.map((line, index) => line.replace("import '", `import * as x${index} from '`));
    const use = '\nexport const all = [x0, x1, x2, x3];';
    expect(await brokenRules('lib/engines/picker.ts', named.join('\n') + `\n${use}`)).toEqual([]);
    expect(await brokenRules('lib/engines/picker.ts', [...named].reverse().join('\n') + `\n${use}`)).toEqual([
      'simple-import-sort/imports',
    ]);
  });

  it.each([
    'lib/core/hash.ts',
    'components/ui/palette.ts',
    'workers/webllm.worker.ts',
    'scripts/tool.ts',
    'tests/unit/house.test.ts',
  ])('%s imports no more of Zod than zod/mini', async file => {
    const schema = (name: string) => `import * as z from '${name}';\n\nexport const text = z.string();\n`;
    expect(await brokenRules(file, schema('zod'))).toEqual(['no-restricted-imports']);
    expect(await brokenRules(file, schema('zod').replace('import *', 'import type *'))).toContain(
      'no-restricted-imports',
    );
    expect(await brokenRules(file, schema('zod/mini'))).toEqual([]);
  });

  it('has at most 400 lines', async () => {
    expect(await brokenRules('lib/core/hash.ts', '//\n'.repeat(401))).toEqual(['max-lines']);
    expect(await brokenRules('lib/core/hash.ts', '//\n'.repeat(399))).toEqual([]);
  });
});
