import type { ReadOptions } from './decode';
import { fetchData } from './from-url';

/** Where a table comes from. */
export type Source =
  { kind: 'file'; file: File } | { kind: 'text'; text: string } | { kind: 'address'; address: string };

/** The bytes of a source, and a name for people. @throws what {@link fetchData} throws */
export async function blobOf(source: Source, options: ReadOptions): Promise<{ blob: Blob; name: string }> {
  switch (source.kind) {
    case 'file':
      return { blob: source.file, name: source.file.name };
    case 'text':
      return { blob: new Blob([source.text]), name: 'pasted text' };
    case 'address': {
      const { file, name } = await fetchData(source.address, options);
      return { blob: file, name };
    }
  }
}
