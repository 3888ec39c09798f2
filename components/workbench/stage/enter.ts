import type { WorkbenchStore } from '../store';

/**
 * Shows the picture alone, on the full screen where the browser allows it; only a press of the person may ask for that. `order` is the
 * running order, empty for the panel's own.
 */
export function enterStage(store: WorkbenchStore, order = ''): void {
  store.getState().showStage(order);
  fillScreen();
}

/** A browser that refuses leaves the picture in its window. */
export function fillScreen(): void {
  // Phones have no such function.
  void document.documentElement.requestFullscreen?.().catch(() => {});
}
