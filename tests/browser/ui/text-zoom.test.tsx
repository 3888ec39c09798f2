import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Footer } from '@/components/shell/footer';
import { Header } from '@/components/shell/header';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { Chips } from '@/components/ui/chips';
import { Dialog } from '@/components/ui/dialog';
import { SeriesMarker } from '@/components/ui/marker';
import { Notice } from '@/components/ui/notice';
import { NumberField } from '@/components/ui/number-field';
import { Progress } from '@/components/ui/progress';
import { RadioGroup } from '@/components/ui/radio-group';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { Table } from '@/components/ui/table';
import { Tabs } from '@/components/ui/tabs';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import { panels } from '@/lib/panels/index';
import { emulate, overflow, render } from '../../support/render';

vi.mock('next/navigation', () => ({ usePathname: () => '/divide-and-conquer/' }));

const nothing = () => undefined;
const options = ['Divide and conquer', 'Chain of thought', 'Least to most'].map((label, place) => ({
  value: String(place),
  label,
  hint: 'Splits a problem into parts of at most the leaf size.',
}));
const sizes = Array.from({ length: 10 }, (_, place) => ({ value: String(place + 1), label: String(place + 1) }));
const links = [
  { href: '/', title: 'Home' },
  { href: '/divide-and-conquer/', title: 'Divide and conquer' },
];
const words = { label: 'Independent calls at the same time', hint: 'It changes only the time that a run takes.' };

const parts: Record<string, ReactNode> = {
  header: <Header links={links} />,
  footer: <Footer papers={panels.map(({ id, paper }) => ({ under: `/${id}/`, paper }))} />,
  buttons: (
    <>
      <Button variant="primary">Choose another model folder</Button>
      <Button size="small">Ready-made experiments</Button>
    </>
  ),
  badge: <Badge tone="good">needs WebGPU, which is not here</Badge>,
  tabs: <Tabs label="Views" tabs={options.map(option => ({ ...option, content: option.hint }))} />,
  'segmented control': <SegmentedControl label="Strategy" value="0" segments={options} onChange={nothing} />,
  chips: <Chips {...words} value={['1']} options={sizes} onChange={nothing} />,
  'checkbox group': <CheckboxGroup {...words} value={['0']} options={options} onChange={nothing} />,
  'radio group': <RadioGroup {...words} value="0" options={options} onChange={nothing} />,
  switch: <Switch {...words} checked onChange={nothing} />,
  select: <Select {...words} value="0" options={options} onChange={nothing} />,
  'number field': (
    <NumberField {...words} value={12} min={1} max={20} suffix="problems of each size" onChange={nothing} />
  ),
  'text field': <TextField {...words} value="https://example.org/v1" onChange={nothing} />,
  'text area': <TextArea {...words} value="Solve the problem." limit={10_000} onChange={nothing} />,
  progress: <Progress label="Downloading the model" value={3} total={8} detail="3.1 MB of 8.4 MB" />,
  notice: <Notice sentence="The model could not be loaded." next="Choose a smaller one." details="HTTP 404" />,
  table: (
    <Table
      caption="Results"
      rows={options}
      rowKey={({ value }) => value}
      columns={['Strategy', 'Accuracy', 'Interval', 'Calls'].map(title => ({
        id: title,
        title,
        cell: (row: { label: string }) => row.label,
      }))}
    />
  ),
};

/** Elements whose text is cut off at their right edge, other than those that scroll or end in an ellipsis. */
const cutOff = (frame: HTMLElement): string[] =>
  [...frame.querySelectorAll<HTMLElement>('button, label, p, span, a')]
    .filter(element => !element.closest('[role=region], [role=tablist], .sr-only, [aria-hidden]'))
    .filter(element => element.getBoundingClientRect().right > innerWidth)
    .map(element => element.outerHTML);

describe('at 360 pixels and text of 200 %', () => {
  it.each(Object.keys(parts))('the %s fits', async name => {
    await emulate({ width: 360, textZoom: 200 });
    const frame = await render(<div className="px-4">{parts[name]}</div>);
    expect(overflow()).toBe(0);
    expect(cutOff(frame)).toEqual([]);
  });

  it('a dialog fits, and its text and buttons can be reached', async () => {
    await emulate({ width: 360, height: 640, textZoom: 200 });
    await render(
      <Dialog
        title="Ready-made experiments"
        description="Recorded runs. Each opens at once and needs no model."
        footer={<Button variant="primary">Choose another model folder</Button>}
      >
        {parts.tabs}
        {parts.table}
      </Dialog>,
    );
    expect(overflow()).toBe(0);
    const dialog = document.querySelector<HTMLElement>('[role=dialog]')!;
    const { top, bottom } = dialog.getBoundingClientRect();
    expect(top).toBeGreaterThanOrEqual(0);
    expect(bottom).toBeLessThanOrEqual(640);
    expect(cutOff(dialog)).toEqual([]);
    expect(dialog.querySelector('[role=tabpanel]')!.parentElement!.parentElement!.clientHeight).toBeGreaterThan(100);
    for (const button of dialog.querySelectorAll('header button, footer button')) {
      button.scrollIntoView({ block: 'nearest' });
      expect(button.getBoundingClientRect().top).toBeGreaterThanOrEqual(top);
      expect(button.getBoundingClientRect().bottom).toBeLessThanOrEqual(640);
    }
  });

  it('controls, badges, marks and the logo grow with the text', async () => {
    const heights = async () => {
      const frame = await render(
        <>
          <Header links={links} />
          <Badge>cached</Badge>
          <SeriesMarker index={0} />
          <Chips label="Sizes" value={[]} options={sizes.slice(0, 2)} onChange={nothing} />
          <SegmentedControl label="View" value="0" segments={sizes.slice(0, 2)} onChange={nothing} />
          <Button>Run</Button>
        </>,
      );
      const all = frame.querySelectorAll(
        'a svg, li a, .rounded-full, svg.inline-block, fieldset label, [role=radio], button',
      );
      return [...all].map(element => element.getBoundingClientRect().height);
    };
    await emulate({});
    const usual = await heights();
    await emulate({ textZoom: 200 });
    const large = await heights();
    expect(usual.length).toBeGreaterThan(8);
    large.forEach((height, place) => expect(height / (usual[place] ?? 0)).toBeGreaterThan(1.8));
  });
});
