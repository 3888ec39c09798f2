import type { Random } from '@/lib/core/random';
import { random } from '@/lib/core/random';
import type { ResultTable } from '@/lib/experiment/panel';
import { parseChoice } from '@/lib/panels/divide-and-conquer/tasks/verification/parse-choice';
import { finding } from '@/lib/panels/divide-and-conquer/tasks/verification/problem';
import { leafPrompt } from '@/lib/panels/divide-and-conquer/tasks/verification/prompts';
import { wilson } from '@/lib/stats/wilson';
import { drawDocument, drawStatements } from '../corpus/english/document';
import type { Domain } from '../corpus/english/domain';
import { heldOutDomains, trainingDomains } from '../corpus/english/domains';
import { taskWords } from '../corpus/english/verdict';
import { readWordNet, type WordNet } from '../corpus/english/wordnet';
import { formatTable } from '../experiment/table';
import { openModel } from './english/ask';

interface Asked {
  prompt: string;
  isContradicted: boolean;
}

const usual = 600;

/** Least and most sentences of a document. */
const lengths = [
  [1, 1],
  [2, 4],
] as const;

/** Half of the statements are in other words than the document's. */
const options = { reworded: 0.5, most: 2 };

/** Statements about documents whose names stand in no training row, in the panel's own prompt for one statement. */
function draw(domains: readonly Domain[], sentences: readonly [number, number], count: number, wordNet: WordNet) {
  const stream: Random = random(31);
  const asked: Asked[] = [];
  for (let at = 0; asked.length < count; at++) {
    const domain = domains[at % domains.length];
    if (!domain) throw new Error('No subjects.');
    const { document, names } = drawDocument(domain, stream.integer(...sentences), 'measuring', stream, wordNet);
    for (const { text, isContradicted } of drawStatements(document, names, options, stream)) {
      const words = taskWords[asked.length % taskWords.length];
      if (!words) throw new Error('No words.');
      const claim = { id: '', source: document.text, text, isContradicted: null };
      asked.push({ prompt: leafPrompt(words, claim), isContradicted });
    }
  }
  return asked.slice(0, count);
}

function verdictOf(answer: string): string | undefined {
  try {
    return parseChoice(answer);
  } catch {
    return undefined;
  }
}

/**
 * `npm run measure -- verification`: how often the English model is right about one statement, in subjects that it knows and in held-out ones.
 * Greedy; an answer that cannot be read is wrong. `folder`: another model folder than the one that ships.
 */
export async function measureVerification(count = usual, folder?: string): Promise<void> {
  const { ask, close } = await openModel('loupe-english', folder);
  const wordNet = readWordNet();
  const rows: string[][] = [];
  for (const [subjects, domains] of [
    ['known', trainingDomains],
    ['held out', heldOutDomains],
  ] as const)
    for (const sentences of lengths) {
      const asked = draw(domains, sentences, count, wordNet);
      const answers = await ask(
        asked.map(({ prompt }) => prompt),
        { temperature: 0, seed: 1 },
      );
      const found = answers.map(verdictOf);
      const right = found.filter((verdict, at) => verdict === finding(asked[at]?.isContradicted ?? false)).length;
      const { low, high } = wilson(right, count);
      const share = (value: number): string => (100 * value).toFixed(1);
      rows.push([
        subjects,
        sentences[0] === sentences[1] ? '1' : sentences.join(' to '),
        `${share(right / count)} [${share(low)}, ${share(high)}]`,
        share(asked.filter(({ isContradicted }) => isContradicted).length / count),
        share(found.filter(verdict => verdict === 'yes').length / count),
        String(found.filter(verdict => verdict === undefined).length),
      ]);
    }
  const columns = ['subjects', 'sentences', 'right, % [95 %]', 'contradicted, %', 'called so, %', 'unreadable'];
  const table: ResultTable = { columns, rows };
  process.stdout.write(`\nn = ${count} of each\n${formatTable(table)}\n`);
  await close();
}
