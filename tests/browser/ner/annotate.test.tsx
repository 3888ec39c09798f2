import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { AnnotateStage } from '@/components/ner/annotate/stage';
import { useLoop } from '@/components/ner/loop/use-loop';
import { SentenceView } from '@/components/ner/sentence/view';
import type { RunView } from '@/components/workbench/state';
import { Failure } from '@/lib/core/failure';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { nerPage, nerView } from '../../support/ner-page';
import { act, emulate, overflow, render } from '../../support/render';

const settings = { retrievals: ['nearest'], demonstrations: 6 };

/** Two answers call the captain Nell, and one cannot be read; Moby is nowhere. */
const script = () => {
  let asked = 0;
  return {
    answer: ({ messages }: { messages: readonly { content: string }[] }) => {
      const query = /Text: ([^\n]*)\nAnswer:$/.exec(messages.at(-1)?.content ?? '')?.[1] ?? '';
      if (query.startsWith('Captain')) return ++asked % 5 < 2 ? '[{"Nell": "Person"}]' : '[{"Nell Voss": "Person"}]';
      if (query.startsWith('The ship Brisk')) return '[{"Brisk": "Ship"}, {"Moby": "Ship"}]';
      if (query.startsWith('It rained')) return '[{"x": y}]';
      return query.includes('Aldona') ? '[{"Aldona": "Ship"}]' : '[]';
    },
    onCall: (prompt: string) => {
      if (prompt.includes('Nobody saw')) throw new Failure('timed-out');
    },
  };
};

function Stage({ run }: { run: RunView<NerSettings> }) {
  const { loop } = useLoop(run);
  return (
    <main>
      <h1>NER</h1>
      <h2>Annotate</h2>
      <AnnotateStage run={run} loop={loop} />
    </main>
  );
}

async function stage(more: object = {}) {
  await emulate({ reducedMotion: true });
  const page = nerPage();
  const run = await nerView({ settings: { ...settings, ...more }, script: script() });
  const frame = await render(page.around(<Stage run={run} />));
  const rows = () => [...frame.querySelectorAll('li [data-unit]')].map(button => button.textContent);
  const button = (name: string) => {
    const found = [...frame.querySelectorAll<HTMLElement>('button')].find(
      one => (one.getAttribute('aria-label') ?? one.textContent) === name,
    );
    if (!found) throw new Error(`no button ${name}`);
    return found;
  };
  const press = (element: HTMLElement) => act(async () => element.click());
  return { ...page, run, frame, rows, button, press };
}

const violations = async (where: Element) =>
  (await act(() => axe.run(where))).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);

