'use client';

import { createContext } from 'react';

/** Where figures and tables that are saved come from. */
export interface Origin {
  /** In the names of files, in place of the last part of the page's address. */
  name?: string;
  /** The address that brings back what is shown; null where it would be too long. */
  link: () => string | null | Promise<string | null>;
}

export const OriginContext = createContext<Origin>({ link: () => location.href });

/** Characters of a link that a figure can show. */
const longest = 2000;

/** The link as a figure names it: that of the page, without the settings, where they make it too long. */
export const shownLink = (
  link: string | null,
  { origin, pathname }: Pick<Location, 'origin' | 'pathname'>,
): { link: string; isCut: boolean } =>
  link !== null && link.length <= longest ? { link, isCut: false } : { link: `${origin}${pathname}`, isCut: true };

/** The last part of an address: `theory`. */
export const lastPart = (pathname: string): string => pathname.split('/').findLast(part => part !== '') ?? 'home';

/** `loupe-kv-cache-memory.svg`. */
export function fileName(origin: string, title: string, ending: string): string {
  const words = (title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['figure']).join('-');
  return `loupe-${origin}-${words.slice(0, 60).replace(/-$/, '')}.${ending}`;
}
