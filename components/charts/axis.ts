/** The looks of all axes. Font sizes are in rem, so that they follow the reader's text size, and colours follow the theme. */
export const axis = {
  tick: { fill: 'var(--muted)', fontSize: '0.8125rem' },
  stroke: 'var(--line-strong)',
  tickLine: false,
} as const;

/** The name of an axis, drawn under or beside it. */
export const axisLabel = { fill: 'var(--muted)', fontSize: '0.8125rem' } as const;

/** The ticks of an axis that names the bars. */
export const barTick = { fill: 'var(--ink)', fontSize: '0.875rem' } as const;

export const grid = { stroke: 'var(--line)', strokeWidth: 1 } as const;