describe('the list of annotated sentences', () => {
  it('counts what each filter leaves, and the counts add up', async () => {
    const { frame, rows, press } = await stage();
    expect(rows()).toEqual(['u1', 'u2', 'u3', 'u4', 'u5', 'u6']);
    const segments = [...frame.querySelectorAll<HTMLElement>('[aria-label="Agreement of the answers"] [role=radio]')];
    const counts = segments.map(({ textContent }) => Number(/\d+$/.exec(textContent ?? '')?.[0]));
    expect(segments.map(({ textContent }) => textContent)).toEqual([
      'All 6',
      'Unanimous 3',
      'Disputed 2',
      'Not complete 0',
      'Failed 1',
    ]);
    expect(counts.slice(1).reduce((sum, count) => sum + count, 0)).toBe(counts[0]);
    await press(segments[2]!);
    expect(rows()).toEqual(['u2', 'u4']);
    await press(segments[4]!);
    expect(rows()).toEqual(['u6']);
    expect(frame.textContent).toContain('a call got no answer');
  });

  it('finds sentences by their words, and by what else is true of them', async () => {
    const { frame, rows } = await stage();
    await act(() => userEvent.fill(frame.querySelector('input')!, 'aldona'));
    expect(rows()).toEqual(['u1', 'u5']);
    await act(() => userEvent.fill(frame.querySelector('input')!, ''));
    await act(() => userEvent.selectOptions(frame.querySelectorAll('select')[0]!, 'absent'));
    expect(rows()).toEqual(['u3']);
    expect(frame.textContent).toContain('Not in the sentence: Moby (Ship, 5/5)');
    await act(() => userEvent.selectOptions(frame.querySelectorAll('select')[0]!, 'unreadable'));
    expect(rows()).toEqual(['u4']);
    expect(frame.textContent).toContain('5 of 5 answers cannot be read.');
  });

  it('names a label with its mention and votes, and opens the vote with a prompt for each answer', async () => {
    const { store, button, press } = await stage();
    const label = button('Nell Voss, Person, 3 of 5 votes');
    button('Nell, Person, 2 of 5 votes, lost');
    await press(label);
    const vote = document.querySelector('[role=dialog]')!;
    expect(vote.textContent).toContain('Person won: 3 of 5 answers name it, and 3 decide.');
    const said = [...vote.querySelectorAll('li')].map(item => item.textContent);
    expect(said).toHaveLength(5);
    expect(said.filter(text => text?.includes('Person'))).toHaveLength(3);
    expect(said.filter(text => text?.includes('does not name it'))).toHaveLength(2);
    const prompt = vote.querySelectorAll<HTMLElement>('button[data-step]')[2]!;
    await press(prompt);
    expect(store.getState().selected).toBe(prompt.dataset['step']);
    expect(store.getState().selected).toBe('u2 / answer 3 / answer');
    expect(document.querySelector('[role=dialog]')).not.toBeNull();
    await act(() => userEvent.keyboard('{Escape}'));
    expect(document.querySelector('[role=dialog]')).toBeNull();
    expect(document.activeElement).toBe(label);
  });

  it('returns from a sentence to its row, with the filter as it was', async () => {
    const { frame, store, around, run, rows, button, press } = await stage();
    await press(frame.querySelectorAll<HTMLElement>('[aria-label="Agreement of the answers"] [role=radio]')[2]!);
    await press(button('Open u4'));
    expect(store.getState().unit).toBe('u4');
    await render(around(<SentenceView run={run} trace={run.live.units.get('u4')!} />));
    expect(document.activeElement?.textContent).toBe('Unlabelled sentence u4');
    await render(around(<Stage run={run} />));
    expect(rows()).toEqual(['u2', 'u4']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Open u4');
  });

  it('breaks no rule of axe, and fits a screen of 360 pixels', async () => {
    const { frame } = await stage();
    expect(await violations(frame)).toEqual([]);
    await emulate({ width: 360, reducedMotion: true });
    expect(overflow()).toBe(0);
  });
});

describe('a sentence in full', () => {
  const draw = async (unit: string, more: object = {}) => {
    await emulate({ reducedMotion: true });
    const { around, store } = nerPage();
    const run = await nerView({ settings: { ...settings, ...more }, script: script() });
    const frame = await render(
      around(
        <main>
          <h1>NER</h1>
          <SentenceView run={run} trace={run.live.units.get(unit)!} />
        </main>,
      ),
    );
    return { frame, store, run };
  };

  it('shows gold, the votes and every answer with what is wrong in it', async () => {
    const { frame, store } = await draw('u2');
    const rows = [...frame.querySelectorAll('tbody tr')].map(row =>
      [...row.children].map(({ textContent }) => textContent),
    );
    expect(rows).toContainEqual(['Nell Voss', 'Person', '3 of 5', 'won', '✓ right']);
    expect(rows).toContainEqual(['Nell', 'Person', '2 of 5', 'lost', '↔ wrong boundary, gold: Nell Voss (Person)']);
    const cards = [...frame.querySelectorAll('ol > li')];
    expect(cards).toHaveLength(5);
    const wrong = cards.filter(({ textContent }) => textContent?.includes('wrong boundary'));
    expect(wrong).toHaveLength(2);
    expect(wrong[0]?.querySelector('pre')?.textContent).toBe('[{"Nell": "Person"}]');
    await act(async () => cards[3]!.querySelector<HTMLElement>('[data-step]')!.click());
    expect(store.getState().selected).toBe('u2 / answer 4 / answer');
    expect(await violations(frame)).toEqual([]);
  });

  it('says why an answer cannot be read, and why a sentence has no votes', async () => {
    expect((await draw('u4')).frame.textContent).toContain('It cannot be read, and counts as naming no entity');
    expect((await draw('u6')).frame.textContent).toContain('A call got no answer');
  });

  it('has a row for each condition of a test sentence, and what it changed', async () => {
    const { frame } = await draw('t3');
    const cards = [...frame.querySelectorAll('ol')].find(list => list.querySelector('[data-step]'))!.children;
    expect(cards).toHaveLength(3);
    expect(cards[0]?.textContent).toContain('No demonstrations');
    expect(cards[1]?.textContent).toContain('The same as no demonstrations.');
    expect(cards[1]?.textContent).toContain('in the order of the prompt');
    expect(cards[0]?.textContent).toContain('2 missed');
    expect(await violations(frame)).toEqual([]);
  });
});
