import type { Box, Gaps, Picture, Place, Rows } from './layout';

/**
 * A box with the pictures of its children in rows below it, filled from the left like text: an appended child moves none before it.
 * The box of a sequence stands over the first step, another one over the middle.
 */
export function layRows(box: Box, subtrees: readonly Picture[], gaps: Gaps, { room, steps, rail }: Rows): Picture {
  const beside = box.isSequence ? steps : gaps.siblings;
  const places: Place[] = [];
  let x = rail;
  let y = box.height + gaps.levels;
  let rowHeight = 0;
  let right = rail + box.width;
  for (const subtree of subtrees) {
    if (x > rail && x + subtree.width > room - rail) {
      x = rail;
      y += rowHeight + gaps.levels;
      rowHeight = 0;
    }
    for (const place of subtree.places)
      places.push({ ...place, x: x + place.x, y: y + place.y, parent: place.parent ?? box.key });
    right = Math.max(right, x + subtree.width);
    rowHeight = Math.max(rowHeight, subtree.height);
    x += subtree.width + beside;
  }
  const width = right + rail;
  const left = box.isSequence ? rail : (width - box.width) / 2;
  const own: Place = { key: box.key, x: left, y: 0, width: box.width, height: box.height, parent: null };
  return { width, height: y + rowHeight, places: [own, ...places] };
}
