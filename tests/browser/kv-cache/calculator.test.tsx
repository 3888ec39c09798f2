import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Calculator } from '@/components/kv-cache/calculator/calculator';
import { type CalculatorState, defaultState } from '@/lib/panels/kv-cache/calculator/state';
import { appears, button, errorOf, field, keys, press, type } from '../../support/draw-workbench';
import { act, emulate, frames, overflow, render, until } from '../../support/render';

beforeEach(() => emulate({}));

async function draw(initial?: CalculatorState) {
  const frame = await render(
    <main>
      <h1>KV cache</h1>
      <Calculator {...(initial && { initial })} />
    </main>,
  );
  await until(() => frame.querySelectorAll('.recharts-surface').length >= 4);
  return frame;
}

const region = (name: string) => document.querySelector<HTMLElement>(`[aria-label="${name}"]`)!;
const result = () => region('What the cache costs').textContent ?? '';
const choose = (label: string, value: string) => act(() => userEvent.selectOptions(field(label), value));
/** The cells of the table with a caption, row by row. */
function rowsOf(caption: string): string[][] {
  const table = [...document.querySelectorAll('table')].find(one => one.caption?.textContent?.startsWith(caption));
  if (!table) throw new Error(`There is no table ${caption}.`);
  return [...table.tBodies[0]!.rows].map(row => [...row.cells].map(cell => cell.textContent ?? ''));
}
const toggle = (label: string) => act(() => userEvent.click(field(label)));

/** Opens the dialog and has a text read. */
async function paste(text: string) {
  await press('Use your own config.json');
  await until(() => document.querySelector('[role=tab]') !== null);
  const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
  await act(() => userEvent.click(tabs.find(({ textContent }) => textContent === 'Pasted text')!));
  await type('The text of a config.json', text);
  await press('Read the text');
}

describe('the calculator', () => {
  it('opens with a result: three numbers, what fits, the layers and four comparisons', async () => {
    const frame = await draw();
    expect(result()).toContain('131,072 bytes');
    expect(result()).toContain('One sequence of 32,768 tokens needs 1.1 GB. 52 sequences fit at once');
    expect(rowsOf('Layers by kind')).toEqual([
      [expect.stringContaining('Full attention'), '32', '131,072 bytes', 'none', 'none', '1.1 GB', expect.any(String)],
    ]);
    expect([...frame.querySelectorAll('figure h3')].map(title => title.textContent)).toEqual([
      'Memory of one sequence, by context',
      'Sequences of 32K tokens that fit',
      'Throughput gained by compression',
      'Tokens a second, by batch',
    ]);
    for (const figure of frame.querySelectorAll('figure')) expect(figure.textContent).toMatch(/computed/i);
  });

  it('shows windows, states and growth apart, by kind of layer', async () => {
    await draw();
    await choose('Model', 'gpt-oss-20b');
    expect(rowsOf('Layers by kind').map(cells => cells.slice(1, 5))).toEqual([
      ['12', '24,576 bytes', 'none', 'none'],
      ['12', 'none', '3.1 MB', 'none'],
    ]);
    expect(result()).toContain('Its attention sinks are one learned number for each head');
    expect(document.querySelector('[role=img]')?.ariaLabel).toContain(
      'layer 1: Sliding window; layer 2: Full attention',
    );
    await choose('Model', 'qwen3.6-27b');
    expect(rowsOf('Layers by kind')[1]!.slice(1, 5)).toEqual(['48', 'none', 'none', '154 MB']);
  });

  it('applies techniques, formats and what a program sets aside', async () => {
    await draw();
    await toggle('DMC: merge tokens');
    expect(result()).toContain('needs 4.3 GB. 13 sequences fit');
    await toggle('Evict down to a budget of slots');
    await type('Budget', '1024');
    expect(result()).toContain('needs 134 MB.');
    expect(rowsOf('Sequences of').map(([name]) => name)).toEqual(['All tokens, 16 bits', 'Slot budget']);
    await choose('Cache', 'q4_0');
    expect(result()).toContain('36,864 bytes');
    await toggle('Evict down to a budget of slots');
    await type('Context', '1000');
    await act(() => userEvent.click(field('llama.cpp')));
    // 1,024 cells of 36,864 bytes.
    expect(result()).toContain('needs 38 MB.');
    expect(region('Compression and storage').textContent).toContain('multiples of 256 cells');
  });

  it('says the ratio that DMS has in effect, which its window makes smaller', async () => {
    await draw();
    await toggle('DMS: evict tokens after a delay');
    await type('Context', '512');
    expect(region('Compression and storage').textContent).toContain('At 512 tokens it is 1.78× in effect.');
  });

  it('says where a technique has nothing to work on', async () => {
    await draw();
    await choose('Model', 'deepseek-v3');
    expect(region('Compression and storage').textContent).toContain('It changes nothing here');
  });

  it('marks what the paper states as quoted, beside what is computed', async () => {
    const frame = await draw();
    const quoted = [...frame.querySelectorAll('p')].map(p => p.textContent ?? '').filter(text => /^quoted/i.test(text));
    expect(quoted).toHaveLength(3);
    expect(quoted[0]).toContain('3.7 times');
    expect(quoted.join()).toContain('arXiv 2403.09636v2');
    expect([...frame.querySelectorAll('svg text')].map(text => text.textContent)).toEqual(
      expect.arrayContaining(['quoted: 3.7×', 'quoted: 7×']),
    );
    expect(rowsOf('Throughput gained')[0]).toEqual(['1×', '1×', '1×']);
  });

  it('keeps its figures while a number is not allowed, and says what is', async () => {
    await draw();
    await type('Context', '0');
    expect(errorOf('Context')).toBe('Use a whole number from 1 to 16,777,216.');
    expect(result()).toContain('One sequence of 32,768 tokens');
    await type('Context', '200000');
    expect(region('Model and device').textContent).toContain('This is longer.');
    expect(result()).toContain('One sequence of 200,000 tokens');
  });

  it('stays whole where nothing fits', async () => {
    await draw();
    await choose('Device', 'snapdragon-8-elite');
    expect(result()).toContain('The weights alone do not fit on one device');
    expect(region('Comparisons').textContent).toContain('there is nothing to compare with');
    expect(region('Comparisons').textContent).toContain('No sequence fits beside the weights.');
  });

  it('shows throughput by context too', async () => {
    await draw();
    await act(() => userEvent.click(document.querySelector('[aria-label=Throughput] [role=radio]:last-child')!));
    await until(() => document.querySelectorAll('.recharts-surface').length >= 4);
    expect(rowsOf('Tokens a second, by context').map(([tokens]) => tokens)).toContain('32K');
  });
});

