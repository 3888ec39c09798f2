import type { KernelSource } from '../kernel';
import type { Layout } from '../layout';

/**
 * Samples tokens on the GPU as `lib/transformer/sampling.ts` defines it: the same hash, the same noise, the same
 * nucleus. The threads of a row of logits compute partial results, one per part; a single thread combines them.
 */

/** Number of parts of a row of logits: about the number of vec4s that each part reads, from 8 to 64. */
export const samplingParts = ({ vocabulary4 }: Layout): number =>
  2 ** Math.min(6, Math.max(3, Math.round(Math.log2(vocabulary4) / 2)));

/** The search for the nucleus' smallest logit finds four bits per round. */
const bins = 16;
export const nucleusRounds = 8;

const samplingRecord = `
struct Sampling { key: u32, temperature: f32, top_p: f32 }
fn samplingAt(i: u32) -> Sampling {
  let p = logitRows[pass_.firstLogitRow + i];
  return Sampling(p.y, bitcast<f32>(p.z), bitcast<f32>(p.w));
}
/** Whether the row is restricted to a nucleus. */
fn usesNucleus(p: Sampling) -> bool { return p.temperature > 0.0 && p.top_p < 1.0; }`;

/** Integer bits that compare as the floats do. */
const sortable = `
fn sortable(x: vec4f) -> vec4u {
  let bits = bitcast<vec4u>(x);
  return select(bits | vec4u(0x80000000u), ~bits, bits >= vec4u(0x80000000u));
}`;

/**
 * Loops over a thread's part of a row: `x` holds the logits of `token` to `token + 3`, -3.4e38 beyond the vocabulary.
 */
const overPart = (layout: Layout, vocabSize: number, body: string) => `
  for (var v = part; v < ${layout.vocabulary4}u; v += ${samplingParts(layout)}u) {
    let token = vec4u(4u * v) + vec4u(0u, 1u, 2u, 3u);
    let inside = token < vec4u(${vocabSize}u);
    let x = select(vec4f(-3.4e38), logits[row * ${layout.vocabulary4}u + v], inside);
    ${body}
  }`;

const manyPerRow = `
@compute @workgroup_size(8) fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = id.y;
  let part = id.x;`;

const place = (layout: Layout) => `let place = row * ${samplingParts(layout)}u + part;`;

const onePerRow = `
@compute @workgroup_size(1) fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = id.x;`;

/** Words of a row of allowed tokens. */
export const maskWords = ({ vocabulary4 }: Layout): number => Math.ceil(vocabulary4 / 8);

/**
 * Makes the tokens that are not allowed as good as impossible: far below every logit, and finite also over a small
 * temperature. Grid: [part, logit row].
 */
export const maskKernel = (layout: Layout): KernelSource => ({
  label: 'mask',
  uniforms: ['pass'],
  reads: ['allowed'],
  writes: ['logits'],
  code: `${manyPerRow}
  for (var v = part; v < ${layout.vocabulary4}u; v += ${samplingParts(layout)}u) {
    let word = allowed[(pass_.firstLogitRow + row) * ${maskWords(layout)}u + v / 8u];
    let bits = (vec4u(word) >> (vec4u(4u * (v % 8u)) + vec4u(0u, 1u, 2u, 3u))) & vec4u(1u);
    let at = row * ${layout.vocabulary4}u + v;
    logits[at] = select(vec4f(-1e30), logits[at], bits == vec4u(1u));
  }
}`,
});

/** Finds the largest logit of each part. Grid: [part, logit row]. */
export const largestLogitKernel = (layout: Layout, vocabSize: number): KernelSource => ({
  label: 'largestLogit',
  uniforms: [],
  reads: ['logits'],
  writes: ['best'],
  code: `${manyPerRow}
  ${place(layout)}
  var largest = vec4f(-3.4e38);
  ${overPart(layout, vocabSize, 'largest = max(largest, x);')}
  best[place] = vec2u(bitcast<u32>(max(max(largest.x, largest.y), max(largest.z, largest.w))), 0u);
}`,
});

/**
 * Begins the nucleus search. `nucleus` holds the largest logit, the bits found so far, the probability mass still to
 * be reached, and the round. Grid: [logit row].
 */
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

/**
 * Sums the probability mass (not normalised) of the tokens that begin with the bits found so far, by their next four
 * bits. Grid: [part, logit row].
 */
export const binMassKernel = (layout: Layout, vocabSize: number): KernelSource => ({
  label: 'binMass',
  uniforms: ['pass'],
  reads: ['logits', 'logitRows', 'nucleus'],
  writes: ['mass'],
  code: `${samplingRecord}${sortable}${manyPerRow}
  ${place(layout)}
  let p = samplingAt(row);
  if (!usesNucleus(p)) { return; }
  let state = nucleus[row];
  let found = state.y;
  let shift = 28u - 4u * state.w;
  // The bits above the four: none in the first round, where a shift by 32 would be undefined.
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

/**
 * Finds the next four bits: the highest bin with which the mass is reached, or the lowest one that is not empty.
 * Grid: [logit row].
 */
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
 * Finds the best token of each part by logit / temperature plus Gumbel noise, or by logit. Near 1, WGSL's `log` is
 * only accurate to 2^-21, and the decisive largest noise comes from there; so a series in 1 - u, which is exact
 * there, computes -ln(u). Grid: [part, logit row].
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
${manyPerRow}
  ${place(layout)}
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

/** Chooses the best token of all parts, the lowest id among equals. Grid: [logit row]. */
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
