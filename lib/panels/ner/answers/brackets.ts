/**
 * What stands between brackets, for each match of `open`, anything, `close` from the left: the shortest match from the first `open` on, as a
 * regular expression `\[(.*?)\]` finds it, but in linear time also where brackets do not close.
 */
export function bracketed(text: string, open: string, close: string): string[] {
  const found: string[] = [];
  for (let at = 0; ;) {
    const from = text.indexOf(open, at);
    const to = from < 0 ? -1 : text.indexOf(close, from + 1);
    if (to < 0) return found;
    found.push(text.slice(from + 1, to));
    at = to + 1;
  }
}