describe('a config.json of one\u2019s own', () => {
  const config = { num_hidden_layers: 2, num_attention_heads: 4, num_key_value_heads: 1, head_dim: 64 };

  it('is pasted and computed, with the parameters that its reader adds', async () => {
    await draw();
    await paste(JSON.stringify({ text_config: config }));
    await until(() => document.querySelector('[role=dialog]') === null);
    expect(result()).toContain('pasted text: the KV cache');
    expect(result()).toContain('512 bytes');
    expect(result()).toContain('Weights: 0 kB.');
    await type('Parameters', '2');
    expect(result()).toContain('Weights: 4 GB.');
    await choose('Model', 'llama-2-7b');
    expect(result()).toContain('524,288 bytes');
  });

  it('that cannot be computed with is refused by a sentence, and the model before stays', async () => {
    await draw();
    await paste(JSON.stringify({ ...config, num_hidden_layers: 1e9 }));
    await appears('num_hidden_layers is 1000000000: it is not a whole number from 1 to 2,048.');
    expect(document.querySelector('[role=alert]')?.textContent).toContain('This config.json cannot be computed with.');
    await keys('{Escape}');
    await until(() => document.querySelector('[role=dialog]') === null);
    expect(result()).toContain('131,072 bytes');
    expect(document.activeElement).toBe(button('Use your own config.json'));
  });
});

describe('everybody', () => {
  it('reaches every control by the keyboard, in the order of the page', async () => {
    await draw();
    const names: string[] = [];
    field('Model').focus();
    for (let step = 0; step < 14; step++) {
      const { activeElement } = document;
      const label = activeElement instanceof HTMLElement && 'labels' in activeElement ? activeElement.labels : null;
      names.push((label as NodeListOf<HTMLLabelElement> | null)?.[0]?.textContent ?? activeElement?.textContent ?? '');
      await keys('{Tab}');
    }
    expect(names.slice(0, 5)).toEqual(['Model', 'Use your own config.json', 'Device', 'Context', 'Users']);
    expect(names).toContain('DMC: merge tokens');
    act(() => field('DMC: merge tokens').focus());
    await keys(' ');
    expect(field('DMC: merge tokens').ariaChecked).toBe('false');
  });

  it('finds no broken rule of axe, in light and dark', { timeout: 180_000 }, async () => {
    for (const dark of [false, true]) {
      await emulate({ dark });
      const frame = await draw({
        ...defaultState,
        model: { kind: 'preset', id: 'deepseek-v4-flash' },
        ...{ device: 'b200', weightBytes: 0.5, format: 'q8_0' },
      });
      await frames();
      // A colour on its way from one theme to the other is neither.
      for (const animation of document.getAnimations()) animation.finish();
      const { violations } = await act(() => axe.run(frame));
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    }
  });

  it.each([
    { width: 360, textZoom: 100 },
    { width: 768, textZoom: 100 },
    { width: 360, textZoom: 200 },
  ])('has a page that fits $width pixels with text of $textZoom per cent', async looks => {
    await emulate(looks);
    await draw({ ...defaultState, model: { kind: 'preset', id: 'gemma-4-e4b' } });
    await frames();
    expect(overflow()).toBe(0);
  });
});
