import type { KernelSource } from '../kernel';
import type { Layout } from '../layout';

/**
 * Drawing tokens where the logits are, as `lib/transformer/sampling.ts` says: the same hash, the same noise, the same nucleus. A row of
 * logits is shared out among `parts` threads that leave partial results, which one thread then puts together.
 */

/** Threads of a row of logits: as many as the vec4s that each of them reads, within reason. */
export const samplingParts = ({ vocabulary4 }: Layout): number =>
  2 ** Math.min(6, Math.max(3, Math.round(Math.log2(vocabulary4) / 2)));

/** Four bits of the nucleus' smallest logit are found at a time. */
const bins = 16;
export const nucleusRounds = 8;

const samplingRecord = `
struct Sampling { key: u32, temperature: f32, top_p: f32 }
fn samplingAt(i: u32) -> Sampling {
  let p = logitRows[pass_.firstLogitRow + i];
  return Sampling(p.y, bitcast<f32>(p.z), bitcast<f32>(p.w));
}
/** Whether the pick is cut to a nucleus at all. */
fn usesNucleus(p: Sampling) -> bool { return p.temperature > 0.0 && p.top_p < 1.0; }`;

/** Bits of floats that compare as the floats do. */
const sortable = `
fn sortable(x: vec4f) -> vec4u {
  let bits = bitcast<vec4u>(x);
  return select(bits | vec4u(0x80000000u), ~bits, bits >= vec4u(0x80000000u));
}`;

/** Loops over a thread's share of a row: \`x\` are logits \`token\` to \`token + 3\`, those beyond the vocabulary -3.4e38. */
const overPart = (layout: Layout, vocabSize: number, body: string) => `
  for (var v = part; v < ${layout.vocabulary4}u; v += ${samplingParts(layout)}u) {
    let token = vec4u(4u * v) + vec4u(0u, 1u, 2u, 3u);
    let inside = token < vec4u(${vocabSize}u);
    let x = select(vec4f(-3.4e38), logits[row * ${layout.vocabulary4}u + v], inside);
    ${body}
  }`;

const manyPerRow = (layout: Layout) => `
@compute @workgroup_size(8) fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = id.y;
  let part = id.x;
  let place = row * ${samplingParts(layout)}u + part;`;

const onePerRow = `
@compute @workgroup_size(1) fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = id.x;`;

/** The largest logit of each part. Grid: [part, pick]. */
export const largestLogitKernel = (layout: Layout, vocabSize: number): KernelSource => ({
  label: 'largestLogit',
  uniforms: [],
  reads: ['logits'],
  writes: ['best'],
  code: `${manyPerRow(layout)}
  var largest = vec4f(-3.4e38);
  ${overPart(layout, vocabSize, 'largest = max(largest, x);')}
  best[place] = vec2u(bitcast<u32>(max(max(largest.x, largest.y), max(largest.z, largest.w))), 0u);
}`,
});

/** Begins the search: \`nucleus\` is the largest logit, the bits found so far, the mass still to be reached, and the round. Grid: [pick]. */
export const beginNucleusKernel = (layout: Layout): KernelSource => ({
  label: 'beginNucleus',
  uniforms: [],
  reads: ['best'],
  writes: ['nucleus'],
  code: `${onePerRow}
  var largest = -3.4e38;
  for (var part = 0u; part < ${samplingParts(layout)}u; part++) { largest = max(largest, bitcast<f32>(best[row * ${samplingParts(layout)}u + part].x)); }
  nucleus[row] = vec4u(bitcast<u32>(largest), 0u, 0u, 0u);
}`,
});

/** Probability (not normalised) of the tokens that begin with the bits found so far, by their next four bits. Grid: [part, pick]. */
export const binMassKernel = (layout: Layout, vocabSize: number): KernelSource => ({
  label: 'binMass',
  uniforms: ['pass'],
  reads: ['logits', 'logitRows', 'nucleus'],
  writes: ['mass'],
  code: `${samplingRecord}${sortable}${manyPerRow(layout)}
  let p = samplingAt(row);
  if (!usesNucleus(p)) { return; }
  let state = nucleus[row];
  let found = state.y;
  let shift = 28u - 4u * state.w;
  // Bits above the four: none in the first round, where a shift by 32 would not do.
  let mask = select(0xffffffffu << ((shift + 4u) & 31u), 0u, shift == 28u);
  var sums: array<f32, ${bins}>;
  ${overPart(
    layout,
    vocabSize,
    `let bits = sortable(x);
    let counts = (bits & vec4u(mask)) == vec4u(found);
    let weight = select(vec4f(), exp((x - bitcast<f32>(state.x)) / p.temperature), counts & inside);
    let bin = (bits >> vec4u(shift)) & vec4u(${bins - 1}u);
    sums[bin.x] += weight.x;
    sums[bin.y] += weight.y;
    sums[bin.z] += weight.z;
    sums[bin.w] += weight.w;`,
  )}
  for (var bin = 0u; bin < ${bins}u; bin++) { mass[place * ${bins}u + bin] = sums[bin]; }
}`,
});

