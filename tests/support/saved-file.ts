import { vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { act, until } from './render';

export interface SavedFile {
  name: string;
  blob: Blob;
}

/** Presses a `TakeAway` and one of its formats, and takes the file that the browser would keep. */
export async function save(button: HTMLElement, format: string): Promise<SavedFile> {
  let saved: SavedFile | undefined;
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const { href, download: name } = this;
    void fetch(href).then(async answer => (saved = { name, blob: await answer.blob() }));
  });
  try {
    await act(() => userEvent.click(button));
    await until(() => offered().length > 0);
    const chosen = offered().find(one => one.textContent.startsWith(format));
    if (!chosen) throw new Error(`${format} is not offered.`);
    await act(() => userEvent.click(chosen));
    await until(() => saved !== undefined);
    await until(() => offered().length === 0);
    if (!saved) throw new Error('Nothing was saved.');
    return saved;
  } finally {
    click.mockRestore();
  }
}

/** The formats of the open menu. */
export const offered = (): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('[role=dialog][aria-label="Save as"] button'),
];

/** The buttons that save something, in their order. */
export const savers = (): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('button[title=Save][aria-haspopup=dialog]'),
];

/** A saved SVG, as a program reads it. @throws Error where it is not well-formed */
export async function readSvg({ blob }: SavedFile): Promise<SVGSVGElement> {
  const read = new DOMParser().parseFromString(await blob.text(), 'image/svg+xml');
  const wrong = read.querySelector('parsererror');
  if (wrong) throw new Error(wrong.textContent);
  return read.documentElement as unknown as SVGSVGElement;
}

/** The texts of an SVG, one an element. */
export const textsOf = (svg: Element): string[] =>
  [...svg.querySelectorAll('text')].map(({ textContent }) => textContent.trim());
