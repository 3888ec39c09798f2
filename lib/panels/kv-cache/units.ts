import { cut } from '@/lib/core/cut';
import { Failure } from '@/lib/core/failure';
import { type EngineRef, refKey } from '@/lib/engines/contract';
import type { Experiment, Unit } from '@/lib/experiment/panel';
import type { Registry } from './registry';
import { type KvSettings, ownTexts } from './settings';
import type { CacheText } from './texts/contract';

/** The input of a unit: one text under one policy, with all budgets. */
export type KvInput = {
  text: CacheText;
  policy: string;
  /** Whether to tell when each token left each head. */
  film: boolean;
};

/** @throws Failure `experiment-invalid` for a set that is not here */
export async function textsOf(
  { texts, count, lengths, own }: KvSettings,
  { textSets }: Registry,
): Promise<readonly CacheText[]> {
  if (texts === ownTexts)
    return [
      {
        id: 'own',
        title: cut(own.text.trim().replace(/\s+/g, ' '), 40),
        text: own.continuation === 'model' ? [{ role: 'user', content: own.text }] : own.text,
        promptTokens: own.continuation === 'model' ? null : own.promptTokens,
        answer: null,
      },
    ];
  const set = textSets.find(({ id }) => id === texts);
  if (!set) throw new Failure('experiment-invalid', `There are no texts "${texts}".`);
  const all = await set.load();
  if (!set.lengths) return all.slice(0, count);
  return lengths.flatMap(length => all.filter(({ needle }) => String(needle?.of) === length).slice(0, count));
}

/** Models x texts x policies: texts in the middle, so that the first one is there for all policies soon. */
export async function listUnits(
  { settings, model, compare }: Experiment<KvSettings>,
  registry: Registry,
): Promise<Unit[]> {
  const texts = await textsOf(settings, registry);
  const refs = [model, ...compare].filter((ref, i, all) => all.findIndex(other => refKey(other) === refKey(ref)) === i);
  return refs.flatMap(ref =>
    texts.flatMap((text, i) =>
      settings.policies.map((policy): Unit => ({
        name: unitName(text, policy, ref, model),
        input: { text, policy, film: i === 0 } satisfies KvInput,
        model: ref,
      })),
    ),
  );
}

const unitName = ({ id }: CacheText, policy: string, ref: EngineRef, first: EngineRef): string =>
  [id, policy, ...(ref === first ? [] : [cut(refKey(ref), 60)])].join(', ');
