import type { Fields } from '../config/fields';

/** When the sources of all presets were read. */
export const readOn = '30 November 2026';

/** A model with the fields of its config that count here, and how many parameters it has. */
export interface ModelPreset {
  id: string;
  title: string;
  config: Fields;
  /** Parameters in all, and those that one token uses, which differ in a mixture of experts. */
  parameters: number;
  active: number;
  /** Which config this is, and where its values were read. */
  source: string;
}

/** The types of all layers from a text of one letter each, repeated: F(ull) or S(liding). */
export function typesFrom(pattern: string, layers: number): string[] {
  const names: Readonly<Record<string, string>> = {
    F: 'full_attention',
    S: 'sliding_attention',
  };
  return Array.from({ length: layers }, (_, at) => names[pattern[at % pattern.length] ?? ''] ?? '');
}
