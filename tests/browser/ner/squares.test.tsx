import { describe, expect, it } from 'vitest';
import { Squares } from '@/components/ner/annotate/squares';
import { render } from '../../support/render';

const drawn = async (count: number) => {
  const looks = Array.from({ length: count }, (_, at) => ({ color: 'fill-accent', strength: (at % 3) / 2 }));
  return render(<Squares looks={looks} />);
};

describe('squares', () => {
  it('draws every square once, and one element for all that look alike', async () => {
    const frame = await drawn(300);
    const paths = [...frame.querySelectorAll('path')];
    expect(paths).toHaveLength(3);
    const corners = paths.flatMap(path => path.getAttribute('d')!.match(/M[\d ]+/g)!);
    expect(new Set(corners).size).toBe(300);
  });

  it('shows all of them within its frame', async () => {
    const svg = (await drawn(300)).querySelector('svg')!;
    const { width, height } = svg.viewBox.baseVal;
    for (const path of svg.querySelectorAll('path')) {
      const box = path.getBBox();
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
    }
  });
});
