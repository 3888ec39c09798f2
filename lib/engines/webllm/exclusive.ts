/** Who holds the GPU's memory. */
export interface Holder {
  /** Ends its worker at once. */
  release(): void;
}

let holder: Holder | null = null;

/**
 * Makes `next` the only one that may have a WebLLM worker: two initialisations at once leave one engine that silently answers ""
 * (its issue 821), and two models rarely fit beside each other. Module state on purpose: it outlives every component.
 */
export function acquire(next: Holder): void {
  if (holder === next) return;
  const previous = holder;
  holder = next;
  previous?.release();
}

/** Gives up the place, if it is held. */
export function release(from: Holder): void {
  if (holder === from) holder = null;
}
