import type { BarLook } from './series';

/** The fill and frame of a bar, in the ink of its series: full, light within a frame, or a dashed frame alone. */
export function looksOf(look: BarLook, ink: string) {
  switch (look) {
    case 'solid':
      return { fill: ink };
    case 'light':
      return { fill: ink, fillOpacity: 0.3, stroke: ink, strokeWidth: 1 };
    case 'outline':
      return { fill: 'transparent', stroke: ink, strokeWidth: 1.5, strokeDasharray: '3 2' };
  }
}
