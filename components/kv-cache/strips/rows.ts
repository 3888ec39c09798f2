/** Where the strip of a head is drawn, in pixels of the device from the top: rows `top` to `bottom`, without the latter. */
export interface StripRow {
  top: number;
  bottom: number;
}

/** CSS pixels where a rem has 16. */
const space = 200;
const lowest = 3;
const highest = 13;
const layerGap = 4;

/**
 * The strips of all heads, layer by layer, about 200 CSS pixels high in all unless there are very many.
 *
 * @param pixelRatio pixels of the device for each CSS pixel of a page whose rem has 16
 */
export function stripRows(layers: number, kvHeads: number, pixelRatio: number): { rows: StripRow[]; height: number } {
  const heads = layers * kvHeads;
  const each = Math.min(highest, Math.max(lowest, Math.floor((space - layers * layerGap) / Math.max(1, heads))));
  const pitch = Math.round(each * pixelRatio);
  const between = Math.max(1, Math.round(pixelRatio));
  const gap = Math.round(layerGap * pixelRatio);
  const rows = Array.from({ length: heads }, (_, head): StripRow => {
    const top = head * pitch + Math.floor(head / kvHeads) * gap;
    return { top, bottom: top + pitch - between };
  });
  return { rows, height: heads * pitch + Math.max(0, layers - 1) * gap };
}
