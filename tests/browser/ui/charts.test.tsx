import { describe, expect, it } from 'vitest';
import { AccuracyChart } from '@/components/charts/accuracy-chart';
import { BarChart } from '@/components/charts/bar-chart';
import { CostChart } from '@/components/charts/cost-chart';
import { emulate, frames, render } from '../../support/render';

const ids = ['io', 'cot', 'divide-and-conquer'];
const accuracy = ids.map((id, color) => ({
  id,
  label: id,
  color,
  points: [1, 2, 3].map(x => ({ x, value: 0.9 - 0.2 * color, low: 0.5 - 0.2 * color, high: 1 - 0.2 * color, n: 20 })),
}));
/** The second series was not counted at size 2. */
const cost = ids.map((id, color) => ({
  id,
  label: id,
  color,
  points: [1, 2, 3].map(x => ({ x, value: color === 1 && x === 2 ? null : 10 ** color * x })),
}));

async function draw(chart: React.ReactNode) {
  const frame = await render(<div style={{ width: '100%' }}>{chart}</div>);
  await frames();
  await expect.poll(() => frame.querySelector('svg text')).not.toBeNull();
  const texts = [...frame.querySelectorAll('svg text')];
  return {
    frame,
    texts: texts.map(({ textContent }) => textContent),
    fontSizes: new Set(texts.map(text => getComputedStyle(text).fontSize)),
    lines: [...frame.querySelectorAll('.recharts-line-curve')].map(line => line.getAttribute('stroke')),
    marks: frame.querySelectorAll('.recharts-line-dots path').length,
  };
}

describe('the chart of accuracy', () => {
  it('has one line and its marks and intervals a series, over per cent', async () => {
    await emulate({});
    const { frame, texts, lines, marks } = await draw(<AccuracyChart series={accuracy} xLabel="digits" />);
    expect(lines).toEqual(['var(--series-1)', 'var(--series-2)', 'var(--series-3)']);
    expect(marks).toBe(9);
    expect(frame.querySelectorAll('.recharts-errorBar').length).toBe(9);
    expect(texts).toEqual(expect.arrayContaining(['1', '2', '3', 'digits', '0\u202f%', '50\u202f%', '100\u202f%']));
  });
});

describe('the chart of costs', () => {
  it('has one line a series over powers of ten, and leaves out what was not counted', async () => {
    await emulate({});
    const { texts, lines, marks } = await draw(<CostChart series={cost} unit="calls" xLabel="digits" />);
    expect(lines).toEqual(['var(--series-1)', 'var(--series-2)', 'var(--series-3)']);
    expect(marks).toBe(8);
    expect(texts).toEqual(expect.arrayContaining(['1', '10', '100', '1,000', 'digits']));
  });
});

describe('the text of charts', () => {
  it('follows the reader', async () => {
    const chart = <CostChart series={cost} unit="calls" xLabel="digits" />;
    await emulate({});
    expect((await draw(chart)).fontSizes).toEqual(new Set(['13px']));
    await emulate({ textZoom: 200 });
    expect((await draw(chart)).fontSizes).toEqual(new Set(['26px']));
  });

  it('leaves room for the bars at 360 pixels and 200 %', async () => {
    await emulate({ width: 360, textZoom: 200 });
    const bars = ids.map((id, color) => ({ id, label: `Strategy ${id}`, color, value: 10 * (color + 1) }));
    const { frame } = await draw(<BarChart bars={bars} unit="calls" />);
    const longest = [...frame.querySelectorAll('.recharts-bar-rectangle path')].at(-1)!.getBoundingClientRect();
    expect(longest.width).toBeGreaterThan(60);
    for (const text of frame.querySelectorAll('svg text')) {
      expect(text.getBoundingClientRect().right).toBeLessThanOrEqual(360);
    }
  });
});
