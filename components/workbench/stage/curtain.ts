/** Between two pages of a running order, the next page would be seen for a moment as it is outside of stage mode. */
let curtain: HTMLElement | null = null;

/** Milliseconds after which it goes by itself, should the next page not come. */
const longest = 10_000;

export function dropCurtain(): void {
  liftCurtain();
  const drawn = document.createElement('div');
  drawn.className = 'fixed inset-0 z-50 bg-paper';
  document.body.append(drawn);
  curtain = drawn;
  setTimeout(() => drawn.remove(), longest);
}

/** Whether the page that comes was opened from another one of the running order. */
export const isCurtainDown = (): boolean => curtain !== null;

export function liftCurtain(): void {
  curtain?.remove();
  curtain = null;
}
