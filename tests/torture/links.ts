import { canonical } from '@/lib/core/json';
import { decodeLink } from '@/lib/experiment/link';
import { encodeLink } from '@/lib/experiment/write-link';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { kindOf } from '../support/kind-of';
import { hostileLinks } from './hostile-links';
import { Counts, hold, type Trial, tryAll } from './trial';

const count = 50_000;

/** Bytes that a decode may take at once: the largest JSON, the longest link, and the tables of its codes. */
const mostBytes = 64 * 1024;
/** Characters of the longest text that a value is made of. */
const longestText = 32 * 1024;

const refusals = ['link-malformed', 'link-too-large', 'link-version', 'experiment-invalid', 'other-panel'];

export const links: Trial = {
  id: 'links',
  what: 'hostile links: each refused by name or read the same again, no decode over 64 kB',
  async run() {
    const counts = new Counts();
    let most = 0;
    const tried = await tryAll(hostileLinks(count, 7), link => {
      const { kind, bytes, text } = watched(() => kindOf(() => decodeLink(link, divideAndConquerPanel)));
      most = Math.max(most, bytes);
      counts.add(kind === 'nothing' ? 'read' : kind);
      hold(kind === 'nothing' || refusals.includes(kind), `it is refused as ${kind}`);
      hold(bytes <= mostBytes, `it takes ${bytes} bytes`);
      hold(text <= longestText, `a value is made of ${text} characters`);
      hold(!('polluted' in {}), 'it has changed all objects');
      if (kind === 'nothing') readsTheSameAgain(link);
    });
    return { ...tried, counted: `${counts}; at most ${Math.ceil(most / 1024)} kB a decode` };
  },
};

function readsTheSameAgain(link: string): void {
  const experiment = decodeLink(link, divideAndConquerPanel);
  const again = decodeLink(encodeLink(experiment, divideAndConquerPanel), divideAndConquerPanel);
  hold(canonical(again) === canonical(experiment), 'it is another experiment when it is written again');
}

/** What an action ends in, the bytes of the arrays that it makes, and the characters of the longest text that it parses. */
function watched(action: () => string): { kind: string; bytes: number; text: number } {
  const [Original, parse] = [globalThis.Uint8Array, JSON.parse];
  let [bytes, text] = [0, 0];
  class Counted extends Original {
    constructor(...given: unknown[]) {
      super(...(given as [number]));
      // Else it is a view of bytes that are counted already.
      if (!(given[0] instanceof ArrayBuffer)) bytes += this.byteLength;
    }
  }
  globalThis.Uint8Array = Counted as unknown as Uint8ArrayConstructor;
  JSON.parse = (json: string, reviver) => {
    text = Math.max(text, json.length);
    return parse(json, reviver) as unknown;
  };
  try {
    const kind = action();
    return { kind, bytes, text };
  } finally {
    globalThis.Uint8Array = Original;
    JSON.parse = parse;
  }
}
