import type { WrittenCorpus } from '../formats/write';

/** The files of a corpus as one to save: the only one as it is, several in a ZIP archive. */
export async function packed(files: WrittenCorpus['files'], name: string): Promise<WrittenCorpus['files'][number]> {
  const [only] = files;
  if (only && files.length === 1) return only;
  const { zipSync } = await import('fflate');
  const entries = await Promise.all(
    files.map(async ({ name: file, blob }): Promise<[string, Uint8Array]> => [
      file,
      new Uint8Array(await blob.arrayBuffer()),
    ]),
  );
  const bytes = zipSync(Object.fromEntries(entries));
  return { name: `${name}.zip`, blob: new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/zip' }) };
}
