import { type ReadCorpus, readCorpus } from '../formats/read';
import { ownCorpora } from './corpora';
import { corpusFacts } from './facts';
import { storedCorpus } from './stored';

/**
 * Reads corpora of any format and keeps them: a corpus a file, but that texts with annotations beside them (brat) are one. Tells how to
 * name them in an experiment.
 *
 * @throws Failure what `readCorpus` and keeping throw
 */
export async function takeIn(files: readonly File[]): Promise<string> {
  const named = files.map(file => ({ name: file.name, blob: file }));
  const groups = named.some(({ name }) => /\.ann$/i.test(name)) ? [named] : named.map(file => [file]);
  const said: string[] = [];
  for (const group of groups) {
    const read = await readCorpus(group);
    const corpus = await storedCorpus(read);
    await ownCorpora.keep(corpus);
    said.push(`${corpus.name}: ${corpusFacts(corpus.sentences)}, fingerprint ${corpus.hash}. ${howRead(read)}`);
  }
  return said.join('\n');
}

/** How the file was read, and the first of what was not. */
function howRead({ files, report }: ReadCorpus): string {
  const [first] = files;
  const [scheme] = report.schemes;
  const lost = [
    { noun: 'sentence', list: report.sentences },
    { noun: 'entity', list: report.spans },
  ].flatMap(({ noun, list: { total, listed } }) => {
    const [at] = listed;
    return at ? [`Left out, ${noun}: ${total.toLocaleString('en')}; the first, line ${at.line}: ${at.reason}`] : [];
  });
  return [first && `${first.format.title}: ${first.reason}`, scheme?.reason, ...lost].filter(Boolean).join(' ');
}
