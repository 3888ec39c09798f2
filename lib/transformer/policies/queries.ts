import type { ModelConfig } from '../config';
import { ropeFrequencies, rotate } from '../rope';
import type { Needs, QueryHead } from './contract';

/** Sums over the queries of one query head, before rotation. */
interface Sums {
  recent: Float32Array[];
  mean: Float64Array;
  magnitude: Float64Array;
  /** [headDim][headDim]: sums of products; empty where nobody asks for the covariance. */
  products: Float64Array;
}

/**
 * What a sequence's queries were: the newest ones as they are, and the moments of all of them before rotation. The first tokens are left
 * out of the moments, because the queries of attention sinks are like no others (Expected Attention, arXiv 2510.00636).
 */
export class QueryObserver {
  /** [layer][query head]. */
  private readonly heads: Sums[][];
  private readonly frequencies: Float64Array;
  private counted = 0;

  constructor(
    private readonly config: ModelConfig,
    private readonly needs: Needs,
    private readonly leftOut = 4,
  ) {
    const { layers, heads, headDim } = config;
    const covariance = needs.queryMoments === 'covariance' ? headDim * headDim : 0;
    this.frequencies = ropeFrequencies(config);
    this.heads = Array.from({ length: layers }, () =>
      Array.from({ length: heads }, () => ({
        recent: [],
        mean: new Float64Array(headDim),
        magnitude: new Float64Array(headDim / 2),
        products: new Float64Array(covariance),
      })),
    );
  }

  /**
   * @param queries [layer]: [token][heads * headDim], rotated
   * @param first position of the first of the tokens
   */
  observe(queries: readonly Float32Array[], first: number): void {
    const { heads, headDim } = this.config;
    const { recentQueries = 0, queryMoments } = this.needs;
    const count = (queries[0]?.length ?? 0) / (heads * headDim);
    queries.forEach((rows, layer) => {
      for (let token = 0; token < count; token++)
        for (let head = 0; head < heads; head++) {
          const at = (token * heads + head) * headDim;
          const query = rows.slice(at, at + headDim);
          const sums = this.heads[layer]![head]!;
          if (token >= count - recentQueries) sums.recent.push(query);
          if (queryMoments && first + token >= this.leftOut) this.add(sums, query, first + token);
        }
    });
    for (const { recent } of this.heads.flat()) recent.splice(0, Math.max(0, recent.length - recentQueries));
    this.counted += Math.max(0, first + count - Math.max(first, this.leftOut));
  }

  /** The same observations, as far as `needs` asks for them, to go on from. */
  copy(needs: Needs): QueryObserver {
    const copy = new QueryObserver(this.config, needs, this.leftOut);
    copy.counted = this.counted;
    copy.heads.forEach((heads, layer) =>
      heads.forEach((sums, head) => {
        const from = this.heads[layer]![head]!;
        if (needs.recentQueries) sums.recent.push(...from.recent.slice(-needs.recentQueries));
        sums.mean.set(from.mean);
        sums.magnitude.set(from.magnitude);
        if (sums.products.length > 0) sums.products.set(from.products);
      }),
    );
    return copy;
  }

  /** The query heads of a layer that read one KV head. */
  group(layer: number, kvHead: number): QueryHead[] {
    const size = this.config.heads / this.config.kvHeads;
    return this.heads[layer]!.slice(kvHead * size, (kvHead + 1) * size).map(sums => this.moments(sums));
  }

  private add(sums: Sums, rotated: Float32Array, position: number): void {
    const query = rotated.slice();
    rotate(query, -position, this.frequencies);
    const size = query.length;
    const half = size / 2;
    for (let i = 0; i < size; i++) sums.mean[i]! += query[i]!;
    for (let i = 0; i < half; i++) sums.magnitude[i]! += Math.hypot(query[i]!, query[half + i]!);
    if (sums.products.length === 0) return;
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) sums.products[i * size + j]! += query[i]! * query[j]!;
  }

  private moments({ recent, mean, magnitude, products }: Sums): QueryHead {
    const { queryMoments } = this.needs;
    if (!queryMoments) return { recent };
    const count = Math.max(1, this.counted);
    const size = mean.length;
    const average = Float32Array.from(mean, sum => sum / count);
    return {
      recent,
      mean: average,
      magnitude: Float32Array.from(magnitude, sum => sum / count),
      ...(queryMoments === 'covariance' && {
        covariance: Float32Array.from(
          products,
          (sum, at) => sum / count - average[Math.floor(at / size)]! * average[at % size]!,
        ),
      }),
    };
  }
}
