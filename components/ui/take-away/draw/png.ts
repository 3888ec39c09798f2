import { embeddedFonts } from './fonts';
import { mark } from './mark';

/** Pixels of the image for one of the page. */
const usual = 2;

/** Pixels of a side and of an image that every browser of today can draw. */
const mostSide = 16_384;
const mostPixels = 1 << 27;

/** The scale of an image of this size: at most 2, less where it would be larger than browsers draw. */
export const scaleOf = (width: number, height: number): number =>
  Math.min(usual, mostSide / width, mostSide / height, Math.sqrt(mostPixels / (width * height)));

/** An SVG as an image, drawn with the fonts of the page. @throws Error where the browser cannot draw it */
export async function pngOf(svg: SVGElement): Promise<Blob> {
  const width = Number(svg.getAttribute('width'));
  const height = Number(svg.getAttribute('height'));
  const copy = svg.cloneNode(true) as SVGElement;
  copy.prepend(mark('style', {}, [await embeddedFonts()]));
  const text = new XMLSerializer().serializeToString(copy);
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = scaleOf(width, height);
    const canvas = document.createElement('canvas');
    canvas.width = Math.floor(width * scale);
    canvas.height = Math.floor(height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error(`An image of ${canvas.width} by ${canvas.height} pixels could not be drawn.`);
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}
