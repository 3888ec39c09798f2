import * as z from 'zod/mini';
import { allocations } from './allocation/registry';
import { formats, plainFormat } from './formats';
import { longestContext } from './plan';
import { devices } from './presets/devices';
import { presets } from './presets/models';
import { techniques } from './techniques/registry';

const oneOf = (items: readonly { id: string }[]) => z.enum(items.map(({ id }) => id));

/** Bounds of the numbers that a person sets. */
export const bounds = {
  context: { min: 1, max: longestContext },
  users: { min: 1, max: 1_000_000 },
  /** Bytes of a parameter: from 4 bits to 32. */
  weightBytes: { min: 0.5, max: 4 },
  /** In billions. */
  parameters: { min: 0, max: 100_000 },
  /** Per cent of the memory of a device that weights and cache may take. */
  usable: { min: 10, max: 100 },
} as const;

const within = ({ min, max }: { min: number; max: number }) => z.number().check(z.minimum(min), z.maximum(max));

/** Characters of a user's own model in a state. */
export const ownModelLimits = { name: 120, config: 20_000 } as const;

const ownModel = z.strictObject({
  kind: z.literal('own'),
  name: z.string().check(z.maxLength(ownModelLimits.name)),
  /** The fields of its config that count, as JSON. */
  config: z.string().check(z.maxLength(ownModelLimits.config)),
  /** Billions of parameters in all, and of those that one token uses; 0 where nobody said. */
  parameters: within(bounds.parameters),
  active: within(bounds.parameters),
});

const settingsOf = ({ fields }: (typeof techniques)[number]) =>
  z.strictObject(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, within(field)])));

/** All that a person sets in the calculator: plain, bounded JSON, from which every figure follows. */
export const calculatorSchema = z.strictObject({
  model: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('preset'), id: oneOf(presets) }), ownModel]),
  device: oneOf(devices),
  usable: within(bounds.usable),
  context: within(bounds.context).check(z.int()),
  users: within(bounds.users).check(z.int()),
  weightBytes: within(bounds.weightBytes),
  format: oneOf(formats),
  index: oneOf(formats),
  allocation: oneOf(allocations),
  /** The settings of each technique that is applied. */
  techniques: z.strictObject(
    Object.fromEntries(techniques.map(technique => [technique.id, z.optional(settingsOf(technique))])),
  ),
});

export type CalculatorState = z.infer<typeof calculatorSchema>;

/** The settings that a technique begins with. */
export const firstSettings = ({ fields }: (typeof techniques)[number]): Record<string, number> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default]));

/** What the calculator opens with. */
export const defaultState: CalculatorState = {
  model: { kind: 'preset', id: 'llama-3.1-8b' },
  device: 'h100',
  usable: 90,
  context: 32_768,
  users: 100,
  weightBytes: 2,
  format: plainFormat.id,
  index: plainFormat.id,
  allocation: allocations[0].id,
  techniques: Object.fromEntries(techniques.slice(0, 1).map(technique => [technique.id, firstSettings(technique)])),
};
