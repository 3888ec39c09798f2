import type { ModelPreset } from './contract';
import { fullModels } from './full';
import { hybridModels } from './hybrid';
import { latentModels } from './latent';
import { windowedModels } from './windowed';

/** The presets in groups, as a list shows them. */
export const presetGroups: readonly { title: string; models: readonly ModelPreset[] }[] = [
  { title: 'Full attention in every layer', models: fullModels },
  { title: 'Windows and chunks', models: windowedModels },
  { title: 'Latent and compressed vectors', models: latentModels },
  { title: 'States of fixed size', models: hybridModels },
];

export const presets: readonly ModelPreset[] = presetGroups.flatMap(({ models }) => models);

/** The preset of an id; undefined for an id of none. */
export const presetOf = (id: string): ModelPreset | undefined => presets.find(preset => preset.id === id);
