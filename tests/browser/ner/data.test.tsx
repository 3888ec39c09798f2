import { beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { nerViews } from '@/components/ner/views';
import { ExperimentForm } from '@/components/workbench/form/experiment-form';
import { ownCorpora } from '@/lib/panels/ner/own/corpora';
import { nerPanel } from '@/lib/panels/ner/panel';
import { withPage } from '../../support/page-store';
import { act, emulate, render, until } from '../../support/render';
import { button, dialog, field, press } from '../divide-and-conquer/form';

beforeEach(async () => {
  await emulate({ reducedMotion: true });
  const { store } = await ownCorpora.open();
  for (const { hash } of await store.list()) await ownCorpora.remove(hash);
});

/** The form of the panel, after changes by a person. */
async function renderForm(...changes: [path: string, value: string][]) {
  const { store, around } = withPage(nerPanel, nerViews);
  for (const [path, value] of changes) store.getState().set(path, value);
  const frame = await render(
    around(
      <main style={{ width: 360 }}>
        <h1>NER</h1>
        <ExperimentForm />
      </main>,
    ),
  );
  return { frame, settings: () => store.getState().experiment.settings };
}

const type = (control: HTMLElement, text: string) => act(() => userEvent.fill(control, text));
const own = (settings: { source: Record<string, unknown> }) =>
  settings.source['own'] as { unlabelled: string; test: string };

/** Opens the dialog with the button that is named, pastes a text into it and has it read. */
async function paste(frame: HTMLElement, opener: RegExp, text: string) {
  await until(() => button(frame, opener) !== undefined);
  await press(button(frame, opener));
  await until(() => dialog() !== null);
  await until(() => dialog()!.querySelector('[role=tab]') !== null);
  const tabs = [...dialog()!.querySelectorAll<HTMLElement>('[role=tab]')];
  await act(() => userEvent.click(tabs.find(({ textContent }) => textContent === 'Pasted text')!));
  await type(field(dialog()!, 'Sentences'), text);
  await press(button(dialog()!, 'Read the text'));
  await until(() => dialog()!.textContent.includes('Store it and use it'));
}

const columns =
  'Ann B-PER\nLee I-PER\nleft O\n\nNell I-PER\ncame O\n\nbroken\n\n\u{1f6a2} B-SHIP\nsank O\n\nIt O\nrained O\n';

describe('a corpus of one\u2019s own', () => {
  it('is pasted, reviewed with its format, scheme and faults, kept and used', async () => {
    const { frame, settings } = await renderForm(['corpus', 'own']);
    await paste(frame, /^None chosen/, columns);
    const text = () => dialog()!.textContent;
    expect(text()).toContain('CoNLL-2002');
    expect(text()).toMatch(/IOB2|IOB1/);
    expect(text()).toContain('PER');
    expect(dialog()!.querySelector('[aria-label="First sentences"]')!.textContent).toContain('\u{1f6a2}SHIP');
    expect(dialog()!.querySelector('[role=status]')!.textContent).toContain('2 labels');
    const before = /fingerprint (\w+)/.exec(text())?.[1];
    await act(() => userEvent.selectOptions(field(dialog()!, 'Tags that break the scheme'), 'strict'));
    await until(() => text().includes('left out') && !text().includes(String(before)));
    await press(button(dialog()!, 'Store it and use it'));
    await until(() => dialog() === null);
    expect(own(settings()).unlabelled).toMatch(/^[0-9a-f]{16}$/);
    await until(() => frame.textContent.includes('to test on, 2 labels'));
    expect(frame.textContent).toContain('The last quarter of the annotated ones');
  });

  it('that is missing is named by its fingerprint', async () => {
    const { frame, settings } = await renderForm(['corpus', 'own'], ['source.own.unlabelled', '0123456789abcdef']);
    await until(() => frame.textContent.includes('Sentences: this corpus is not in this browser.'));
    expect(frame.textContent).toContain('0123456789abcdef');
    await press(button(frame, 'Do without it'));
    expect(own(settings()).unlabelled).toBe('');
  });

  it('names the sentences that are in both parts, and how many are left out', async () => {
    const { frame } = await renderForm(['corpus', 'own']);
    await paste(frame, /^None chosen/, 'Ann left.\nBo came.\nIt rained.\n');
    await press(button(dialog()!, 'Store it and use it'));
    await until(() => dialog() === null);
    await until(() => frame.textContent.includes('nothing to test on'));
    await paste(frame, /^The last quarter/, '{"text":"Bo came.","label":[[0,2,"PER"]]}');
    await press(button(dialog()!, 'Store it and use it'));
    await until(() => frame.textContent.includes('2 sentences to annotate, 1 sentence to test on, 1 label'));
    expect(frame.textContent).toContain('1 sentence is also in the test, and left out of those to annotate.');
    expect(frame.textContent).toContain('u 2 = t 1: Bo came.');
  });
});

describe('the labels', () => {
  it('are those of the corpus, until others are named one by one', async () => {
    const { frame, settings } = await renderForm(['corpus', 'own']);
    await paste(frame, /^None chosen/, '{"text":"Bo came.","label":[[0,2,"PER"]]}\n{"text":"It rained.","label":[]}');
    await press(button(dialog()!, 'Store it and use it'));
    await until(() => frame.querySelector('[aria-label="Labels of the corpus"]')?.textContent === 'PER');
    await type(field(frame, 'Add a label'), 'a, "b" \u{1f6a2}');
    await press(button(frame, 'Add'));
    expect(settings().labels).toBe('["a, \\"b\\" \u{1f6a2}"]');
    expect(frame.querySelector('[aria-label="Labels"]')!.textContent).toContain('not in the corpus');
    await press(button(frame, 'Add the other labels of the corpus'));
    await press(button(frame, 'Remove a, "b" \u{1f6a2}'));
    expect(settings().labels).toBe('PER');
    await press(button(frame, 'Use those of the corpus'));
    expect(settings().labels).toBe('');
  });
});
