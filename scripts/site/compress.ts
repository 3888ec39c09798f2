import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Kinds of text, and WebAssembly. Pictures, fonts, weights and recorded runs that end in `.gz` are as small as they get. */
const isText = /\.(html|js|css|json|jsonl|txt|svg|wasm)$/;
/** Bytes. One packet of the network holds more. */
const least = 1400;
/** Bytes. Above this, a lower level: WebLLM's script, 6 MB, takes 0.6 s at level 5 of brotli and 1.9 s at level 9, which is 4 % smaller. */
const large = 300_000;
const parallel = 4;

/**
 * Lays a compressed copy beside every text of a built site, `<file>.br` and `<file>.gz`, for servers that send such files. Hosts that do not
 * know them send the file itself, which stays as it is.
 *
 * @returns bytes of the texts, and of their copies in brotli
 */
export async function compress(folder: string): Promise<{ before: number; after: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile() && isText.test(entry.name)).values();
  const sum = { before: 0, after: 0 };
  const next = async () => {
    for (const entry of files) {
      const file = path.join(entry.parentPath, entry.name);
      const content = await readFile(file);
      if (content.length < least) continue;
      const quality = content.length > large ? 5 : 9;
      const [small, zipped] = await Promise.all([
        brotli(content, {
          params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
        }),
        zip(content, { level: content.length > large ? 6 : 9 }),
      ]);
      await writeFile(`${file}.br`, small);
      await writeFile(`${file}.gz`, zipped);
      sum.before += content.length;
      sum.after += small.length;
    }
  };
  await Promise.all(Array.from({ length: parallel }, next));
  return sum;
}
