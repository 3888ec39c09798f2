/** The number of distinct series colours and markers. Series 9 looks like series 1. */
export const seriesCount = 8;

/** Marker shapes in the order of the colours, so that series differ in shape too. The names are those of d3-shape symbols. */
const shapes = ['circle', 'square', 'diamond', 'triangle', 'cross', 'star', 'wye', 'ring'] as const;

export type SeriesShape = (typeof shapes)[number];

const place = (index: number): number => ((index % seriesCount) + seriesCount) % seriesCount;

/**
 * The colour of a series as a CSS value that follows the theme. `index` is the place in the registry of strategies or policies
 * (0 is the baseline, a neutral grey), so that a colour means the same series in every chart, tree and table.
 */
export const seriesColor = (index: number): string => `var(--series-${place(index) + 1})`;

/** The marker that goes with the colour of the same index. */
export const seriesShape = (index: number): SeriesShape => shapes[place(index)] ?? 'circle';
