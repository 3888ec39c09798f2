import { vi } from 'vitest';

/** An entry of `experiments/index.json` of the fixture panel. */
export const listed = (file: string, panel = 'words') => ({
  ...{ file, title: file, sentence: `What to see in ${file}.` },
  panel,
});

/**
 * Serves `experiments/` from memory; `hold` names files that wait until they are let go. `asked` are the files that were asked for.
 */
export function serveExperiments(files: Readonly<Record<string, string>>, hold: readonly string[] = []) {
  const asked: string[] = [];
  const release: Record<string, () => void> = {};
  vi.stubGlobal('fetch', async (address: string, { signal }: { signal: AbortSignal }) => {
    const name = address.slice(address.lastIndexOf('/') + 1);
    asked.push(name);
    if (hold.includes(name)) await new Promise<void>(resolve => (release[name] = resolve));
    if (signal.aborted) throw new DOMException('', 'AbortError');
    return new Response(files[name] ?? '', { status: name in files ? 200 : 404 });
  });
  return { asked, release };
}
