/** Characters of a name. */
export const longestName = 100;

/** A name as part of a path: one line, no spaces around slashes (the path separator is ` / `), at most 100 characters, never empty. */
export function cleanName(name: string): string {
  const line = name
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/ ?\/ ?/g, '/')
    .trim();
  return cut(line, longestName) || 'unnamed';
}

/** Gives every name of one scope once: `solve`, `solve 2`, `solve 3`. The order of the calls decides, so the same program gets the same names. */
export function createNamer(): (name: string) => string {
  const used = new Set<string>();
  const counts = new Map<string, number>();
  return name => {
    const clean = cleanName(name);
    let count = counts.get(clean) ?? 0;
    let numbered: string;
    do {
      count++;
      const suffix = count === 1 ? '' : ` ${count}`;
      numbered = cut(clean, longestName - suffix.length) + suffix;
    } while (used.has(numbered));
    counts.set(clean, count);
    used.add(numbered);
    return numbered;
  };
}

/** By code points, so that no character is halved. */
const cut = (text: string, length: number): string =>
  text.length <= length ? text : [...text].slice(0, length).join('').trim();
