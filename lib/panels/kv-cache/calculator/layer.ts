/** What a stored vector is for. Cache formats treat the roles in different ways. */
export type Role = 'key' | 'value' | 'latent' | 'rotary' | 'index';

/** Vectors of one role in an entry of the cache. */
export interface Vectors {
  role: Role;
  /** How many: one a KV head, or one for all heads. */
  count: number;
  /** Elements of each. */
  size: number;
}

/** Entries that grow with the text: one for every `stride` tokens. */
export interface GrowingStore {
  kind: 'growing';
  entry: readonly Vectors[];
  stride: number;
  /** The most entries that attention reads in one step, where an indexer selects them. */
  reads?: number;
  /** Arithmetic operations of attention in one step for every entry that it reads. */
  operations: number;
}

/** Entries of the last `size` tokens only. */
export interface WindowStore {
  kind: 'window';
  entry: readonly Vectors[];
  size: number;
  operations: number;
}

/** Numbers that are kept whatever the length of the text, and rewritten with every token. */
export interface StateStore {
  kind: 'state';
  /** Elements of the recurrent state. */
  recurrent: number;
  /** Channels of the causal convolution before it, and the tokens that it spans; it keeps all of them but the newest. */
  channels: number;
  span: number;
}

export type Store = GrowingStore | WindowStore | StateStore;

/** How a layer remembers, as the strip of layers and the table group them. */
export type LayerKind =
  'full' | 'sliding' | 'chunked' | 'latent' | 'compressed' | 'linear' | 'convolution' | 'shared' | 'none';

/** One layer of a model: all that it stores for one sequence. A layer without stores needs no memory. */
export interface LayerSpec {
  kind: LayerKind;
  stores: readonly Store[];
}

/** Names of the kinds, with what they do in a sentence. The letter is the mark of the kind in the strip of layers. */
export const layerKinds: Readonly<Record<LayerKind, { title: string; letter: string; sentence: string }>> = {
  full: {
    title: 'Full attention',
    letter: 'F',
    sentence: 'Every KV head stores a key and a value of every token.',
  },
  sliding: {
    title: 'Sliding window',
    letter: 'S',
    sentence: 'Keys and values of the last tokens only, so it stops growing when its window is full.',
  },
  chunked: {
    title: 'Chunked attention',
    letter: 'C',
    sentence: 'Keys and values of the current chunk of the text, so it holds one chunk at most.',
  },
  latent: {
    title: 'Latent attention (MLA)',
    letter: 'L',
    sentence: 'One short vector a token for all heads, from which keys and values are computed.',
  },
  compressed: {
    title: 'Compressed attention',
    letter: 'P',
    sentence: 'One learned entry for several tokens, beside a short window of exact ones.',
  },
  linear: {
    title: 'Linear attention or state space',
    letter: 'N',
    sentence: 'A state of fixed size, which every token rewrites.',
  },
  convolution: {
    title: 'Short convolution',
    letter: 'V',
    sentence: 'The inputs of the last few tokens.',
  },
  shared: {
    title: 'Shared cache',
    letter: 'H',
    sentence: 'It reads the cache of an earlier layer and stores nothing.',
  },
  none: {
    title: 'No attention',
    letter: '-',
    sentence: 'A feed-forward layer: it stores nothing.',
  },
};
