/**
 * A static site: `next build` writes plain files to `out/`, which work from any folder of any server.
 * BASE_PATH is that folder ('' at the root of a host, '/loupe' on a project page).
 */
const basePath = process.env.BASE_PATH ?? '';

/** @type {import('next').NextConfig} */
const config = {
  output: 'export',
  basePath,
  trailingSlash: true,
  images: { unoptimized: true },
  env: { NEXT_PUBLIC_BASE_PATH: basePath },
};

export default config;
