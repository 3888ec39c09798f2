import type { ReactNode } from 'react';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WorkbenchContext } from '@/components/workbench/context';
import { ModelPicker } from '@/components/workbench/model/model-picker';
import { GalleryDialog } from '@/components/workbench/ready-made/gallery-dialog';
import { wordsViews } from '../../support/fixture-views';
import { act, emulate, render, until } from '../../support/render';
import { listed, serveExperiments } from '../../support/site';
import { workbenchWith } from '../../support/workbench';

const { store } = workbenchWith(undefined, { panel: wordsViews.panel });

const nothing = () => undefined;
const dialogs: [string, ReactNode, string][] = [
  ['the model picker', <ModelPicker key="picker" chosen={[]} onChoose={nothing} onClose={nothing} />, 'h4'],
  ['the gallery', <GalleryDialog key="gallery" onClose={nothing} />, 'li'],
];

// Without motion, so that contrast is not measured in the middle of a fade.
beforeEach(() => emulate({ reducedMotion: true }));
beforeEach(
  () => void serveExperiments({ 'index.json': JSON.stringify([listed('first.json'), listed('second.json')]) }),
);
afterEach(() => vi.unstubAllGlobals());

it.each(dialogs)(
  '%s breaks no rule of axe, and its headings go down from h2 by one',
  { timeout: 90_000 },
  async (_name, dialog, loaded) => {
    await render(
      <main>
        <h1>Words</h1>
        <WorkbenchContext value={{ store, views: wordsViews }}>{dialog}</WorkbenchContext>
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
