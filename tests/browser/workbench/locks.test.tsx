import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { ClassDialog } from '@/components/workbench/classroom/class-dialog';
import { useWorkbench } from '@/components/workbench/context';
import { ExperimentForm } from '@/components/workbench/form/experiment-form';
import { readLocks } from '@/lib/experiment/locks';
import { appears, drawWorkbench, field, named, press } from '../../support/draw-workbench';
import { act, until } from '../../support/render';

const draw = async (query: string) => {
  const drawn = await drawWorkbench(<ExperimentForm />);
  act(() => drawn.state().lock(query));
  await appears('link');
  return drawn;
};
const labels = (frame: HTMLElement) =>
  [...frame.querySelectorAll('label, legend, h2')].map(({ textContent }) => textContent);

describe('what the author of a link locked', () => {
  it('cannot be changed or is not there, whatever control it has, and a notice unlocks all of it', async () => {
    const { frame, state } = await draw('lock=code,style,seed&hide=model,sampling');
    await appears('The author of this link locked 3 settings and hid 2 settings.');
    expect(frame.textContent).toContain('protects nothing');
    expect([field('Code').matches(':disabled'), field('Seed').matches(':disabled')]).toEqual([true, true]);
    const locked = [...frame.querySelectorAll('[data-locked]')];
    expect(locked.length).toBe(3);
    for (const part of locked)
      for (const control of part.querySelectorAll('input, button')) expect(control.matches(':disabled')).toBe(true);
    expect(labels(frame)).not.toContain('Model');
    expect(labels(frame)).not.toContain('Temperature');
    expect(field('Note').matches(':disabled')).toBe(false);
    expect((await axe.run(frame, { rules: { region: { enabled: false } } })).violations.map(({ id }) => id)).toEqual(
      [],
    );

    await press('Unlock');
    expect([state().locks, frame.querySelector('[data-locked]')]).toEqual([null, null]);
    expect(labels(frame)).toContain('Model');
    expect(field('Code').matches(':disabled')).toBe(false);
    expect(frame.textContent).not.toContain('The author');
  });

  it('is ignored where the form has no such part, and the notice names it', async () => {
    const { frame } = await draw('lock=code,nonsense');
    await appears('locked 1 setting.');
    expect(frame.textContent).toContain('does not have: nonsense.');
    expect(frame.querySelectorAll('[data-locked]').length).toBe(1);
  });

  it('may be nothing of this form, which then is as always', async () => {
    const { frame, state } = await draw('hide=nonsense');
    await appears('This link locks nothing of this form.');
    await press('Dismiss');
    expect([state().locks, frame.querySelector('[data-locked]')]).toEqual([null, null]);
  });
});

describe('a link for a class', () => {
  const choose = async (part: string, what: string) => {
    const group = named('[role=radiogroup]', part)!;
    act(() => [...group.querySelectorAll<HTMLElement>('[role=radio]')].find(one => one.textContent === what)?.click());
    await until(() => group.querySelector('[aria-checked=true]')?.textContent === what);
  };
  const query = () => new URL(field('Link').value).search;

  it('is made of what the author chooses for each part of the form', async () => {
    await drawWorkbench(<ClassDialog onClose={() => {}} />);
    await until(() => document.querySelector('[role=dialog] input') !== null);
    expect(readLocks(query())).toBeNull();
    await choose('Code', 'locked');
    await choose('Model', 'hidden');
    await choose('Seed', 'locked');
    expect(readLocks(query())).toEqual({ locked: ['code', 'seed'], hidden: ['model'] });
    await choose('Seed', 'open');
    await choose('Code', 'hidden');
    expect(readLocks(query())).toEqual({ locked: [], hidden: ['model', 'code'] });
    expect(new URL(field('Link').value).hash).toMatch(/^#1/);
    expect((await axe.run(document)).violations.map(({ id }) => id)).toEqual([]);
  });

  it('that is made from such a link opens one part of a group, and leaves the others locked', async () => {
    const Late = () => useWorkbench(state => state.locks !== null) && <ClassDialog onClose={() => {}} />;
    const { state } = await drawWorkbench(<Late />);
    act(() => state().lock('lock=more,elsewhere&hide=seed'));
    await until(() => document.querySelector('[role=dialog] input') !== null);
    await choose('Code', 'locked');
    expect(readLocks(query())).toEqual({ locked: ['more', 'elsewhere', 'code'], hidden: ['seed'] });
    await choose('Note', 'open');
    expect(new Set(readLocks(query())?.locked)).toEqual(new Set(['elsewhere', 'more.colour', 'more.size', 'code']));
  });
});
