import { allocations } from './allocation/registry';
import { type ModelShape, readConfigText, shapeOf } from './config/read';
import { formatOf } from './formats';
import { type LayerKind, layerKinds } from './layer';
import {
  cacheRoom,
  type Deployment,
  type Fleet,
  fleetFor,
  largestBatch,
  largestContext,
  type StepTime,
  stepTime,
  throughput,
  weightBytes,
} from './plan';
import { readOn } from './presets/contract';
import { deviceOf } from './presets/devices';
import { presetOf } from './presets/models';
import { type Bytes, bytesOf, layerBytes, plainStorage, type Storage, totalBytes } from './size';
import type { CalculatorState } from './state';
import { keepOf } from './techniques/registry';

/** Layers of one kind, together. */
export interface KindRow {
  kind: LayerKind;
  title: string;
  layers: number;
  bytes: Bytes;
  /** Bytes at the chosen context, as they are stored and set aside. */
  total: number;
}

/** All figures of a state. Bytes are for one sequence where nothing else is said. */
export interface Calculation {
  title: string;
  /** Where the config is from. */
  source: string;
  model: ModelShape;
  deployment: Deployment;
  bytes: Bytes;
  /** Bytes at the chosen context with all that is chosen, and in 16 bits without any technique, exactly as needed. */
  total: number;
  plain: number;
  kinds: KindRow[];
  weights: number;
  room: number;
  batch: number;
  /** The longest context of one sequence. */
  longest: number;
  /** A step of the largest batch, and its tokens a second; null where nothing fits. */
  step: StepTime | null;
  tokensPerSecond: number;
  fleet: Fleet | null;
}

interface Model {
  title: string;
  source: string;
  shape: ModelShape;
  parameters: number;
  active: number;
}

/** @throws Failure `config-unfit` for an own config that cannot be computed with; RangeError for an id of no preset */
function modelOf({ model }: Pick<CalculatorState, 'model'>): Model {
  if (model.kind === 'own')
    return {
      title: model.name,
      source: 'your own config.json',
      shape: shapeOf(readConfigText(model.config)),
      parameters: 1e9 * model.parameters,
      active: 1e9 * (model.active || model.parameters),
    };
  const preset = presetOf(model.id);
  if (!preset) throw new RangeError(`There is no preset ${model.id}.`);
  const { title, source, config, parameters, active } = preset;
  return { title, source: `${source} (${readOn})`, shape: shapeOf(config), parameters, active };
}

/** How a state stores the cache. */
export function storageOf({ format, index, allocation, techniques }: CalculatorState): Storage {
  return {
    ...plainStorage,
    format: formatOf(format),
    index: formatOf(index),
    allocation: allocations.find(({ id }) => id === allocation) ?? allocations[0],
    keep: keepOf(techniques),
  };
}

const tables = (shape: ModelShape, storage: Storage, context: number): KindRow[] =>
  (Object.keys(layerKinds) as LayerKind[]).flatMap(kind => {
    const layers = shape.layers.filter(layer => layer.kind === kind);
    if (layers.length === 0) return [];
    return {
      kind,
      title: layerKinds[kind].title,
      layers: layers.length,
      bytes: bytesOf(layers, storage),
      total: layers.reduce((sum, layer) => sum + layerBytes(layer, context, storage), 0),
    };
  });

/**
 * All figures of a state.
 * @throws Failure `config-unfit` for an own config that cannot be computed with; RangeError for an unknown id, which the schema refuses
 */
export function calculate(state: CalculatorState): Calculation {
  const { title, source, shape, parameters, active } = modelOf(state);
  const device = deviceOf(state.device);
  if (!device) throw new RangeError(`There is no device ${state.device}.`);
  const storage = storageOf(state);
  const weights = { parameters, active, bytes: state.weightBytes };
  const deployment = { layers: shape.layers, storage, weights, device, usable: state.usable / 100 };
  const { context, users } = state;
  const batch = largestBatch(deployment, context);
  const run = Math.min(batch, bounded);
  return {
    ...{ title, source, model: shape, deployment },
    bytes: bytesOf(shape.layers, storage),
    total: totalBytes(shape.layers, context, storage),
    plain: totalBytes(shape.layers, context, plainStorage),
    kinds: tables(shape, storage, context),
    weights: weightBytes(weights),
    room: cacheRoom(deployment),
    batch,
    longest: largestContext(deployment, 1),
    step: batch > 0 ? stepTime(deployment, context, run) : null,
    tokensPerSecond: throughput(deployment, context, run),
    fleet: fleetFor(deployment, context, users),
  };
}

/** A batch without an end is computed as one of so many sequences. */
const bounded = 1_000_000;
