/**
 * The site runs a version of the runtime whose own compiled models could not be had where this was written. An older version differs in
 * three things that the site knows of. They are changed in a copy of its sources only.
 */
export const runtimeVersion = '0.2.79';

interface Change {
  /** Path in the copy. */
  file: string;
  from: string;
  to: string;
}

/** The package itself is the first of the three: see `site-copy.ts`. */
export const changes: readonly Change[] = [
  // The name of the list of weights before 0.2.80.
  { file: 'lib/engines/webllm/manifest.ts', from: "'tensor-cache.json'", to: "'ndarray-cache.json'" },
  {
    file: 'lib/engines/webllm/library.ts',
    from: "webllmVersion = '0.2.86'",
    to: `webllmVersion = '${runtimeVersion}'`,
  },
];

/** @throws Error where the text is not there exactly once: the sources have changed, and the copy would not be what it should be */
export function changed(text: string, { file, from, to }: Change): string {
  if (text.split(from).length !== 2) throw new Error(`${file} does not have ${from} exactly once.`);
  return text.replace(from, to);
}
