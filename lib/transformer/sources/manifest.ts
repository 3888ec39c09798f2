import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import type { Digest } from './digest';
import { parseHub } from './hub';
import { NotGiven } from './web-page';

/** What is known of a folder's files before they are fetched. */
export interface Manifest {
  /**
   * URL of the files, with a slash at the end. For a hub it names one commit, so that all files of a model belong
   * together.
   */
  base: string;
  /** By file name. */
  files: Record<string, { size: number | null; digest: Digest | null }>;
  /** Whether files that are not listed do not exist. */
  isComplete: boolean;
}

/**
 * Fetches a text; null where there is none. `name` is for failure messages.
 * @throws Failure `download-failed`, `cancelled`
 */
export type FetchText = (url: string, name: string) => Promise<string | null>;

/** A list of hashes in the format of `sha256sum`, which a publisher may place beside the files. */
const sumsName = 'SHA256SUMS';

const hubAnswer = z.object({
  sha: z.string().check(z.regex(/^[0-9a-f]{40}$/)),
  siblings: z
    .array(
      z.object({
        rfilename: z.string(),
        size: z.nullish(z.int().check(z.minimum(0))),
        blobId: z.nullish(z.string().check(z.regex(/^[0-9a-f]{40}$/))),
        lfs: z.nullish(
          z.object({ size: z.int().check(z.minimum(0)), sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
        ),
      }),
    )
    .check(z.maxLength(100_000)),
});

/**
 * Fetches what a folder contains. Hugging Face returns the commit, and of each file its size and the SHA-256 of its
 * content or, for files in git itself, the git hash (https://huggingface.co/docs/hub/api). Other servers may have a
 * `SHA256SUMS`.
 */
export async function fetchManifest(folder: string, hubOrigin: string, fetchText: FetchText): Promise<Manifest> {
  const repository = parseHub(folder, hubOrigin);
  return repository ? askHub(repository, hubOrigin, fetchText) : readSums(folder, fetchText);
}

async function askHub(
  { owner, name, revision }: NonNullable<ReturnType<typeof parseHub>>,
  origin: string,
  fetchText: FetchText,
): Promise<Manifest> {
  const label = `${owner}/${name}`;
  const url = `${origin}/api/models/${label}/revision/${encodeURIComponent(revision)}?blobs=true`;
  const text = await fetchText(url, label).catch((error: unknown) => {
    if (error instanceof NotGiven && error.kind === 'model-file') throw unreadable(label, error);
    throw error;
  });
  if (text === null)
    throw new Failure('download-failed', `${label}: there is no such model, or no revision ${revision}.`);
  const { sha, siblings } = parseAnswer(label, text);
  const files = siblings
    .filter(({ rfilename }) => !rfilename.includes('/'))
    .map(({ rfilename, size, blobId, lfs }): [string, Manifest['files'][string]] => {
      if (lfs) return [rfilename, { size: lfs.size, digest: { kind: 'sha256', hex: lfs.sha256 } }];
      const isKnown = blobId && typeof size === 'number';
      return [rfilename, { size: size ?? null, digest: isKnown ? { kind: 'git', hex: blobId } : null }];
    });
  return { base: `${origin}/${label}/resolve/${sha}/`, files: Object.fromEntries(files), isComplete: true };
}

const unreadable = (label: string, cause: unknown): Failure =>
  new Failure('download-failed', `${label}: the list of its files cannot be read.`, { cause });

function parseAnswer(label: string, text: string): z.infer<typeof hubAnswer> {
  try {
    return hubAnswer.parse(JSON.parse(text));
  } catch (cause) {
    throw unreadable(label, cause);
  }
}

/** Most folders have no list of hashes, and some servers answer with a web page or a refusal then. */
function withoutSums(error: unknown): null {
  if (error instanceof NotGiven) return null;
  throw error;
}

async function readSums(folder: string, fetchText: FetchText): Promise<Manifest> {
  const text = (await fetchText(`${folder}${sumsName}`, sumsName).catch(withoutSums)) ?? '';
  const lines = text.split('\n').map(line => /^([0-9a-f]{64}) [ *](?:\.\/)?([^/\r]+)\r?$/i.exec(line));
  const files = lines
    .filter(line => line !== null)
    .map(([, hex, name]): [string, Manifest['files'][string]] => [
      name!,
      { size: null, digest: { kind: 'sha256', hex: hex!.toLowerCase() } },
    ]);
  return { base: folder, files: Object.fromEntries(files), isComplete: false };
}
