import { createYield } from '@/lib/core/pace';
import { dataLimits } from './limits';

/** One archive of several files, packed in slices so that a page stays responsive. */
export async function zipOf(files: readonly { name: string; blob: Blob }[]): Promise<Blob> {
  const { Zip, ZipDeflate } = await import('fflate');
  const pieces: BlobPart[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece as Uint8Array<ArrayBuffer>);
  });
  const rest = createYield();
  for (const { name, blob } of files) {
    const entry = new ZipDeflate(name);
    zip.add(entry);
    for (let at = 0; at === 0 || at < blob.size; at += dataLimits.piece) {
      const piece = new Uint8Array(await blob.slice(at, at + dataLimits.piece).arrayBuffer());
      entry.push(piece, at + dataLimits.piece >= blob.size);
      await rest();
    }
  }
  zip.end();
  return new Blob(pieces, { type: 'application/zip' });
}
