import type { Fields } from '../config/fields';
import type { LayerSpec } from '../layer';

/** Models whose configs have the same fields for what their layers store. */
export interface Family {
  id: string;
  /** For people: `Llama, Mistral, Qwen`. */
  title: string;
  /** Whether a config is of this family. The first of the registry that fits is taken. */
  fits(fields: Fields): boolean;
  /** Values of the configuration class for fields that a file of this family may leave out, by `model_type`. */
  defaults?: Readonly<Record<string, Fields>>;
  /** The type of every layer, as far as fields other than `layer_types` say it. */
  types(fields: Fields): string[];
  /** What a layer of each type stores, by the name that `layer_types` has for it. @throws Failure `config-unfit` for a field that is missing */
  layers: Readonly<Record<string, (fields: Fields, at: number) => LayerSpec>>;
  /** Sentences for people, about what is easily miscounted. */
  notes?(fields: Fields): string[];
}
