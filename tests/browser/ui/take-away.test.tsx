import papaparse from 'papaparse';
import { describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { AccuracyFigure } from '@/components/charts/accuracy-figure';
import { Provenance } from '@/components/ui/provenance';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Table } from '@/components/ui/table';
import { scaleOf } from '@/components/ui/take-away/draw/png';
import { OriginContext } from '@/components/ui/take-away/origin';
import { TakeAway } from '@/components/ui/take-away/take-away';
import { Failure } from '@/lib/core/failure';
import { act, emulate, frames, overflow, render, until } from '../../support/render';
import { offered, readSvg, save, savers, textsOf } from '../../support/saved-file';

const link = 'https://example.org/loupe/divide-and-conquer/#e=abc';
const series = ['IO & more', 'CoT', '<b>Divide</b>'].map((label, color) => ({
  ...{ id: label, label, color, variant: color === 2 ? 1 : 0 },
  points: [1, 2, 3].map(x => ({ x, value: 0.9 - 0.2 * color, low: 0.5 - 0.2 * color, high: 1 - 0.2 * color, n: 20 })),
}));

async function drawChart(linked: () => string | Promise<string> = () => link) {
  const frame = await render(
    <OriginContext value={{ name: 'divide-and-conquer', link: linked }}>
      <AccuracyFigure
        title="Accuracy by length"
        provenance={
          <Provenance kind="measured" n={60}>
            problems
          </Provenance>
        }
        series={series}
        xLabel="digits"
      />
    </OriginContext>,
  );
  await until(() => frame.querySelector('.recharts-line-curve') !== null);
  await frames();
  const [saver] = savers().filter(button => button.offsetWidth > 0);
  return { frame, saver: saver! };
}

const shapes = 'path, rect, line, circle, polyline, polygon, ellipse';

