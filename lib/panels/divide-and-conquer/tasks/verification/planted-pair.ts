import type { Claim } from './problem';

/** A pair that comes with the site: a text of sentences, one of which may have been planted as a contradiction. */
export interface PlantedPair {
  id: string;
  source: string;
  sentences: readonly string[];
  planted: { sentence: number } | null;
}

export function claimOf({ id, source, sentences, planted }: PlantedPair): Claim {
  const sentence = planted === null ? undefined : sentences[planted.sentence];
  return {
    id,
    source,
    text: sentences.join(' '),
    isContradicted: planted !== null,
    ...(sentence === undefined ? {} : { planted: sentence }),
  };
}
