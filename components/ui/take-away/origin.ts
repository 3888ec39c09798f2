'use client';

import { createContext } from 'react';

/** Where figures and tables that are saved come from. */
export interface Origin {
  /** The part of file names that says so: the id of a panel. */
  name: string;
  /** The address that brings back what is shown. */
  link: () => string | Promise<string>;
}

export const OriginContext = createContext<Origin>({ name: 'page', link: () => location.href });

/** Characters of a link that a figure can show. */
const longest = 2000;

/** The link as a figure names it: without the settings where they make it too long. */
export function shownLink(link: string): { link: string; isCut: boolean } {
  if (link.length <= longest) return { link, isCut: false };
  const { origin, pathname } = new URL(link);
  return { link: `${origin}${pathname}`, isCut: true };
}

/** `loupe-kv-cache-memory.svg`. */
export function fileName(origin: string, title: string, ending: string): string {
  const words = (title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['figure']).join('-');
  return `loupe-${origin}-${words.slice(0, 60).replace(/-$/, '')}.${ending}`;
}