describe('a saved figure', () => {
  it('is a plain SVG that holds what the screen shows, its provenance and its link', async () => {
    const { frame, saver } = await drawChart();
    const file = await save(saver, 'SVG');
    expect(file.name).toBe('loupe-divide-and-conquer-accuracy-by-length.svg');
    const text = await file.blob.text();
    expect(text).not.toMatch(/var\(|\bclass=|<(foreignObject|script|style)|currentColor|oklab|color\(/);
    const svg = await readSvg(file);
    const picture = frame.querySelector('[data-picture]')!;
    const onScreen = (all: Iterable<Element>) => [...all].filter(one => one.closest('defs') === null);
    expect(svg.querySelectorAll(`svg ${shapes.replaceAll(', ', ', svg ')}`).length).toBeGreaterThan(9);
    const drawn = onScreen(svg.querySelectorAll('svg svg path')).map(path => path.getAttribute('d'));
    const shown = onScreen(picture.querySelectorAll('svg path')).map(path => path.getAttribute('d'));
    expect(drawn).toEqual(shown);
    const texts = textsOf(svg);
    const labels = [...picture.querySelectorAll('svg text, li')].map(({ textContent }) => textContent);
    expect(labels).toContain('<b>Divide</b>');
    expect(texts).toEqual(expect.arrayContaining([...labels, 'Accuracy by length']));
    expect(texts.join(' ')).toContain('measured · n = 60 · problems');
    expect(texts.join('')).toContain(link);
    expect([...svg.querySelectorAll('a')].map(one => one.getAttribute('href'))).toContain(link);
    const ids = [...svg.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of text.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
  });

  it('has the colours of print, whatever the theme, and the screen keeps its own', async () => {
    await emulate({ dark: true });
    const { frame, saver } = await drawChart();
    const before = getComputedStyle(frame).color;
    const svg = await readSvg(await save(saver, 'SVG'));
    const strokes = new Set([...svg.querySelectorAll('[stroke]')].map(one => one.getAttribute('stroke')));
    expect([...strokes]).toEqual(expect.arrayContaining(['#8a8d91', '#86550a', '#0b3d9c']));
    expect(svg.querySelector('rect')!.getAttribute('fill')).toBe('#ffffff');
    const title = [...svg.querySelectorAll('text')].find(one => one.textContent === 'Accuracy by length')!;
    expect(title.getAttribute('fill')).toBe('#14161a');
    expect(getComputedStyle(frame).color).toBe(before);
    expect(document.documentElement.classList.contains('dark')).toBe(true);
  });

  it('is an image of twice its size, and not empty', async () => {
    const { saver } = await drawChart();
    const svg = await readSvg(await save(saver, 'SVG'));
    const file = await save(saver, 'PNG');
    expect(file.name).toMatch(/\.png$/);
    const image = await createImageBitmap(file.blob);
    expect([image.width, image.height]).toEqual(['width', 'height'].map(name => 2 * Number(svg.getAttribute(name))));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
    const colours = new Map<number, number>();
    for (const pixel of pixels) colours.set(pixel, (colours.get(pixel) ?? 0) + 1);
    // The line of the second series, red, green and blue from the lowest byte.
    expect(colours.get(0xff0a5586)).toBeGreaterThan(100);
    expect(colours.get(0xffffffff)).toBeGreaterThan(pixels.length / 2);
  });

  it('is smaller than twice its size where browsers draw no larger image', () => {
    expect(scaleOf(800, 600)).toBe(2);
    for (const [width, height] of [
      [20_000, 100],
      [100, 40_000],
      [15_000, 15_000],
    ] as const)
      // prettier-ignore
      expect([scaleOf(width, height) * width, scaleOf(width, height) * height].every(side => side <= 16_384)).toBe(true);
    expect((scaleOf(15_000, 15_000) * 15_000) ** 2).toBeLessThanOrEqual(2 ** 27 + 1);
  });

  it('draws what the page cuts off as the page does, and no control', async () => {
    const frame = await render(
      <div data-take-away>
        <TakeAway title="Cut" />
        <div data-picture>
          <p className="w-24 truncate">a name that is much longer than its place</p>
          <div className="h-5 w-24 overflow-hidden">
            <div className="h-40 bg-accent" />
          </div>
          <p className="sr-only">for the ear</p>
          <p className="invisible">unseen</p>
          <SegmentedControl label="View" value="a" onChange={() => {}} segments={[{ value: 'a', label: 'pressed' }]} />
          <input defaultValue="typed" />
          <p className="border-l-4 border-danger-soft opacity-50">{'two\u0000  words\ud800'}</p>
        </div>
      </div>,
    );
    await frames();
    const svg = await readSvg(await save(savers()[0]!, 'SVG'));
    const texts = textsOf(svg);
    expect(texts).toContain('two\ufffd words\ufffd');
    const cut = texts.find(text => text.startsWith('a name'))!;
    expect(cut).toMatch(/^a name .*\u2026$/);
    expect(texts.join(' ')).not.toMatch(/ear|unseen|pressed|typed/);
    const clip = [...svg.querySelectorAll('clipPath rect')].at(-1)!;
    expect([clip.getAttribute('width'), clip.getAttribute('height')]).toEqual(['96', '20']);
    const faint = svg.querySelector('g[opacity="0.5"]')!;
    expect(faint.querySelector('line')!.getAttribute('stroke-width')).toBe('4');
    expect(frame.textContent).toContain('pressed');
  });

  it('has its table as CSV and Markdown, also where the table is shown', async () => {
    const { frame, saver } = await drawChart();
    const rows = [...frame.querySelectorAll('tr')].map(row =>
      [...row.cells].map(({ textContent }) => textContent.trim()),
    );
    expect(rows.length).toBe(10);
    const csv = await (await save(saver, 'CSV')).blob.text();
    expect(papaparse.parse(csv.trimEnd(), { delimiter: ',' }).data).toEqual(rows);
    await act(() => userEvent.click(frame.querySelector('[aria-label="Show as a table"]')!));
    const markdown = await (await save(saver, 'Markdown')).blob.text();
    expect(markdown).toContain('**Accuracy by length**\n\nmeasured · n = 60 · problems\n\n| Strategy |');
    expect(markdown).toContain(`<${link}>`);
    expect(markdown).toContain('| \\<b\\>Divide\\</b\\> | 1 |');
    expect(markdown.split('\n').filter(line => line.startsWith('|')).length).toBe(11);
    // One button for the figure and its table.
    expect(savers().filter(button => button.offsetWidth > 0)).toEqual([saver]);
  });

  it('says why nothing was saved', async () => {
    const { saver } = await drawChart(() => Promise.reject(new Failure('link-too-large')));
    await act(() => userEvent.click(saver));
    await until(() => offered().length > 0);
    await act(() => userEvent.click(offered()[0]!));
    await until(() => document.querySelector('[role=dialog] [role=alert]') !== null);
    await act(() => userEvent.keyboard('{Escape}'));
    await until(() => offered().length === 0 && document.activeElement === saver);
  });

  it('leaves the focus on the format that could not be saved', async () => {
    const { saver } = await drawChart();
    const draw = vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation(done => void setTimeout(done, 100, null)); // prettier-ignore
    saver.focus();
    await act(() => userEvent.keyboard('{Enter}'));
    await until(() => document.activeElement === offered()[0]);
    await act(() => userEvent.keyboard('{Tab}{Enter}'));
    await until(() => document.querySelector('[role=dialog] [role=alert]') !== null);
    draw.mockRestore();
    expect(document.activeElement).toBe(offered()[1]);
  });

  it('is offered by the keyboard, within a narrow screen', async () => {
    await emulate({ width: 360 });
    const { saver } = await drawChart();
    saver.focus();
    await act(() => userEvent.keyboard('{Enter}'));
    await until(() => offered().length > 0);
    expect(offered().map(({ textContent }) => textContent.split(/ ?(?=for|an|a )/)[0])).toEqual([
      'SVG',
      'PNG',
      'CSV',
      'Markdown',
    ]);
    expect(saver.getAttribute('aria-expanded')).toBe('true');
    expect(offered()).toContain(document.activeElement);
    expect(overflow()).toBe(0);
    await act(() => userEvent.click(saver));
    await until(() => offered().length === 0);
  });
});

describe('a saved table', () => {
  const table = (shown: number) => (
    <Table
      caption="Answers"
      rows={['=1+1', 'a|b', 'c'].slice(0, shown)}
      savedRows={['=1+1', 'a|b', 'c']}
      rowKey={String}
      columns={[
        { id: 'text', title: 'Text', cell: row => row },
        {
          id: 'score',
          title: 'Score',
          numeric: true,
          cell: () => (
            <>
              88{'\u202f'}%<span className="block">80 to 95</span>
            </>
          ),
        },
        {
          id: 'sign',
          title: 'Sign',
          cell: row => (
            <span className="inline-flex gap-1">
              <svg />
              <span className={row === 'c' ? '' : 'sr-only'}>right</span>
              <span className="sr-only">spoken</span>
            </span>
          ),
        },
      ]}
    />
  );

  it('has all rows, also those that the page does not show, as one reads them', async () => {
    const frame = await render(table(1));
    expect(frame.querySelectorAll('tbody tr').length).toBe(1);
    const csv = await (await save(savers()[0]!, 'CSV')).blob.text();
    expect(papaparse.parse(csv.trimEnd(), { delimiter: ',' }).data).toEqual([
      ['Text', 'Score', 'Sign'],
      ["'=1+1", '88\u202f%; 80 to 95', 'right spoken'],
      ['a|b', '88\u202f%; 80 to 95', 'right spoken'],
      ['c', '88\u202f%; 80 to 95', 'right'],
    ]);
    expect(frame.querySelectorAll('tbody tr').length).toBe(1);
  });

  it('is offered under the pointer and under the focus, and moves nothing', async () => {
    await emulate({});
    const frame = await render(<div className="p-8">{table(3)}</div>);
    const [saver] = savers();
    const [region] = frame.querySelectorAll<HTMLElement>('[role=region]');
    expect(saver!.getAttribute('aria-label')).toBe('Save: Answers');
    expect(saver!.parentElement!.offsetHeight).toBe(region!.parentElement!.offsetHeight);
    expect(getComputedStyle(saver!).opacity).toBe('0');
    await act(() => userEvent.tab());
    await act(() => userEvent.tab());
    expect(document.activeElement).toBe(saver);
    await until(() => getComputedStyle(saver!).opacity === '1');
    await act(() => userEvent.click(saver!));
    await until(() => offered().length === 2);
  });
});
