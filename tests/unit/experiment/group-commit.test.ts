import { describe, expect, it } from 'vitest';
import { groupCommit } from '@/lib/experiment/group-commit';

describe('a group commit', () => {
  it('writes what comes during a write together, in order, and resolves each caller after its own write', async () => {
    const groups: number[][] = [];
    const commit = groupCommit<number>(async items => {
      await new Promise(resolve => setTimeout(resolve, 1));
      groups.push(items);
    });
    await Promise.all([1, 2, 3].map(commit));
    expect(groups).toEqual([[1], [2, 3]]);
    const late = commit(4);
    expect(groups.flat()).not.toContain(4);
    await late;
    expect(groups).toEqual([[1], [2, 3], [4]]);
  });

  it('fails those whose write failed, and goes on with the next', async () => {
    const commit = groupCommit<number>(async items => {
      await Promise.resolve();
      if (items.includes(2)) throw new Error('full');
    });
    const ended = await Promise.allSettled([1, 2, 3].map(commit));
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    await expect(commit(4)).resolves.toBeUndefined();
  });
});
