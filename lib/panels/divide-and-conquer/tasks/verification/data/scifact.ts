import * as z from 'zod/mini';
import { tryAnyJson } from '@/lib/data/lenient-json';
import { fieldOf, type Row } from '@/lib/data/rows';
import { collectItems, type ItemCollector, type Mapped, runningText } from './items';
import { labelKey } from './labels';

/**
 * SciFact (Wadden et al. 2020, arXiv 2004.14974) comes as two files of JSON Lines. `corpus.jsonl`: `doc_id`, `title`, `abstract` (a
 * list of sentences), `structured`. `claims_*.jsonl`: `id`, `claim`, `evidence` (by doc_id, a list of rationales, each with a
 * `label` of SUPPORT or CONTRADICT and `sentences`), `cited_doc_ids`. The flat form that data hubs serve has `evidence_doc_id` and
 * `evidence_label` instead, a row for each. The test split has no evidence.
 */
const evidenceSchema = z.record(z.string(), z.array(z.object({ label: z.string() })));

/** Whether a row is a claim of SciFact, by what its evidence holds: labels by document. Other sets leave out `cited_doc_ids`. */
export function isSciFactClaim(row: Row): boolean {
  const evidence = evidenceSchema.safeParse(tryAnyJson(fieldOf(row, 'evidence') ?? ''));
  return evidence.success && Object.values(evidence.data).some(rationales => rationales.length > 0);
}

/** The label of one document for one claim; null if its rationales disagree or say neither. */
type Verdict = { document: string; isContradicted: boolean | null };

/** Joins claims with the abstracts that are evidence for or against them: one item for each such pair. Lines are the claims'. */
export function joinSciFact(claims: readonly Row[], corpus: readonly Row[]): Mapped {
  const abstracts = new Map<string, string>();
  for (const row of corpus)
    abstracts.set((fieldOf(row, 'doc_id') ?? '').trim(), runningText(fieldOf(row, 'abstract') ?? ''));
  const collector = collectItems({ source: 'abstract', text: 'claim' });
  const seen = new Map<string, boolean>();
  for (const row of claims) {
    const verdicts = verdictsOf(row);
    if (verdicts === null) collector.leaveOut(row.line, 'Its evidence has not the form of SciFact.');
    else if (verdicts.length === 0)
      collector.leaveOut(row.line, 'It has no evidence, so nothing says whether it is right.');
    else for (const verdict of verdicts) addPair(row, verdict, abstracts, seen, collector);
  }
  return { items: collector.items, leftOut: collector.leftOut };
}

function addPair(
  row: Row,
  { document, isContradicted }: Verdict,
  abstracts: Map<string, string>,
  seen: Map<string, boolean>,
  collector: ItemCollector,
): void {
  const abstract = abstracts.get(document);
  const id = `${(fieldOf(row, 'id') ?? '').trim()} in ${document}`;
  if (isContradicted === null)
    return collector.leaveOut(row.line, `The labels of document ${document} do not agree or are not of SciFact.`);
  if (abstract === undefined) return collector.leaveOut(row.line, `Document ${document} is not in the corpus.`);
  // The flat form repeats a pair for each rationale.
  if (seen.get(id) === isContradicted) return;
  seen.set(id, isContradicted);
  collector.add(row.line, { id, source: abstract, text: (fieldOf(row, 'claim') ?? '').trim(), isContradicted });
}

function verdictsOf(row: Row): Verdict[] | null {
  const document = fieldOf(row, 'evidence_doc_id');
  if (document !== undefined) {
    if (document.trim() === '') return [];
    return [{ document: document.trim(), isContradicted: verdictOf([fieldOf(row, 'evidence_label') ?? '']) }];
  }
  const text = (fieldOf(row, 'evidence') ?? '').trim();
  if (text === '') return [];
  const evidence = evidenceSchema.safeParse(tryAnyJson(text));
  if (!evidence.success) return null;
  return Object.entries(evidence.data).map(([doc, rationales]) => ({
    document: doc,
    isContradicted: verdictOf(rationales.map(({ label }) => label)),
  }));
}

function verdictOf(labels: string[]): boolean | null {
  const keys = new Set(labels.map(labelKey));
  const [only = ''] = keys;
  if (keys.size !== 1) return null;
  if (/^(contradict|contradicts|refute|refutes)$/.test(only)) return true;
  return /^(support|supports)$/.test(only) ? false : null;
}
