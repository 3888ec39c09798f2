import type { LayerSpec } from './layer';
import type { Device } from './presets/devices';
import { stepWork, type Storage, totalBytes } from './size';

/** What of a model counts beside its cache. */
export interface Weights {
  /** Parameters in all, and those that one token uses. */
  parameters: number;
  active: number;
  /** Bytes of a parameter. */
  bytes: number;
}

/** A model on machines: its layers, how they are stored, its weights, and what a machine has. */
export interface Deployment {
  layers: readonly LayerSpec[];
  storage: Storage;
  weights: Weights;
  device: Device;
  /** The share of memory that weights and cache may take. */
  usable: number;
}

/** The longest context that is searched for. A model may be made for less. */
export const longestContext = 16_777_216;

/** Bytes of all weights. */
export const weightBytes = ({ parameters, bytes }: Weights): number => parameters * bytes;

/** Bytes that are left for the cache on `devices` devices that share the weights; negative where the weights do not fit. */
export const cacheRoom = ({ weights, device, usable }: Deployment, devices = 1): number =>
  devices * device.memory * usable - weightBytes(weights);

/** Sequences of `context` tokens that fit at once; Infinity where they need no cache. */
export function largestBatch(deployment: Deployment, context: number, devices = 1): number {
  const room = cacheRoom(deployment, devices);
  if (room < 0) return 0;
  const bytes = totalBytes(deployment.layers, context, deployment.storage);
  return bytes === 0 ? Infinity : Math.floor(room / bytes);
}

/** The longest context of which `batch` sequences fit at once, up to {@link longestContext}; 0 where none does. */
export function largestContext(deployment: Deployment, batch: number): number {
  const room = cacheRoom(deployment);
  const fits = (context: number) => batch * totalBytes(deployment.layers, context, deployment.storage) <= room;
  if (!fits(1)) return 0;
  // The total never falls, so halving the interval finds the last length that fits.
  let [low, high] = [1, longestContext + 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** One decode step of a batch, by the roofline: the larger of the time for bytes and the time for operations. */
export interface StepTime {
  /** Bytes that are moved, and operations. */
  bytes: number;
  operations: number;
  seconds: number;
  /** What the time is set by. */
  bound: 'memory' | 'operations';
}

/**
 * The least time of a decode step (roofline: Williams et al. 2009). Weights are read once for the whole batch; of a mixture of experts,
 * at most as many as the tokens of the batch use. Activations, communication and launches take no time here, so real steps take longer.
 */
export function stepTime({ layers, storage, weights, device }: Deployment, context: number, batch: number): StepTime {
  const work = stepWork(layers, context, storage);
  const bytes = Math.min(weights.parameters, weights.active * batch) * weights.bytes + batch * work.bytes;
  const operations = batch * (2 * weights.active + work.operations);
  const forBytes = bytes / device.bandwidth;
  const forOperations = device.peak === null ? 0 : operations / device.peak;
  return {
    bytes,
    operations,
    seconds: Math.max(forBytes, forOperations),
    bound: forOperations > forBytes ? 'operations' : 'memory',
  };
}

/** Tokens a second of all sequences together. 0 for an empty batch. */
export function throughput(deployment: Deployment, context: number, batch: number): number {
  if (batch === 0) return 0;
  const { seconds } = stepTime(deployment, context, batch);
  return seconds === 0 ? 0 : batch / seconds;
}

/** Machines for users who all write at once. */
export interface Fleet {
  /** Devices that share the weights, where one is too small. */
  groupSize: number;
  /** Sequences that a group holds. */
  batch: number;
  /** Devices in all. */
  devices: number;
}

/** Devices of a group at most: larger ones are no single machine any more. */
export const largestGroup = 64;

/** The fleet for `users` sequences of `context` tokens; null where even the largest group is too small for one. */
export function fleetFor(deployment: Deployment, context: number, users: number): Fleet | null {
  for (let groupSize = 1; groupSize <= largestGroup; groupSize *= 2) {
    const batch = Math.min(largestBatch(deployment, context, groupSize), users);
    if (batch > 0) return { groupSize, batch, devices: groupSize * Math.ceil(users / batch) };
  }
  return null;
}
