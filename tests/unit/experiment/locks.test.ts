import { describe, expect, it } from 'vitest';
import { lockOf, readLocks, unknownLocks, writeLocks } from '@/lib/experiment/locks';
import { nerPanel } from '@/lib/panels/ner/panel';

const read = (query: string) => readLocks(new URLSearchParams(query));

describe('the locks of a link', () => {
  it('are read from what it names, each once, and what is hidden need not be locked too', () => {
    expect(read('lock=answers,seed,answers&hide=model')).toEqual({ locked: ['answers', 'seed'], hidden: ['model'] });
    expect(read('lock=seed&hide=seed')).toEqual({ locked: [], hidden: ['seed'] });
  });

  it.each(['', 'lock=', 'lock=,&hide=', 'lock=<b>,a b', `hide=${'x'.repeat(101)}`])('are none in %j', query => {
    expect(read(query)).toBeNull();
  });

  it('are bounded, however long the address is', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => `name${at}`).join(',');
    expect(read(`lock=${many}`)?.locked.length).toBe(100);
  });

  it('are written so that they are read back', () => {
    const locks = { locked: ['tasks.multiplication.a', 'seed'], hidden: ['model'] };
    expect(readLocks(new URLSearchParams(writeLocks(locks)))).toEqual(locks);
    expect([writeLocks(null), writeLocks({ locked: [], hidden: [] })]).toEqual([{}, {}]);
  });

  it('hold for a setting, for the settings of a group, and for all that share a control', () => {
    const locks = { locked: ['tasks'], hidden: ['tasks.addition', 'b'] };
    expect(lockOf(locks, ['tasks.multiplication.a'])).toBe('locked');
    expect(lockOf(locks, ['tasks.addition.digits'])).toBe('hidden');
    expect(lockOf(locks, ['a', 'b'])).toBe('hidden');
    expect([lockOf(locks, ['tasksOfAnother']), lockOf(null, ['tasks'])]).toEqual([null, null]);
  });

  it('are unknown where no part of the form has that name', () => {
    const { fields } = nerPanel;
    expect(unknownLocks({ locked: ['answers', 'answer'], hidden: ['model', 'sampling', 'digits'] }, fields)).toEqual([
      'answer',
      'digits',
    ]);
  });
});
