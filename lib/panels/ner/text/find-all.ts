/**
 * All places of a text in another, also those that overlap, in time linear in both lengths (Knuth, Morris and Pratt 1977). Empty for an
 * empty text.
 */
export function findAll(text: string, wanted: string): number[] {
  const places: number[] = [];
  if (wanted === '' || wanted.length > text.length) return places;
  const first = text.indexOf(wanted);
  if (first < 0) return places;
  const borders = bordersOf(wanted);
  let matched = 0;
  for (let at = first; at < text.length; at++) {
    const code = text.charCodeAt(at);
    while (matched > 0 && wanted.charCodeAt(matched) !== code) matched = borders[matched - 1] ?? 0;
    if (wanted.charCodeAt(matched) === code) matched++;
    if (matched < wanted.length) continue;
    places.push(at + 1 - wanted.length);
    matched = borders[matched - 1] ?? 0;
  }
  return places;
}

/** By end of a prefix: the length of its longest proper prefix that is also its suffix. */
function bordersOf(wanted: string): number[] {
  const borders = [0];
  let length = 0;
  for (let at = 1; at < wanted.length; at++) {
    const code = wanted.charCodeAt(at);
    while (length > 0 && wanted.charCodeAt(length) !== code) length = borders[length - 1] ?? 0;
    if (wanted.charCodeAt(length) === code) length++;
    borders.push(length);
  }
  return borders;
}
