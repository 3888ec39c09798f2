import type { ReadOptions } from './decode';
import { fetchData } from './from-url';

/** Where data comes from. */
export type Source =
  | { kind: 'files'; files: readonly [File, ...File[]] }
  | { kind: 'text'; text: string }
  | { kind: 'address'; address: string };

export interface NamedBlob {
  blob: Blob;
  /** For people. */
  name: string;
}

/** The bytes of a source. @throws what {@link fetchData} throws */
export async function blobsOf(source: Source, options: ReadOptions): Promise<[NamedBlob, ...NamedBlob[]]> {
  switch (source.kind) {
    case 'files': {
      const named = (file: File): NamedBlob => ({ blob: file, name: file.name });
      const [first, ...others] = source.files;
      return [named(first), ...others.map(named)];
    }
    case 'text':
      return [{ blob: new Blob([source.text]), name: 'pasted text' }];
    case 'address': {
      const { file, name } = await fetchData(source.address, options);
      return [{ blob: file, name }];
    }
  }
}
