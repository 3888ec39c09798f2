/** Letters and digits in lower case, so that `Is_Hallucinated`, `is hallucinated` and `isHallucinated` are the same name. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The column with the first of `names` that occurs; null if none does. */
export function findColumn(
  columns: readonly string[],
  names: readonly string[],
  except: readonly (string | null)[] = [],
) {
  for (const name of names) {
    const found = columns.find(column => plainName(column) === name && !except.includes(column));
    if (found !== undefined) return found;
  }
  return null;
}

/** Summaries of a document. */
export const summaryNames = ['summary', 'generatedsummary', 'modelsummary', 'systemsummary', 'summarization'];
/** Texts that are checked against evidence. `article` counts only if another column can be its evidence. */
export const articleNames = [
  'article',
  'newsarticle',
  'news',
  'claim',
  'statement',
  'hypothesis',
  'response',
  'answer',
];
export const documentNames = ['document', 'doc', 'source', 'sourcetext', 'sourcedocument', 'article', 'context'];
export const evidenceNames = [
  'evidence',
  'evidencetext',
  'evidenceabstract',
  'abstract',
  'premise',
  'passage',
  'reference',
];
export const idNames = ['id', 'itemid', 'exampleid', 'claimid', 'uid', 'guid', 'key'];
export const plantedNames = ['planted', 'plantedsentence', 'contradictingsentence', 'hallucinatedsentence'];

/** Columns in which yes means that there is a contradiction. HaluEval's result files have `ground_truth`. */
export const contradictionNames = [
  'contradicted',
  'iscontradicted',
  'contradiction',
  'hallucination',
  'hallucinated',
  'ishallucinated',
  'ishallucination',
  'misinformation',
  'ismisinformation',
  'inconsistent',
  'refuted',
  'fake',
  'isfake',
  'groundtruth',
];
/** Columns in which yes means that there is no contradiction. */
export const agreementNames = [
  'consistent',
  'isconsistent',
  'faithful',
  'isfaithful',
  'factual',
  'isfactual',
  'supported',
  'entailed',
  'aligned',
];
/** Columns that hold one of several labels, so that the name does not give yes a meaning. */
export const neutralNames = [
  'label',
  'goldlabel',
  'gold',
  'verdict',
  'evidencelabel',
  'veracity',
  'stance',
  'class',
  'target',
];
export const labelNames = [...contradictionNames, ...agreementNames, ...neutralNames];
