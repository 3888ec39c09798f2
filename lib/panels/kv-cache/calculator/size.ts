import type { Allocation } from './allocation/contract';
import { ideal } from './allocation/ideal';
import { entryBytes, type NumberFormat, plainFormat } from './formats';
import type { GrowingStore, LayerSpec, StateStore, Store } from './layer';

/** How many slots a store that grows still holds, of those that `tokens` need. Never more, and never less for more tokens. */
export type Keep = (slots: number, store: GrowingStore) => number;

/** In which formats a cache is stored, what of it is kept, and how memory is set aside. */
export interface Storage {
  format: NumberFormat;
  /** Of the vectors of an indexer. */
  index: NumberFormat;
  /** Bytes of an element of a convolution and of a recurrent state. */
  convolutionBytes: number;
  recurrentBytes: number;
  allocation: Allocation;
  keep: Keep;
}

export const plainStorage: Storage = {
  format: plainFormat,
  index: plainFormat,
  convolutionBytes: 2,
  recurrentBytes: 4,
  allocation: ideal,
  keep: slots => slots,
};

/** Bytes for one sequence: what each further token adds, what full windows hold, and what states hold. They are never one number. */
export interface Bytes {
  growth: number;
  window: number;
  state: number;
}

function stateBytes({ recurrent, channels, ...rest }: StateStore, storage: Storage): number {
  const { allocation, convolutionBytes, recurrentBytes } = storage;
  const bytes = allocation.stateBytes ?? { convolution: convolutionBytes, recurrent: recurrentBytes };
  const columns = allocation.columns({ recurrent, channels, ...rest });
  return recurrent * bytes.recurrent + channels * columns * bytes.convolution;
}

/** Entries that are needed after `tokens` tokens: one for every `stride` of them that is complete. */
const entriesOf = (store: GrowingStore, tokens: number, keep: Keep): number =>
  Math.floor(keep(tokens, store) / store.stride);

/** Bytes that a store holds for a sequence of `tokens` tokens. */
export function storeBytes(store: Store, tokens: number, storage: Storage): number {
  switch (store.kind) {
    case 'growing':
      return (
        storage.allocation.growing(entriesOf(store, tokens, storage.keep), store) *
        entryBytes(store.entry, storage.format, storage.index)
      );
    case 'window':
      return storage.allocation.window(tokens, store) * entryBytes(store.entry, storage.format, storage.index);
    case 'state':
      return stateBytes(store, storage);
  }
}

/** Bytes that a layer holds for a sequence of `tokens` tokens. */
export const layerBytes = ({ stores }: LayerSpec, tokens: number, storage: Storage): number =>
  stores.reduce((sum, store) => sum + storeBytes(store, tokens, storage), 0);

/** Bytes that all layers hold for a sequence of `tokens` tokens: the sum over layers. */
export const totalBytes = (layers: readonly LayerSpec[], tokens: number, storage: Storage): number =>
  layers.reduce((sum, layer) => sum + layerBytes(layer, tokens, storage), 0);

/**
 * The three numbers of a model in its formats, before any technique drops tokens and whatever a program sets aside: growth counts an entry
 * for several tokens in proportion, and a window is full.
 */
export function bytesOf(layers: readonly LayerSpec[], storage: Storage): Bytes {
  const bytes: Bytes = { growth: 0, window: 0, state: 0 };
  for (const store of layers.flatMap(({ stores }) => stores)) {
    if (store.kind === 'state') bytes.state += stateBytes(store, { ...storage, allocation: ideal });
    else {
      const entry = entryBytes(store.entry, storage.format, storage.index);
      if (store.kind === 'window') bytes.window += entry * store.size;
      else bytes.growth += entry / store.stride;
    }
  }
  return bytes;
}

/** What one decode step does for one sequence: bytes of the cache that it reads and writes, and operations of attention. */
export interface StepWork {
  bytes: number;
  operations: number;
}

/** A state is read and written once; a multiplication and an addition each for its decay, its update and its product with the query. */
const stateUses = { bytes: 2, operations: 6 };

/** @see StepWork */
export function stepWork(layers: readonly LayerSpec[], tokens: number, storage: Storage): StepWork {
  const work: StepWork = { bytes: 0, operations: 0 };
  for (const store of layers.flatMap(({ stores }) => stores)) {
    if (store.kind === 'state') {
      work.bytes += stateUses.bytes * stateBytes(store, storage);
      work.operations += stateUses.operations * store.recurrent;
      continue;
    }
    const held =
      store.kind === 'window'
        ? Math.min(tokens, store.size)
        : Math.min(entriesOf(store, tokens, storage.keep), store.reads ?? Infinity);
    work.bytes += held * entryBytes(store.entry, storage.format, storage.index);
    work.operations += held * store.operations;
  }
  return work;
}
