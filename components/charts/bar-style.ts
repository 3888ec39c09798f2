import type { BarLook } from './series';

/** The fill and outline of a bar in the colour `ink` of its series: filled, light with an outline, or a dashed outline only. */
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
