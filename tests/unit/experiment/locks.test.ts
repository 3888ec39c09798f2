import { describe, expect, it } from 'vitest';
import { lockOf, readLocks, unknownLocks, writeLocks } from '@/lib/experiment/locks';
import { nerPanel } from '@/lib/panels/ner/panel';

describe('the locks of a link', () => {
  it('are read from what it names, each once, and what is hidden need not be locked too', () => {
    expect(readLocks('lock=answers,seed,answers&hide=model')).toEqual({
      locked: ['answers', 'seed'],
      hidden: ['model'],
    });
    expect(readLocks('lock=seed&hide=seed')).toEqual({ locked: [], hidden: ['seed'] });
  });

  it.each(['', 'lock=', 'lock=,&hide=', 'lock=<b>,a b', `hide=${'x'.repeat(101)}`])('are none in %j', query => {
    expect(readLocks(query)).toBeNull();
  });

  it('are bounded, however long the address is', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => `name${at}`).join(',');
    expect(readLocks(`lock=${many}`)?.locked.length).toBe(100);
  });

  it('are written so that they are read back', () => {
    const locks = { locked: ['tasks.multiplication.a', 'seed'], hidden: ['model'] };
    expect(writeLocks(locks)).toBe('lock=tasks.multiplication.a,seed&hide=model');
    expect(readLocks(writeLocks(locks))).toEqual(locks);
    expect(writeLocks({ locked: [], hidden: [] })).toBe('');
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
