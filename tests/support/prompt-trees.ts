import fc from 'fast-check';
import type { TreeNode } from '@/components/trace/node';
import type { NodeStatus } from '@/components/trace/status';

/** What a tree shows of its calls: nothing yet, the splits, or all. */
export type Progress = 'waiting' | 'split' | 'done';

/** Statuses by step key, where they differ from `right`. */
type Statuses = Readonly<Record<string, NodeStatus>>;

interface Multiplying {
  progress?: Progress;
  statuses?: Statuses;
  key?: string;
}

/** The prompt tree of `a × b` by halves of their digits down to single digits, as the divide-and-conquer panel gives it. */
export function multiplication(
  a: number,
  b: number,
  { progress = 'done', statuses = {}, key = 'root' }: Multiplying = {},
): TreeNode {
  const isLeaf = a < 10 && b < 10;
  const title = isLeaf ? `${a}×${b}` : `${a} × ${b}`;
  const result = progress === 'done' ? String(a * b) : '';
  const statusOf = (step: string, isKnown: boolean): NodeStatus => (isKnown ? (statuses[step] ?? 'right') : 'waiting');
  const halves = (value: number): [number, number] => {
    const power = 10 ** Math.floor(String(value).length / 2);
    return value < 10 ? [0, value] : [Math.floor(value / power), value % power];
  };
  const split = (name: string, value: number) => {
    const text = progress === 'waiting' ? '' : halves(value).join(' | ');
    const step = `${key}/split ${name}`;
    return {
      key: step,
      name: `split ${name}`,
      text,
      whole: text,
      status: statusOf(step, text !== ''),
      reserve: { result: halves(value).join(' | ').length },
    };
  };
  const parts = halves(a).flatMap(x => halves(b).map(y => [x, y] as const));
  return {
    key,
    step: `${key}/merge`,
    title,
    whole: `${a} × ${b}`,
    result,
    outcome: result && `= ${result}`,
    status: statusOf(`${key}/merge`, result !== ''),
    splits: isLeaf ? [] : [split('first', a), split('second', b)],
    children: isLeaf
      ? []
      : parts.map(([x, y], place) => multiplication(x, y, { progress, statuses, key: `${key}/${place}` })),
    isSequence: false,
    reserve: { title: title.length, result: String(a * b).length },
  };
}

const plain = (key: string, title: string, result: string, children: TreeNode[] = []): TreeNode => ({
  key,
  step: `${key}/answer`,
  title,
  whole: title,
  result,
  outcome: result,
  status: result === '' ? 'waiting' : 'right',
  splits: [],
  children,
  isSequence: false,
});

/** A chain of `count` steps, of which the first `known` have results. */
export function chain(count: number, known = count): TreeNode {
  const steps = Array.from({ length: count }, (_, place) =>
    plain(`step ${place + 1}`, `${place + 1}: 4821 × ${place}`, place < known ? String(4821 * place) : ''),
  );
  return { ...plain('chain', '4821 × 9177', known === count ? '44242317' : '', steps), isSequence: true };
}

/** A problem with `count` independent parts that are texts. */
export const statements = (count: number): TreeNode =>
  plain(
    'article',
    'article 17',
    'in line',
    Array.from({ length: count }, (_, place) => plain(`part ${place + 1}`, `${place + 1}: The river is…`, 'in line')),
  );

const nodesOfDepth = (depth: number): fc.Arbitrary<TreeNode> =>
  fc
    .record({
      title: fc.string({ minLength: 1, maxLength: 22 }),
      result: fc.string({ maxLength: 12 }),
      splits: fc.integer({ min: 0, max: 2 }),
      isSequence: fc.boolean(),
      children: depth === 0 ? fc.constant<TreeNode[]>([]) : fc.array(nodesOfDepth(depth - 1), { maxLength: 4 }),
    })
    .map(({ title, result, splits, isSequence, children }) => ({
      ...plain('', title, result, children),
      isSequence,
      splits: Array.from({ length: splits }, (_, place) => ({
        ...{ key: `split ${place}`, name: 'split', text: '4 | 8', whole: '4 | 8', status: 'right' as const },
      })),
    }));

/** Prompt trees of all shapes, sequences among them, keys unique. */
export const promptTrees: fc.Arbitrary<TreeNode> = nodesOfDepth(4).map(root => {
  let count = 0;
  const named = (node: TreeNode): TreeNode => {
    const key = String(count++);
    return {
      ...node,
      key,
      step: `${key}/answer`,
      splits: node.splits.map(split => ({ ...split, key: `${key}/${split.key}` })),
      children: node.children.map(named),
    };
  };
  return named(root);
});
