/** Is sent to every canvas when the colours of the page have changed at once: it draws itself anew before it returns. */
export const redrawEvent = 'loupe-redraw';

/**
 * What `read` finds while the page has the colours of print: the light theme, on white. The page is as before when this returns, and the
 * browser paints nothing in between, so that nothing is seen on the screen.
 */
export function inPrintColours<T>(read: () => T): T {
  const { documentElement: root, head } = document;
  const isDark = root.classList.contains('dark');
  const { colorScheme } = root.style;
  // A colour that changes by a transition would be read as it was before.
  const still = head.appendChild(document.createElement('style'));
  still.textContent = '*,::before,::after{transition:none!important}';
  root.classList.remove('dark');
  root.style.colorScheme = 'light';
  root.style.setProperty('--paper', '#ffffff');
  try {
    if (isDark) redrawCanvases();
    return read();
  } finally {
    root.classList.toggle('dark', isDark);
    root.style.colorScheme = colorScheme;
    root.style.removeProperty('--paper');
    if (isDark) redrawCanvases();
    // All colours are computed again while its rule is there.
    document.body.getBoundingClientRect();
    still.remove();
  }
}

const redrawCanvases = () =>
  document.querySelectorAll('canvas').forEach(canvas => canvas.dispatchEvent(new Event(redrawEvent)));
