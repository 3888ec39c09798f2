import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserFlags, findBrowser } from './tests/support/browser.ts';

const alias = { '@': fileURLToPath(new URL('.', import.meta.url)) };

/** The unit tests need no browser, so a search for one (and a download) is left out where only they are asked for. */
const onlyNode = process.argv.join(' ').includes('--project node');

/** Milliseconds. No test asserts a duration; the limits only end a test that hangs, also on a busy machine. */
const limits = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 30_000 } } };

const node = {
  resolve: { alias },
  test: { ...limits, name: 'node', include: ['tests/unit/**/*.test.ts'], environment: 'node' as const },
};

const browser = async () => ({
  resolve: { alias },
  // Next's components read the environment of the build.
  define: { 'process.env': '{}', 'process.env.NEXT_PUBLIC_BASE_PATH': '""' },
  optimizeDeps: {
    // Vite reloads the page, and with it a test, when it meets a package that it has not bundled yet.
    include: [
      'zod/mini',
      'comlink',
      'dexie',
      'fast-check',
      'fflate',
      '@huggingface/tokenizers',
      '@huggingface/jinja',
      '@mlc-ai/web-llm',
      '@noble/hashes/sha2.js',
      '@noble/hashes/legacy.js',
      '@noble/hashes/utils.js',
      'react',
      'd3-hierarchy',
      'react/jsx-runtime',
      'react/jsx-dev-runtime',
      'react-dom',
      'react-dom/client',
      'axe-core',
      'lucide-react',
      'next/dynamic',
      'next/link',
      'next/navigation',
      'next-themes',
      'papaparse',
      'radix-ui/checkbox',
      'radix-ui/dialog',
      'radix-ui/popover',
      'radix-ui/progress',
      'radix-ui/slot',
      'radix-ui/switch',
      'radix-ui/tabs',
      'radix-ui/toggle-group',
      're2js',
      'recharts',
      'zustand',
      'zustand/vanilla',
    ],
  },
  test: {
    ...limits,
    name: 'browser',
    include: ['tests/browser/**/*.test.{ts,tsx}'],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath: await findBrowser(), args: browserFlags } }),
      instances: [{ browser: 'chromium' as const }],
    },
  },
});

export default defineConfig(async () => ({
  test: { projects: onlyNode ? [node] : [node, await browser()] },
}));
