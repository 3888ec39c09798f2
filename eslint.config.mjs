import boundaries from 'eslint-plugin-boundaries';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** The rooms of the house. The first pattern that matches a file names its room. */
const rooms = [
  { category: 'face', pattern: 'lib/engines/{contract,models,open,picker,endpoint/address,endpoint/key}.ts' },
  { category: 'engines', pattern: 'lib/engines/**' },
  { category: 'journal', pattern: 'lib/experiment/entry.ts' },
  { category: 'experiment', pattern: 'lib/experiment/**' },
  { category: 'transformer', pattern: 'lib/transformer/**' },
  { category: 'domains', pattern: 'lib/{prompting,tasks,ner,kv}/**' },
  { category: 'ground', pattern: 'lib/{ground,stats}/**' },
  { category: 'panels', pattern: 'lib/panels.ts' },
  { category: 'workers', pattern: 'workers/**' },
  { category: 'components', pattern: 'components/**' },
  { category: 'app', pattern: 'app/**' },
  { category: 'workshop', pattern: ['scripts/**', 'tests/**', '*.{ts,mjs,js}'] },
];

/**
 * Who may know whom: app -> components -> lib <- workers, and inside lib: panels -> domains -> experiment -> engines -> transformer.
 * `ground` may be known by all. A journal entry is what both a run and the recorded engine speak, so engines may know it.
 */
const engines = ['face', 'engines'];
const experiment = ['journal', 'experiment'];
const arrows = {
  ground: [],
  transformer: [],
  face: [...engines, 'transformer'],
  engines: [...engines, 'transformer', 'journal'],
  journal: ['face'],
  experiment: [...experiment, 'face'],
  domains: [...experiment, 'face', 'transformer'],
  panels: ['domains', ...experiment],
  workers: [...engines, 'transformer', 'experiment', 'domains'],
  components: ['face', ...experiment, 'domains', 'panels'],
  app: ['components', 'face', ...experiment, 'domains', 'panels'],
};
const everyRoom = rooms.map(room => room.category);

const policies = [
  ...Object.entries(arrows).map(([room, known]) => ({
    from: { file: { categories: room } },
    allow: { to: { file: { categories: { anyOf: [room, 'ground', ...known] } } } },
  })),
  { from: { file: { categories: 'workshop' } }, allow: { to: { file: { categories: { anyOf: everyRoom } } } } },
];

/** Packages of the interface: a room below `components` that needs one has a view in it. */
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
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 400 }],
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
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
    files: ['**/*.{ts,tsx}'],
    plugins: { boundaries },
    settings: {
      'boundaries/root-path': import.meta.dirname,
      'boundaries/files': rooms,
      'boundaries/files-single-match': true,
      'boundaries/dependency-nodes': ['import', 'export', 'dynamic-import'],
      'import/resolver': { typescript: { alwaysTryTypes: true, project: import.meta.dirname } },
    },
    rules: {
      'boundaries/dependencies': ['error', { default: 'disallow', policies }],
    },
  },
  {
    files: ['lib/**/*.ts', 'workers/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: interfacePackages.map(name => ({
            group: [name, `${name}/*`],
            message: 'lib and workers know no interface: they also run in Node and in a worker.',
          })),
        },
      ],
      'no-restricted-globals': ['error', 'window', 'document', 'localStorage', 'sessionStorage'],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Chance comes from a seed: use lib/ground/random.' },
      ],
    },
  },
  { files: ['app/**/*.tsx', 'components/**/*.{ts,tsx}'], ...reactHooks.configs.flat.recommended },
  { files: ['scripts/**', 'tests/**'], rules: { 'no-console': 'off' } },
);
