import { describe, expect, it } from 'vitest';
import { openAhead } from '@/lib/transformer/sources/ahead';
import type { FileSource, OpenFile } from '@/lib/transformer/sources/source';
import { never } from './tiny';

/** A source of empty files that records what is opened and closed; `lost` files fail, `absent` ones do not exist. */
function recording({ lost = '', absent = '' } = {}) {
  const opened: string[] = [];
  const closed: string[] = [];
  const source: FileSource = {
    open(name) {
      opened.push(name);
      if (name === lost) return Promise.reject(new Error(`${name} is lost`));
      if (name === absent) return Promise.resolve(null);
      const close = () => Promise.resolve(void closed.push(name));
      return Promise.resolve<OpenFile>({ size: 0, isLocal: true, pieces: (async function* () {})(), close });
    },
  };
  return { source, opened, closed };
}

describe('files that are opened ahead', () => {
  it('are asked for together, each once, and handed out to the first who opens them', async () => {
    const { source, opened } = recording({ absent: 'b' });
    const ahead = openAhead(source, ['a', 'b'], never);
    expect(opened).toEqual(['a', 'b']);
    expect(await ahead.open('a', never)).not.toBeNull();
    expect(await ahead.open('b', never)).toBeNull();
    expect(opened).toEqual(['a', 'b']);
    await ahead.open('a', never);
    await ahead.open('c', never);
    expect(opened).toEqual(['a', 'b', 'a', 'c']);
  });

  it('fail where they are opened, and nowhere else', async () => {
    const ahead = openAhead(recording({ lost: 'a' }).source, ['a'], never);
    await expect(ahead.open('a', never)).rejects.toThrow('a is lost');
    openAhead(recording({ lost: 'a' }).source, ['a'], never).end();
  });

  it('are closed at the end where nobody has opened them', async () => {
    const { source, closed } = recording();
    const ahead = openAhead(source, ['a', 'b'], never);
    await ahead.open('a', never);
    ahead.end();
    await Promise.resolve();
    expect(closed).toEqual(['b']);
  });
});
