/** The next frame of the page, or a tenth of a second where the page is hidden and draws none. */
export function nextFrame(callback: () => void): void {
  if (document.visibilityState === 'visible') requestAnimationFrame(callback);
  else setTimeout(callback, 100);
}
