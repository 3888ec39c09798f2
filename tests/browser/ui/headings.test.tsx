import type { ReactNode } from 'react';
import axe from 'axe-core';
import { beforeEach, expect, it } from 'vitest';
import { ModelPicker } from '@/components/workbench/model/model-picker';
import { GalleryDialog } from '@/components/workbench/ready-made/gallery-dialog';
import { panelPage } from '../../support/panel-page';
import { act, emulate, render, until } from '../../support/render';

const { around } = panelPage();
const nothing = () => undefined;
const dialogs: [string, ReactNode, string][] = [
  ['the model picker', <ModelPicker key="picker" chosen={[]} onChoose={nothing} onClose={nothing} />, 'h4'],
  ['the gallery', <GalleryDialog key="gallery" onClose={nothing} />, 'li'],
];

// Without motion, so that contrast is not measured in the middle of a fade.
beforeEach(() => emulate({ reducedMotion: true }));

it.each(dialogs)(
  '%s breaks no rule of axe, and its headings go down from h2 by one',
  { timeout: 90_000 },
  async (_name, dialog, loaded) => {
    await render(
      <main>
        <h1>Divide and conquer</h1>
        {around(dialog)}
      </main>,
    );
    await until(() => document.querySelector(`[role=dialog] ${loaded}`) !== null);

    const levels = [...document.querySelectorAll('[role=dialog] :is(h1, h2, h3, h4, h5, h6)')].map(({ tagName }) =>
      Number(tagName.slice(1)),
    );
    expect(levels[0]).toBe(2);
    levels.slice(1).forEach((level, before) => {
      expect(level).toBeGreaterThan(2);
      expect(level - (levels[before] ?? 0)).toBeLessThanOrEqual(1);
    });
    const { violations } = await act(() => axe.run(document.querySelector('[role=dialog]')!));
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  },
);
