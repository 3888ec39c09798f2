/** An engine that can have the one WebLLM worker. */
export interface Holder {
  /** Ends its worker at once. */
  release(): void;
}

let holder: Holder | null = null;

/**
 * Makes `next` the only engine with a WebLLM worker and releases the previous one. After two concurrent initialisations, one engine
 * answers "" without an error (issue 821 of the library), and two models rarely fit into memory. The state belongs to the module, because
 * it must outlive all components.
 */
export function acquire(next: Holder): void {
  if (holder === next) return;
  const previous = holder;
  holder = next;
  previous?.release();
}

/** Ends the exclusive use if `from` has it. */
export function release(from: Holder): void {
  if (holder === from) holder = null;
}
