import { describe, expect, it } from 'vitest';
import { type NodeStatus, statuses } from '@/components/trace/status';
import { StatusIcon } from '@/components/trace/status-icon';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { Chips } from '@/components/ui/chips';
import { Progress } from '@/components/ui/progress';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Switch } from '@/components/ui/switch';
import { Tabs } from '@/components/ui/tabs';
import { emulate, render, unmount } from '../../support/render';

/** The colour that the browser gives a system colour here. */
function system(name: string): string {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = name;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

const style = (frame: HTMLElement, selector: string): CSSStyleDeclaration => {
  const element = frame.querySelector(selector);
  if (!element) throw new Error(`nothing matches ${selector}`);
  return getComputedStyle(element);
};

const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];
const nothing = () => undefined;

describe.each([false, true])('in forced colours, dark: %s', dark => {
  const draw = async (element: Parameters<typeof render>[0]) => {
    await emulate({ forcedColors: true, dark });
    return render(element);
  };

  it('a primary button is filled', async () => {
    const { backgroundColor, color } = style(await draw(<Button variant="primary">Run</Button>), 'button');
    expect([backgroundColor, color]).toEqual([system('Highlight'), system('HighlightText')]);
  });

  it('a checked box is filled and its check is seen', async () => {
    const frame = await draw(<CheckboxGroup label="Any" value={['a']} options={options} onChange={nothing} />);
    expect(style(frame, '[data-state=checked]').backgroundColor).toBe(system('Highlight'));
    expect(style(frame, '[data-state=checked] svg').stroke).toBe(system('HighlightText'));
    expect(style(frame, '[data-state=unchecked]').backgroundColor).toBe(system('Canvas'));
    expect(style(frame, '[data-state=unchecked]').borderTopColor).toBe(system('CanvasText'));
  });

  it('a chosen chip is filled', async () => {
    const frame = await draw(<Chips label="Sizes" value={['a']} options={options} onChange={nothing} />);
    const chosen = style(frame, 'label:has(:checked)');
    expect([chosen.backgroundColor, chosen.color]).toEqual([system('Highlight'), system('HighlightText')]);
    expect(style(frame, 'label:not(:has(:checked))').backgroundColor).toBe(system('Canvas'));
  });

  it('a switch shows its thumb on its track, off and on', async () => {
    for (const checked of [false, true]) {
      // A new one each time, because a changed one would still be in transition.
      await unmount();
      const frame = await draw(<Switch label="Cache" checked={checked} onChange={nothing} />);
      expect(style(frame, '[role=switch]').backgroundColor).toBe(system(checked ? 'Highlight' : 'Canvas'));
      expect(style(frame, '[role=switch] > *').backgroundColor).toBe(system(checked ? 'HighlightText' : 'CanvasText'));
    }
  });

  it('the chosen segment is filled', async () => {
    const frame = await draw(<SegmentedControl label="View" value="a" segments={options} onChange={nothing} />);
    const chosen = style(frame, '[data-state=on]');
    expect([chosen.backgroundColor, chosen.color]).toEqual([system('Highlight'), system('HighlightText')]);
    expect(style(frame, '[data-state=off]').backgroundColor).not.toBe(system('Highlight'));
  });

  it('a progress bar shows its track and how far it is', async () => {
    const frame = await draw(<Progress label="Download" value={1} total={2} />);
    const track = style(frame, '[role=progressbar]');
    expect([track.backgroundColor, track.borderTopColor]).toEqual([system('Canvas'), system('CanvasText')]);
    expect(track.borderTopWidth).toBe('1px');
    expect(style(frame, '[role=progressbar] > *').backgroundColor).toBe(system('Highlight'));
  });

  it('only the open tab is underlined', async () => {
    const tabs = options.map(option => ({ ...option, content: option.label }));
    const frame = await draw(<Tabs label="Parts" tabs={tabs} />);
    expect(style(frame, '[data-state=active][role=tab]').borderBottomColor).toBe(system('Highlight'));
    expect(style(frame, '[data-state=inactive][role=tab]').borderBottomColor).toBe(system('Canvas'));
  });

  it('a badge has a border and readable text in every tone', async () => {
    for (const tone of ['plain', 'accent', 'good', 'warning', 'danger'] as const) {
      const { color, borderTopColor } = style(await draw(<Badge tone={tone}>fits</Badge>), 'span');
      const ink = system(tone === 'accent' ? 'Highlight' : 'CanvasText');
      expect([color, borderTopColor]).toEqual([ink, ink]);
    }
  });

  it('every state of a run is drawn in a system colour', async () => {
    for (const status of Object.keys(statuses) as NodeStatus[]) {
      const { stroke } = style(await draw(<StatusIcon status={status} />), 'svg');
      expect(stroke).toBe(system(status === 'running' ? 'Highlight' : 'CanvasText'));
    }
  });

  it('series keep their colours, those of the scheme of the system', async () => {
    const frame = await draw(<i style={{ color: 'var(--series-8)', forcedColorAdjust: 'none' }} />);
    expect(style(frame, 'i').color).toBe(dark ? 'rgb(249, 238, 17)' : 'rgb(63, 65, 0)');
  });
});