/** Settles the next four bits: the highest bin with which the mass is reached, or the lowest that holds anything. Grid: [pick]. */
export const refineNucleusKernel = (layout: Layout): KernelSource => ({
  label: 'refineNucleus',
  uniforms: ['pass'],
  reads: ['mass', 'logitRows'],
  writes: ['nucleus'],
  code: `${samplingRecord}${onePerRow}
  let p = samplingAt(row);
  if (!usesNucleus(p)) { return; }
  var state = nucleus[row];
  var sums: array<f32, ${bins}>;
  var all = 0.0;
  for (var part = 0u; part < ${samplingParts(layout)}u; part++) {
    for (var bin = 0u; bin < ${bins}u; bin++) { sums[bin] += mass[(row * ${samplingParts(layout)}u + part) * ${bins}u + bin]; }
  }
  for (var bin = 0u; bin < ${bins}u; bin++) { all += sums[bin]; }
  let goal = select(bitcast<f32>(state.z), p.top_p * all, state.w == 0u);
  var above = 0.0;
  var chosen = 0u;
  var before = 0.0;
  for (var i = 0u; i < ${bins}u; i++) {
    let bin = ${bins - 1}u - i;
    if (sums[bin] <= 0.0) { continue; }
    chosen = bin;
    before = above;
    above += sums[bin];
    if (above >= goal) { break; }
  }
  let shift = 28u - 4u * state.w;
  state.y |= chosen << shift;
  state.z = bitcast<u32>(goal - before);
  state.w += 1u;
  nucleus[row] = state;
}`,
});

/**
 * The best of each part: logit / temperature plus Gumbel noise, or the logit. WGSL's \`log\` is good to 2^-21 near 1 only, and the largest
 * noise, the one that decides, comes from there; so -ln(u) is taken by a series in 1 - u, which is exact. Grid: [part, pick].
 */
export const sampleScoresKernel = (layout: Layout, vocabSize: number): KernelSource => ({
  label: 'sampleScores',
  uniforms: ['pass'],
  reads: ['logits', 'logitRows', 'nucleus'],
  writes: ['best'],
  code: `${samplingRecord}${sortable}
fn mix4(bits: vec4u) -> vec4u {
  var x = bits;
  x = (x ^ (x >> vec4u(16u))) * 0x7feb352du;
  x = (x ^ (x >> vec4u(15u))) * 0x846ca68bu;
  return x ^ (x >> vec4u(16u));
}
fn gumbel(key: u32, token: vec4u) -> vec4f {
  let steps = mix4(token + key) >> vec4u(9u);
  let u = (vec4f(steps) + 0.5) / 8388608.0;
  let rest = (vec4f(8388607u - steps) + 0.5) / 8388608.0;
  let z = rest / (2.0 - rest);
  let zz = z * z;
  let series = 2.0 * z * (1.0 + zz * (1.0 / 3.0 + zz * (1.0 / 5.0 + zz * (1.0 / 7.0 + zz / 9.0))));
  return -log(select(-log(u), series, rest < vec4f(0.25)));
}
${manyPerRow(layout)}
  let p = samplingAt(row);
  let least = select(0u, nucleus[row].y, usesNucleus(p));
  var highest = -3.4e38;
  var chosen = 0xffffffffu;
  ${overPart(
    layout,
    vocabSize,
    `var s = x;
    if (p.temperature > 0.0) { s = x / p.temperature + gumbel(p.key, token); }
    let kept = inside & (sortable(x) >= vec4u(least));
    for (var i = 0u; i < 4u; i++) {
      if (kept[i] && (s[i] > highest || chosen == 0xffffffffu)) { highest = s[i]; chosen = token[i]; }
    }`,
  )}
  best[place] = vec2u(bitcast<u32>(highest), chosen);
}`,
});

/** The best of all parts, the lowest id among equals. Grid: [pick]. */
export const sampleKernel = (layout: Layout): KernelSource => ({
  label: 'sample',
  uniforms: ['pass'],
  reads: ['best'],
  writes: ['sampled'],
  code: `${onePerRow}
  var highest = -3.4e38;
  var chosen = 0xffffffffu;
  for (var part = 0u; part < ${samplingParts(layout)}u; part++) {
    let one = best[row * ${samplingParts(layout)}u + part];
    let score = bitcast<f32>(one.x);
    let token = one.y;
    if (token == 0xffffffffu) { continue; }
    if (chosen == 0xffffffffu || score > highest || (score == highest && token < chosen)) {
      highest = score;
      chosen = token;
    }
  }
  sampled[pass_.firstSampled + row] = chosen;
}`,
});
