import { throwIfCancelled } from '@/lib/core/failure';
import { hash64 } from '@/lib/core/hash';
import { canonical } from '@/lib/core/json';
import { nextTick } from '@/lib/core/next-tick';

/** Characters that are hashed at once: some 20 ms of work. */
const slice = 2_000_000;

/**
 * Names items by their content: 16 hexadecimal digits. Hashes one by one and then the hashes, with rests in between: HaluEval has 90
 * million characters.
 *
 * @param about what the items are: the same ones are another content under another word
 * @throws Failure `cancelled`
 */
export async function hashItems(about: string, items: readonly unknown[], signal?: AbortSignal): Promise<string> {
  const hashes: string[] = [];
  let since = 0;
  for (const item of items) {
    const text = canonical(item);
    hashes.push(hash64(text));
    since += text.length;
    if (since < slice) continue;
    since = 0;
    await nextTick();
    if (signal) throwIfCancelled(signal);
  }
  return hash64(canonical([about, ...hashes]));
}
