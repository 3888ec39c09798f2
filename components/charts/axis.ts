/** Looks that all charts share: quiet axes, figures in the ink of captions, and colours that follow the theme. */
export const axis = {
  tick: { fill: 'var(--muted)', fontSize: 13 },
  stroke: 'var(--line-strong)',
  tickLine: false,
} as const;

/** The name of an axis, set under or beside it. */
export const axisLabel = { fill: 'var(--muted)', fontSize: 13 } as const;

export const grid = { stroke: 'var(--line)', strokeWidth: 1 } as const;
