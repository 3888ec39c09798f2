import { asFailure } from '@/lib/core/failure';
import { settingAt, type SettingPath } from '@/lib/experiment/fields';
import type { Experiment } from '@/lib/experiment/panel';
import { encodeLink } from '@/lib/experiment/write-link';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';

/** A text of the experiment that its author can shorten. */
interface LinkedText {
  title: string;
  path: SettingPath;
}

/** Why the experiment does not fit into a link, and which text to shorten; undefined if it fits. */
export function linkProblem(
  experiment: Experiment<DivideAndConquerSettings>,
  texts: readonly LinkedText[],
): string | undefined {
  try {
    encodeLink(experiment, divideAndConquerPanel);
    return undefined;
  } catch (error) {
    if (asFailure(error).kind !== 'link-too-large') return undefined;
  }
  const sizes = texts.map(({ title, path }) => ({ title, size: String(settingAt(experiment.settings, path)).length }));
  const [longest] = sizes.toSorted((a, b) => b.size - a.size);
  const advice = longest ? ` Shorten the ${longest.title} (${longest.size.toLocaleString('en')} characters).` : '';
  return `This does not fit into a link, which holds 8 KB.${advice}`;
}
