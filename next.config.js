import { readFileSync } from 'node:fs';

/**
 * A static site: `next build` writes plain files to `out/`, which work from any folder of any server.
 * BASE_PATH is that folder ('' at the root of a host, '/loupe' on a project page).
 */
const basePath = process.env.BASE_PATH ?? '';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** @type {import('next').NextConfig} */
const config = {
  output: 'export',
  basePath,
  trailingSlash: true,
  images: { unoptimized: true },
  // `npm run check` looks at the types, once and of everything; whoever only wants to see the site need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // The version goes into the record of every run.
  env: { NEXT_PUBLIC_BASE_PATH: basePath, NEXT_PUBLIC_VERSION: version },
};

export default config;
