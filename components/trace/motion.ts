/** Milliseconds in which a picture turns into another one. */
const duration = 180;

const nodesOf = (picture: HTMLElement) => [...picture.querySelectorAll<HTMLElement>('[data-node]')];

/** Where the nodes of a picture are on the screen. */
export const placesOf = (picture: HTMLElement): Map<string, DOMRect> =>
  new Map(nodesOf(picture).map(node => [node.dataset.node ?? '', node.getBoundingClientRect()]));

/** Moves the nodes of a picture from where they were to where they are; new ones and the lines appear. Still under reduced motion. */
export function animateFrom(picture: HTMLElement, before: ReadonlyMap<string, DOMRect>): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  // Ways are measured on the screen and set inside the scaled picture.
  const scale = picture.getBoundingClientRect().width / picture.offsetWidth;
  const timing = { duration, easing: 'ease-out' };
  const appear = [{ opacity: 0 }, { opacity: 1 }];
  for (const node of nodesOf(picture)) {
    const old = before.get(node.dataset.node ?? '');
    const now = node.getBoundingClientRect();
    const way = old && { x: (old.left - now.left) / scale, y: (old.top - now.top) / scale };
    node.animate(way ? [{ transform: `translate(${way.x}px, ${way.y}px)` }, { transform: 'none' }] : appear, timing);
  }
  picture.querySelector('[data-edges]')?.animate(appear, timing);
}
