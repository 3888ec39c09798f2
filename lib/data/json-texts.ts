import * as z from 'zod/mini';
import { tryParseJson } from '@/lib/core/json';
import { createYield } from '@/lib/core/pace';

/** Items of one text. A database copies a text at once, and 100,000 objects one by one while the page waits. */
const together = 500;

/** Many items as a few texts of JSON, with rests in between. */
export async function jsonTexts(items: readonly unknown[]): Promise<string[]> {
  const rest = createYield();
  const texts: string[] = [];
  for (let at = 0; at < items.length; at += together) {
    texts.push(JSON.stringify(items.slice(at, at + together)));
    await rest();
  }
  return texts;
}

/** What {@link jsonTexts} wrote; undefined for anything else. */
export async function readJsonTexts<T>(item: z.ZodMiniType<T>, stored: unknown): Promise<T[] | undefined> {
  const texts = z.array(z.string()).safeParse(stored).data;
  if (!texts) return undefined;
  const rest = createYield();
  const list = z.array(item);
  const items: T[] = [];
  for (const text of texts) {
    const some = list.safeParse(tryParseJson(text)).data;
    if (!some) return undefined;
    for (const one of some) items.push(one);
    await rest();
  }
  return items;
}
