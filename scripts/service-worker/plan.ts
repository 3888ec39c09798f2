/** A file of the built site. `path` is relative to its root, with `/`; `hash` is of its content. */
export interface BuiltFile {
  path: string;
  bytes: number;
  hash: string;
  /** Of what is in a gzip file. */
  unpacked?: string;
}

/** Larger scripts are WebLLM's, which most visits never need: they are kept when they are used. */
const largestScript = 2_000_000;

/** What a browser never asks for by itself: source maps, raw sources beside their bundles, the worker itself, the headers for the host. */
const unasked = /(\.map|\.tsx?|^sw\.js|^_headers)$/;

export interface Plan {
  /** From the start. */
  kept: (BuiltFile & { url: string })[];
  /** Once they were used. */
  atUse: (BuiltFile & { url: string })[];
}

/** What the service worker keeps, by the address that a browser asks for, relative to the site's root: a page's is its folder. */
export function plan(files: readonly BuiltFile[]): Plan {
  const asked = files
    .filter(({ path }) => !unasked.test(path))
    .map(file => ({ ...file, url: file.path.replace(/(^|\/)index\.html$/, '$1') }));
  const isLarge = ({ path, bytes }: BuiltFile) => path.endsWith('.js') && bytes > largestScript;
  return { kept: asked.filter(file => !isLarge(file)), atUse: asked.filter(isLarge) };
}
