import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { noticesText, type Package, shippedPackages } from '../../scripts/site/notices';
import { root } from '../../scripts/tool';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;

describe('the notices of the site', () => {
  it('name every dependency with its version, and hold the text of its licence', async () => {
    const text = noticesText(await shippedPackages(), 'Permission');
    for (const [name, version] of Object.entries(dependencies)) expect(text).toContain(`\n${name} ${version} (`);
    for (const file of [
      'react/LICENSE',
      'zod/LICENSE',
      '@mlc-ai/web-llm/LICENSE',
      'dexie/NOTICE',
      '@fontsource-variable/source-sans-3/LICENSE',
      '@fontsource-variable/jetbrains-mono/LICENSE',
      // What others wrote and Next ships.
      'next/dist/compiled/react-dom/LICENSE',
      // Of a dependency's dependency.
      '@floating-ui/core/LICENSE',
      // Tools whose code is in the style sheet and in the kernels.
      'tailwindcss/LICENSE',
      'assemblyscript/LICENSE',
    ])
      expect(text, file).toContain(read(`node_modules/${file}`).trim());
  });

  it('leave no dependency without a text, and no tool of the tests in', async () => {
    const packages = await shippedPackages();
    expect(packages.length).toBeGreaterThan(Object.keys(dependencies).length);
    const names = packages.map(({ id }) => id.replace(/ [^ ]+$/, ''));
    const shippedTools = Object.keys(devDependencies).filter(name => names.includes(name));
    expect(shippedTools.sort()).toEqual(['assemblyscript', 'tailwindcss']);
    for (const { id, licence, texts } of packages) expect(texts.length > 0 || licence === 'MIT', id).toBe(true);
  });

  const part = (id: string, more: Partial<Package>): Package => ({
    id,
    licence: 'MIT',
    author: '',
    texts: [],
    ...more,
  });

  it('say a text once, below all that it belongs to', () => {
    const text = noticesText(
      [part('a 1', { texts: ['T'] }), part('b 2', { texts: ['T'], author: 'Bo' })],
      'Permission',
    );
    expect(text).toContain('a 1 (MIT)\nb 2 (MIT, Bo)\n\nT');
  });

  it('give the MIT text to a package that states it and brings none, and refuse any other', () => {
    expect(noticesText([part('a 1', { author: 'Al' })], 'Permission')).toMatch(/a 1 \(MIT, Al\)[^]*\n\nPermission\n/);
    expect(() => noticesText([part('a 1', { licence: 'not stated' })], 'Permission')).toThrow('a 1');
  });
});
