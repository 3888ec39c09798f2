import type { Graph, Part, State } from './graph';

/** Inclusive ranges of the first byte and of those after it, for every well-formed character (Unicode 17, table 3-7). */
const multibyte: readonly (readonly [first: number, last: number])[][] = [
  [[0xc2, 0xdf], [0x80, 0xbf]],
  [[0xe0, 0xe0], [0xa0, 0xbf], [0x80, 0xbf]],
  [[0xe1, 0xec], [0x80, 0xbf], [0x80, 0xbf]],
  [[0xed, 0xed], [0x80, 0x9f], [0x80, 0xbf]],
  [[0xee, 0xef], [0x80, 0xbf], [0x80, 0xbf]],
  [[0xf0, 0xf0], [0x90, 0xbf], [0x80, 0xbf], [0x80, 0xbf]],
  [[0xf1, 0xf3], [0x80, 0xbf], [0x80, 0xbf], [0x80, 0xbf]],
  [[0xf4, 0xf4], [0x80, 0x8f], [0x80, 0xbf], [0x80, 0xbf]],
]; // prettier-ignore

/** All but control characters, the quote and the backslash. */
const plain: readonly (readonly [first: number, last: number])[] = [
  [0x20, 0x21],
  [0x23, 0x5b],
  [0x5d, 0x7f],
];

/**
 * The escapes that JSON and Python read alike. Those by a code (`\u00e9`) are not among them: every character may be written as it is, and
 * half of a surrogate pair would be no character.
 */
const escapes = [...'"\\bfnrt'].map(letter => letter.charCodeAt(0));

/** A string with its quotes. The lengths count characters (code points), an escape as one. */
export const jsonString =
  (graph: Graph, least: number, most: number): Part =>
  next =>
    graph.literal('"', characters(graph, least, most, graph.literal('"', next)));

/** Characters, and what follows them. */
function characters(graph: Graph, least: number, most: number, next: State): State {
  const withRoom = (state: State, room: number): State => Object.assign(state, { room });
  const perhapsOne = (to: State, room: number): State => withRoom(graph.either([character(graph, to), next]), room);
  let state = most === Infinity ? graph.loop(again => perhapsOne(again, Infinity)) : next;
  let room = most === Infinity ? Infinity : 0;
  while (room < most - least) state = perhapsOne(state, ++room);
  for (let count = 0; count < least; count++) state = withRoom(character(graph, state), ++room);
  return state;
}

/** One character. The states within it are shared by all that end alike. */
function character(graph: Graph, next: State): State {
  const known = new Map<string, State>();
  const after = (ranges: readonly (readonly [number, number])[]): State => {
    const [range, ...rest] = ranges;
    if (!range) return next;
    const key = String(ranges);
    const state = known.get(key) ?? graph.state([{ first: range[0], last: range[1], to: after(rest) }]);
    known.set(key, state);
    return state;
  };
  const escaped = graph.state(escapes.map(code => ({ first: code, last: code, to: next })));
  return graph.state([
    ...plain.map(([first, last]) => ({ first, last, to: next })),
    { first: 0x5c, last: 0x5c, to: escaped },
    ...multibyte.flatMap(([range, ...rest]) => (range ? [{ first: range[0], last: range[1], to: after(rest) }] : [])),
  ]);
}
