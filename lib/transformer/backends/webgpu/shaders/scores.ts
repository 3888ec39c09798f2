import { pageSlots } from '../../../cache/pages';
import type { ModelConfig } from '../../../config';
import type { KernelSource } from '../kernel';
import type { Layout } from '../layout';
import { type AttentionTiling, each, listFunctions, pagesOf, rowsOf } from './attention';

/**
 * Scores of all query heads that share a KV head, so that each key is read once for them. Grid: [slots / tile, KV
 * head, rows / tile].
 */
export function scoresKernel(
  config: ModelConfig,
  layout: Layout,
  { rows, slots, scoreThreads }: AttentionTiling,
): KernelSource {
  const { head4, group, page4 } = layout;
  const blocks = slots / 4;
  const key = (slot: number) => `pages[keys + d * ${pageSlots}u + ${slot}u]`;
  const headOf = (row: string) => `(${row} * ${config.heads}u + id.y * ${group}u)`;

  /** Scores of rows that share one page: queries in q_r_g, sums in s_r_g_block. */
  const scoreRows = (list: readonly number[], rowName: (r: number) => string, lengthName: (r: number) => string) => {
    const all = (line: (r: number, g: number) => string) => list.map(r => each(group, g => line(r, g))).join('\n');
    const block = (b: number) => `{
      let k0 = ${key(4 * b)}; let k1 = ${key(4 * b + 1)}; let k2 = ${key(4 * b + 2)}; let k3 = ${key(4 * b + 3)};
      ${all((r, g) => `s${r}_${g}_${b} += vec4f(dot(q${r}_${g}, k0), dot(q${r}_${g}, k1), dot(q${r}_${g}, k2), dot(q${r}_${g}, k3));`)}
    }`;
    return `
  let keys = page * ${page4}u + first % ${pageSlots}u;
  ${all((r, g) => each(blocks, b => `var s${r}_${g}_${b} = vec4f();`))}
  for (var d = 0u; d < ${head4}u; d++) {
    ${all((r, g) => `let q${r}_${g} = query[(${headOf(rowName(r))} + ${g}u) * ${head4}u + d];`)}
    ${each(blocks, block)}
  }
  ${list
    .map(r =>
      each(
        blocks,
        b => `if (first + ${4 * b}u < ${lengthName(r)}) {
    ${each(group, g => `scores[(${headOf(rowName(r))} + ${g}u) * pass_.scores4 + first / 4u + ${b}u] = s${r}_${g}_${b};`)}
  }`,
      ),
    )
    .join('\n')}`;
  };
  const every = Array.from({ length: rows }, (_, r) => r);
  const shared = scoreRows(
    every,
    r => `row${r}`,
    r => `length${r}`,
  );
  const separate = `for (var r = 0u; r < ${rows}u; r++) {
    let row = min(id.z * ${rows}u + r, pass_.rows - 1u);
    let info = rows[pass_.firstRow + row];
    let length = lengthOf(info, id.y);
    if (first >= length) { continue; }
    let page = pageTable[pass_.tables + listOf(info, id.y) * pass_.tablePages + first / ${pageSlots}u];
    ${scoreRows(
      [0],
      () => 'row',
      () => 'length',
    )}
  }`;
  return {
    label: `scores ${rows} ${slots}`,
    uniforms: ['pass', 'layer'],
    reads: ['rows', 'pageTable', 'query', 'pages'],
    writes: ['scores'],
    code: `${listFunctions(config, layout)}
@compute @workgroup_size(${scoreThreads}) fn main(@builtin(global_invocation_id) id: vec3u) {
  let first = id.x * ${slots}u;
  let kvHead = id.y;
  ${rowsOf(rows)}
  ${pagesOf(rows, 'first')}
  if (page == none) { return; }
  ${rows === 1 ? shared : `if (same) { ${shared} } else { ${separate} }`}
}`,
  };
}
