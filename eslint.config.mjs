import { readdirSync } from 'node:fs';
import path from 'node:path';
import boundaries from 'eslint-plugin-boundaries';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import importSort from 'eslint-plugin-simple-import-sort';
import tseslint from 'typescript-eslint';

/** Every folder below `lib/panels` is a panel: its programs, and its views in the folder of the same name below `components`. */
const panels = readdirSync(path.join(import.meta.dirname, 'lib/panels'), { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(entry => entry.name);

/** The layers. The first pattern that matches a file names its layer. */
const layersOf = panels => [
  {
    category: 'engine interface',
    pattern: 'lib/engines/{contract,models,open,picker,endpoint/address,endpoint/key}.ts',
  },
  { category: 'engines', pattern: 'lib/engines/**' },
  { category: 'journal', pattern: 'lib/experiment/entry.ts' },
  { category: 'experiment', pattern: 'lib/experiment/**' },
  { category: 'transformer', pattern: 'lib/transformer/**' },
  { category: 'core', pattern: 'lib/core/**' },
  { category: 'stats', pattern: 'lib/stats/**' },
  { category: 'data', pattern: 'lib/data/**' },
  { category: 'evaluation', pattern: 'lib/evaluation/**' },
  { category: 'report', pattern: 'lib/report/**' },
  { category: 'registry', pattern: 'lib/panels/index.ts' },
  ...panels.map(id => ({ category: `panel ${id}`, pattern: `lib/panels/${id}/**` })),
  { category: 'workers', pattern: 'workers/**' },
  { category: 'ui', pattern: 'components/ui/**' },
  { category: 'charts', pattern: 'components/charts/**' },
  { category: 'trace', pattern: 'components/trace/**' },
  { category: 'workbench', pattern: 'components/workbench/**' },
  ...panels.map(id => ({ category: `views ${id}`, pattern: `components/${id}/**` })),
  { category: 'home', pattern: 'components/home/**' },
  { category: 'guide', pattern: 'components/guide/**' },
  { category: 'shell', pattern: 'components/shell/**' },
  { category: 'app', pattern: 'app/**' },
  { category: 'tools', pattern: ['scripts/**', 'tests/**', '*.{ts,mjs,js}'] },
];

/**
 * Who may import whom. In lib: panels -> evaluation, data -> experiment -> engines -> transformer -> stats, core. In components:
 * <panel> -> workbench -> trace -> charts -> ui. No panel imports another, and home imports none. Pages know engines only by their
 * interface. Both a run and the recorded engine use journal entries, so engines may import them.
 */
const engines = ['engine interface', 'engines'];
const experiment = ['journal', 'experiment'];
const pictures = ['ui', 'charts', 'trace'];
const belowPanels = ['evaluation', 'data', ...experiment, 'engine interface', 'transformer', 'stats', 'core'];
const importsOf = panels => ({
  core: [],
  stats: ['core'],
  transformer: ['stats', 'core'],
  'engine interface': [...engines, 'transformer', 'core'],
  engines: [...engines, 'transformer', 'journal', 'core'],
  journal: ['engine interface', 'core'],
  experiment: [...experiment, 'engine interface', 'core'],
  data: [...experiment, 'engine interface', 'core'],
  evaluation: [...experiment, 'engine interface', 'stats', 'core'],
  report: ['evaluation', ...experiment, 'engine interface', 'core'],
  ...Object.fromEntries(panels.map(id => [`panel ${id}`, belowPanels])),
  registry: [...panels.map(id => `panel ${id}`), 'experiment'],
  workers: [...engines, 'transformer', 'experiment', 'core'],
  ui: ['core'],
  charts: ['ui', 'core'],
  trace: ['ui', 'charts', 'evaluation', ...experiment, 'engine interface', 'core'],
  workbench: [
    ...pictures,
    'registry',
    'report',
    'evaluation',
    'data',
    ...experiment,
    'engine interface',
    'stats',
    'core',
  ],
  ...Object.fromEntries(
    panels.map(id => [`views ${id}`, ['workbench', ...pictures, 'registry', `panel ${id}`, ...belowPanels]]),
  ),
  shell: ['ui', 'experiment', 'core'],
  home: ['workbench', ...pictures, 'registry', ...experiment, 'core'],
  guide: ['ui', 'registry', 'experiment', 'stats', 'core'],
  app: ['home', 'guide', 'shell', 'ui', 'registry', ...panels.map(id => `views ${id}`)],
});

/** The rule of the layers for a list of panels. */
export function boundaryRules(panels) {
  const layers = layersOf(panels);
  const everyLayer = layers.map(layer => layer.category);
  const policies = [
    ...Object.entries(importsOf(panels)).map(([layer, imported]) => ({
      from: { file: { categories: layer } },
      allow: { to: { file: { categories: { anyOf: [layer, ...imported] } } } },
    })),
    { from: { file: { categories: 'tools' } }, allow: { to: { file: { categories: { anyOf: everyLayer } } } } },
  ];
  return {
    files: ['**/*.{ts,tsx}'],
    plugins: { boundaries },
    settings: {
      'boundaries/root-path': import.meta.dirname,
      'boundaries/files': layers,
      'boundaries/files-single-match': true,
      'boundaries/dependency-nodes': ['import', 'export', 'dynamic-import'],
      'import/resolver': { typescript: { alwaysTryTypes: true, project: import.meta.dirname } },
    },
    rules: {
      'boundaries/dependencies': ['error', { default: 'disallow', policies }],
    },
  };
}

/** Packages of the interface: a file below `components` that needs one has a view in it. */
const interfacePackages = [
  'react',
  'react-dom',
  'next',
  'next-themes',
  'zustand',
  'recharts',
  'lucide-react',
  'radix-ui',
];

/** All of Zod weighs some 12 KB more (gzip) on the first load of a panel, because every schema has every method. */
const zodIsMini = { name: 'zod', message: 'Use zod/mini: what a page does not use of it is left out of its script.' };

/** Parts of the page and its storage, which lib and workers must not reach for, by their own name or through `globalThis`. */
const pageGlobals = ['window', 'document', 'localStorage', 'sessionStorage', 'location', 'history'];
const throughGlobalThis = pageGlobals.flatMap(property =>
  ['globalThis', 'self'].map(object => ({
    object,
    property,
    message: 'lib and workers also run in Node: only an adapter knows the page.',
  })),
);
/** The adapters that may: each keeps one thing of the page behind a function. */
const adapters = ['lib/engines/endpoint/key.ts', 'lib/transformer/sources/remote.ts', 'lib/engines/folder.ts'];

export default tseslint.config(
  {
    ignores: [
      'node_modules/**',
      '.*/**',
      'out/**',
      'public/**',
      'coverage/**',
      'test-results/**',
      'playwright-report/**',
      'next-env.d.ts',
      'lib/transformer/backends/wasm/assembly/**',
    ],
  },
  {
    files: ['**/*.{ts,tsx,mjs,js}'],
    extends: [tseslint.configs.recommended],
    plugins: { 'simple-import-sort': importSort },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 400 }],
      'no-restricted-imports': ['error', zodIsMini],
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Node first, then packages with React before all, then our own by layer, then neighbours.
      'simple-import-sort/imports': [
        'error',
        { groups: [['^\\u0000'], ['^node:', '^react$', '^react', '^next', '^@?\\w', '^@/', '^\\.\\.', '^\\.']] },
      ],
      'simple-import-sort/exports': 'error',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['{app,components,lib,workers}/**/*.{ts,tsx}'],
    // The transformer indexes typed arrays whose bounds their callers have checked: a check an element would cost more than the arithmetic.
    ignores: ['lib/transformer/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'error' },
  },
  boundaryRules(panels),
  {
    files: ['lib/**/*.ts', 'workers/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [zodIsMini],
          patterns: interfacePackages.map(name => ({
            group: [name, `${name}/*`],
            message: 'lib and workers know no interface: they also run in Node and in a worker.',
          })),
        },
      ],
      'no-restricted-globals': ['error', ...pageGlobals],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness comes from a seed: use lib/core/random.' },
        ...throughGlobalThis,
      ],
    },
  },
  { files: adapters, rules: { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' } },
  { files: ['app/**/*.tsx', 'components/**/*.{ts,tsx}'], ...reactHooks.configs.flat.recommended },
  {
    files: ['app/**/*.tsx', 'components/**/*.tsx'],
    ...jsxA11y.flatConfigs.recommended,
    rules: {
      ...jsxA11y.flatConfigs.recommended.rules,
      // What scrolls must take focus, so that a keyboard can scroll it.
      'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: ['pre'], roles: ['region', 'tree', 'tabpanel'] }],
    },
  },
  { files: ['scripts/**', 'tests/**'], rules: { 'no-console': 'off' } },
  {
    files: ['tests/**'],
    // zod/mini reads no JSON Schema.
    rules: { 'no-restricted-imports': ['error', { ...zodIsMini, allowImportNames: ['fromJSONSchema'] }] },
  },
);
