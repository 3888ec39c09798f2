import { createYield } from '@/lib/core/pace';
import { random } from '@/lib/core/random';
import { inSlices } from '@/lib/core/steps';
import type { Experiment, Phase, PhaseResults, Unit } from '@/lib/experiment/panel';
import { allResults, annotatedSteps, iterationSteps, leftFor } from './annotations';
import { conditionsOf, leadingOf } from './conditions';
import type { Sentence } from './corpus';
import { type Candidate, candidatesOf, demonstrationsFor, goldCandidates } from './demonstrations';
import { corpusOf, type ExperimentCorpus } from './experiment-corpus';
import { mostRounds } from './iterate';
import type { Registry } from './registry';
import type { SentenceResult } from './result';
import type { Retrieval } from './retrieval/contract';
import type { NerSettings } from './settings';
import { similaritySteps } from './similarity-source';

/** A demonstration as a unit's input holds it. */
export type Shown = { id: string; text: string; pairs: [mention: string, label: string][] };

/** The input of a unit, by what its phase does. */
export type NerInput =
  | { kind: 'annotation'; sentence: SentenceResult; round: number; labels: string[]; demonstrations: Shown[] }
  | { kind: 'vectors'; ids: string[]; texts: string[] }
  | { kind: 'test'; sentence: SentenceResult; labels: string[]; conditions: Record<string, Shown[]> };

/** Texts that one unit embeds. */
const textsAtOnce = 32;

type E = Experiment<NerSettings>;

/**
 * The loop of arXiv 2311.08921: annotate the unlabelled sentences, keep what is reliable, find demonstrations in it, infer. Selection and
 * retrieval make no calls: they are functions of the results, and belong to the listing of the phase that needs them.
 */
export function phasesOf(registry: Registry): [Phase<NerSettings>, ...Phase<NerSettings>[]] {
  const later = Array.from({ length: mostRounds - 1 }, (_, before): Phase<NerSettings> => {
    const round = before + 2;
    return {
      name: `round ${round}`,
      units: (experiment, earlier) =>
        round > experiment.settings.rounds ? [] : listRound(experiment, round, earlier, registry),
    };
  });
  return [
    { name: 'annotate', units: async experiment => listFirstRound(await corpusOf(experiment, registry)) },
    { name: 'embed', units: experiment => listTexts(experiment, registry) },
    ...later,
    { name: 'infer', units: (experiment, earlier) => listTests(experiment, earlier, registry) },
  ];
}

const stored = ({ id, text, entities }: Sentence): SentenceResult => ({
  id,
  text,
  entities: entities && entities.map(span => ({ ...span })),
});

const shown = ({ id, text, prediction }: Candidate): Shown => ({ id, text, pairs: [...prediction] });

const listFirstRound = ({ unlabelled, labels }: ExperimentCorpus): Unit[] =>
  unlabelled.map(sentence => ({
    name: sentence.id,
    input: { kind: 'annotation', sentence: stored(sentence), round: 1, labels, demonstrations: [] },
  }));

/** Nothing where words are compared, or where no retrieval compares anything. */
async function listTexts(experiment: E, registry: Registry): Promise<Unit[]> {
  const { settings } = experiment;
  const compares = registry.retrievals.some(
    ({ id, usesSimilarity }) => usesSimilarity && settings.retrievals.includes(id),
  );
  if (settings.embedding === 'lexical' || !compares) return [];
  const { unlabelled, test } = await corpusOf(experiment, registry);
  const all = [...unlabelled, ...test];
  return Array.from({ length: Math.ceil(all.length / textsAtOnce) }, (_, at): Unit => {
    const some = all.slice(at * textsAtOnce, (at + 1) * textsAtOnce);
    const input: NerInput = { kind: 'vectors', ids: some.map(({ id }) => id), texts: some.map(({ text }) => text) };
    return { name: `vectors ${at + 1}`, input };
  });
}

/** The sentences that the leading selection has not kept so far, with demonstrations from those that it has. */
async function listRound(experiment: E, round: number, earlier: PhaseResults, registry: Registry): Promise<Unit[]> {
  const { settings } = experiment;
  const { selection, retrieval } = leadingOf(settings, registry);
  if (!selection || !retrieval) return [];
  const { unlabelled, labels } = await corpusOf(experiment, registry);
  const results = allResults(earlier);
  const ids = unlabelled.map(({ id }) => id);
  const annotated = await inSlices(annotatedSteps(results, settings, registry));
  const state = await inSlices(iterationSteps(annotated, ids, selection, settings));
  const byId = new Map(unlabelled.map(sentence => [sentence.id, sentence]));
  const candidates = candidatesOf(state.pool, byId);
  const similarity = await inSlices(similaritySteps(settings, unlabelled, results));
  const rest = createYield();
  const units: Unit[] = [];
  for (const id of leftFor(state)) {
    const sentence = byId.get(id);
    if (!sentence) continue;
    const stream = random(experiment.seed).fork(`round ${round} ${id}`);
    const found = demonstrationsFor(sentence, candidates, retrieval, settings, similarity, stream);
    const input: NerInput = {
      kind: 'annotation',
      sentence: stored(sentence),
      round,
      labels,
      demonstrations: found.map(shown),
    };
    units.push({ name: `${id}, round ${round}`, input });
    await rest();
  }
  return units;
}

async function listTests(experiment: E, earlier: PhaseResults, registry: Registry): Promise<Unit[]> {
  const { settings, seed } = experiment;
  const corpus = await corpusOf(experiment, registry);
  const pools = await poolsOf(experiment, corpus, earlier, registry);
  const rest = createYield();
  const units: Unit[] = [];
  for (const sentence of corpus.test) {
    const conditions: Record<string, Shown[]> = {};
    for (const { id, candidates, retrieve } of pools.conditions) {
      const stream = random(seed).fork(`test ${id} ${sentence.id}`);
      conditions[id] = retrieve
        ? demonstrationsFor(sentence, candidates, retrieve, settings, pools.similarity, stream).map(shown)
        : [];
      await rest();
    }
    const input: NerInput = { kind: 'test', sentence: stored(sentence), labels: corpus.labels, conditions };
    units.push({ name: sentence.id, input });
  }
  return units;
}

/** What each condition may show. */
async function poolsOf(experiment: E, corpus: ExperimentCorpus, earlier: PhaseResults, registry: Registry) {
  const { settings } = experiment;
  const results = allResults(earlier);
  const annotated = await inSlices(annotatedSteps(results, settings, registry));
  const byId = new Map(corpus.unlabelled.map(sentence => [sentence.id, sentence]));
  const ids = [...byId.keys()];
  const gold = goldCandidates(corpus.unlabelled);
  const similarity = await inSlices(similaritySteps(settings, corpus.unlabelled, results));
  const conditions: { id: string; retrieve: Retrieval | undefined; candidates: readonly Candidate[] }[] = [];
  for (const { id, source, selection, retrieval } of conditionsOf(settings, registry)) {
    const own =
      source === 'self' && selection
        ? candidatesOf((await inSlices(iterationSteps(annotated, ids, selection, settings))).pool, byId)
        : [];
    conditions.push({ id, retrieve: retrieval, candidates: source === 'gold' ? gold : own });
  }
  return { similarity, conditions };
}
