import { drawPage } from './draw/draw-page';
import { mark } from './draw/mark';
import { placeAt } from './draw/place';
import { inPrintColours } from './draw/print-colours';
import type { FrameText } from './frame';

/** The gap in a frame that a picture of the page is drawn into. */
interface Gap {
  place: Element;
  picture: Element;
}

/**
 * A frame with its picture as a file.
 *
 * @throws Error where the browser cannot draw the image
 */
export async function pictureFile(
  frame: Element,
  gap: Gap | null,
  format: 'svg' | 'png',
  text: FrameText,
): Promise<Blob> {
  const svg = svgOf(frame, gap, text);
  if (format === 'png') return await (await import('./draw/png')).pngOf(svg);
  return new Blob([xmlHead, new XMLSerializer().serializeToString(svg), '\n'], { type: 'image/svg+xml' });
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n';

let drawings = 0;

/** A frame with its picture as one SVG, in the colours of print. */
function svgOf(frame: Element, gap: Gap | null, { title, provenance, link }: FrameText): SVGElement {
  return inPrintColours(() => {
    const { left, top, width, height } = frame.getBoundingClientRect();
    const prefix = `loupe${++drawings}`;
    const marks = drawPage(frame, placeAt(left, top, prefix));
    if (gap) {
      const from = gap.place.getBoundingClientRect();
      const to = gap.picture.getBoundingClientRect();
      marks.push(...drawPage(gap.picture, placeAt(to.left - (from.left - left), to.top - (from.top - top), `${prefix}p`))); // prettier-ignore
    }
    const size = { width: Math.ceil(width), height: Math.ceil(height) };
    const about = [mark('title', {}, [title]), mark('desc', {}, [`${provenance} ${link}`.trim()])];
    return mark('svg', { ...size, viewBox: `0 0 ${size.width} ${size.height}`, role: 'img' }, [...about, ...marks]);
  });
}
