/** How a label is drawn: by colour and by the pattern of its line, so that labels differ in grey, too. */
export interface LabelStyle {
  /** Index in the palette of series: `seriesColor`. */
  color: number;
  /** CSS `border-style` of its line. */
  line: 'solid' | 'dashed' | 'dotted' | 'double';
}

const lines = ['solid', 'dashed', 'dotted', 'double'] as const;

/** The style of a label by its place in the label set; a label outside of the set is grey, as the first series is. */
export function labelStyle(label: string, labels: readonly string[]): LabelStyle {
  const place = labels.indexOf(label);
  if (place < 0) return { color: 0, line: 'dotted' };
  return { color: 1 + (place % 7), line: lines[place % lines.length] ?? 'solid' };
}
