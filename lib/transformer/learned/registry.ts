import { Failure } from '@/lib/core/failure';
import type { LearnedCompression, LearnedHead, LearnedMethod } from './contract';
import { dmc } from './dmc';
import { dms } from './dms';

const methods: readonly LearnedMethod[] = [dmc, dms];

export function learnedMethod({ method }: LearnedCompression): LearnedMethod {
  const found = methods.find(({ id }) => id === method);
  if (!found) throw new RangeError(`There is no learned compression "${method}"`);
  return found;
}

/** Names of the metadata files that a folder with this `config.json` may have. */
export const learnedFiles = (config: Readonly<Record<string, unknown>>): string[] =>
  methods.flatMap(method => method.metadataFiles?.(config) ?? []);

/**
 * What a model has learned, by the fields of its `config.json`; undefined for most models.
 * @throws Failure `model-unsupported` for more than one method, or a variant that is not implemented; `model-file` for numbers that make
 *   no sense
 */
export function readLearned(config: Readonly<Record<string, unknown>>): LearnedCompression | undefined {
  const found = methods.flatMap(({ id, readValues }) => {
    const values = readValues(config);
    return values ? [{ method: id, values }] : [];
  });
  if (found.length > 1)
    throw new Failure('model-unsupported', `It asks for ${found.map(({ method }) => method).join(' and ')}.`);
  return found[0];
}

/** For the record of a run: how the model compresses its cache; nothing for a model that has learned nothing. */
export const learnedFacts = (learned: LearnedCompression | undefined): Record<string, string> =>
  learned ? { cache: `compressed by the model (${learnedMethod(learned).title})` } : {};

/** The state of a KV head of a new sequence; null for a model that has learned nothing. */
export const openHead = (learned: LearnedCompression | undefined): LearnedHead | null =>
  learned ? learnedMethod(learned).open(learned.values) : null;
