import type { FieldTable } from '@/lib/experiment/fields';
import type { CorpusSource } from '../corpora/source';

const fingerprint = {
  kind: 'text',
  default: '',
  pattern: /^(?:[0-9a-f]{16})?$/,
  maxLength: 16,
  rule: 'empty, or 16 digits 0 to 9 and letters a to f',
  control: 'own-corpus',
} as const;

const fields = {
  unlabelled: { ...fingerprint, label: 'Sentences', hint: 'the fingerprint of your corpus' },
  test: {
    ...fingerprint,
    label: 'Test sentences',
    hint: 'the fingerprint of another corpus; empty for the last quarter of the annotated sentences',
  },
} satisfies FieldTable;

export type OwnCorpusSettings = { unlabelled: string; test: string };

/** A user's own sentences. An experiment carries their hashes, never the texts. */
export const ownCorpus: CorpusSource = {
  id: 'own',
  title: 'Your own',
  about: 'Sentences from your files. They stay in this browser.',
  fields,
  obstacle: ({ unlabelled }) =>
    unlabelled === '' ? 'Corpus: import your own sentences, or choose another.' : undefined,
  async load(own) {
    const { loadOwn } = await import('./load');
    return loadOwn(own as OwnCorpusSettings);
  },
};
