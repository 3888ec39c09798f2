import { type ComponentType, createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { WorkbenchContext } from '@/components/workbench/context';
import { RunBar } from '@/components/workbench/run-bar/run-bar';
import { wordsViews } from '../../support/fixture-views';
import { workbenchWith } from '../../support/workbench';

function served(Part: ComponentType): string {
  const { store } = workbenchWith(undefined, { panel: wordsViews.panel });
  return renderToString(createElement(WorkbenchContext, { value: { store, views: wordsViews } }, createElement(Part)));
}

/** Buttons by what they say, and whether they can be pressed. */
const buttons = (html: string) =>
  [...html.matchAll(/<button([^>]*)>(.*?)<\/button>/g)].map(([, attributes = '', content = '']) => ({
    name: /aria-label="([^"]*)"/.exec(attributes)?.[1] ?? content.replaceAll(/<[^>]*>/g, ''),
    isDisabled: / disabled=""/.test(attributes),
  }));

describe('a page as it is served, to which nobody listens yet', () => {
  it('has no button in its run bar that can be pressed', () => {
    const all = buttons(served(RunBar));
    expect(all.map(({ name }) => name)).toEqual([
      ...['Run', 'Run two words', 'Settings', 'Recent runs', 'Reset', 'Copy link', 'Export run', 'Import file'],
      'More tools',
    ]);
    expect(all.filter(({ isDisabled }) => !isDisabled)).toEqual([]);
  });
});
