/** Pixels that stay free around what is brought into view. */
const free = 8;

/** How far a range must be moved so that it lies in another one; its beginning counts where it is longer. */
function overhang(start: number, end: number, first: number, last: number): number {
  if (start < first + free || end - start > last - first - 2 * free) return start - first - free;
  return Math.max(0, end - last + free);
}

const isIn = (start: number, end: number, first: number, last: number) => start >= first && end <= last;

/** Scrolls a frame, and nothing around it, until these elements are in view, or the beginning of them where they need more room. */
export function scrollWithin(frame: HTMLElement, elements: readonly Element[]): void {
  const rects = elements.map(element => element.getBoundingClientRect());
  if (rects.length === 0) return;
  const view = frame.getBoundingClientRect();
  const left = Math.min(...rects.map(rect => rect.left));
  const right = Math.max(...rects.map(rect => rect.right));
  const top = Math.min(...rects.map(rect => rect.top));
  const bottom = Math.max(...rects.map(rect => rect.bottom));
  frame.scrollBy({
    left: isIn(left, right, view.left, view.right) ? 0 : overhang(left, right, view.left, view.right),
    top: isIn(top, bottom, view.top, view.bottom) ? 0 : overhang(top, bottom, view.top, view.bottom),
    behavior: 'instant',
  });
}

/** Whether no part of an element is on the screen. */
export function isOffScreen(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom <= 0 || top >= window.innerHeight;
}
