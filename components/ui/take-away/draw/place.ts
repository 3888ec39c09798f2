/** Where a drawing begins on the screen, and what is unique in it. */
export interface Place {
  /** Pixels of the screen. */
  left: number;
  top: number;
  /** The id in the drawing of an id of the page; a new one where it has none. */
  idOf: (id?: string) => string;
}

/** A place whose ids begin with `prefix`, and count from 1. */
export function placeAt(left: number, top: number, prefix: string): Place {
  const ids = new Map<string, string>();
  let count = 0;
  const next = () => `${prefix}-${++count}`;
  return {
    left,
    top,
    idOf: id => {
      if (id === undefined) return next();
      const known = ids.get(id) ?? next();
      ids.set(id, known);
      return known;
    },
  };
}
