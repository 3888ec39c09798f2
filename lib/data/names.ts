/** Letters and digits alone, so that `Is_Hallucinated`, `is hallucinated` and `isHallucinated` are one name. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The first of these names, in their order, that a column has. */
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
/** Texts that are held against evidence; `article` is one only where something else can be its evidence. */
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

/** Columns whose yes means that there is a contradiction. HaluEval's own result files have `ground_truth`. */
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
/** Columns whose yes means that there is none. */
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
/** Columns that say which of several, so that a yes in them means nothing yet. */
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
