import { describe, expect, it } from 'vitest';
import { shareText, textLabels } from '@/components/divide-and-conquer/data/words';
import { encodingText } from '@/components/workbench/data/words';
import {
  fromColumns,
  fromHaluEval,
  fromSciFact,
  type ReadFile,
  readSource,
} from '@/lib/panels/divide-and-conquer/tasks/verification/data/importing';

const { signal } = new AbortController();
const text = (lines: object[]): string => lines.map(line => JSON.stringify(line)).join('\n');
const read = (lines: object[]): Promise<ReadFile> => readSource({ kind: 'text', text: text(lines) }, { signal });

const haluEval = [
  { document: 'The tower is 40 m high.', right_summary: 'It is 40 m.', hallucinated_summary: 'It is 50 m.' },
  { document: '', right_summary: 'a', hallucinated_summary: 'b' },
];
const corpus = [
  { doc_id: 7, title: 'Light', abstract: ['Blue light helps.', 'Sleep comes later.'], structured: false },
];
const claims = [
  {
    ...{ id: 1, claim: 'Blue light does not help.', cited_doc_ids: [7] },
    evidence: { 7: [{ sentences: [0], label: 'CONTRADICT' }] },
  },
];

describe('an import', () => {
  it('recognises HaluEval and makes two pairs of each row, with what was left out', async () => {
    const file = await read(haluEval);
    expect([file.name, file.recognition.kind]).toEqual(['pasted text', 'halueval']);
    const dataset = await fromHaluEval(file, signal);
    expect(dataset.task).toBe('hallucination');
    expect(dataset.items.map(({ isContradicted }) => isContradicted)).toEqual([false, true]);
    expect(dataset.leftOut).toMatchObject({ total: 1, listed: [{ line: 2 }] });
  });

  it('joins the two files of SciFact in either order, and names the one that is missing', async () => {
    const [first, second] = [await read(claims), await read(corpus)];
    const dataset = await fromSciFact(first, second, signal);
    expect(dataset.items).toMatchObject([{ text: 'Blue light does not help.', isContradicted: true }]);
    expect((await fromSciFact(second, first, signal)).hash).toBe(dataset.hash);
    await expect(fromSciFact(first, await read(haluEval), signal)).rejects.toMatchObject({
      kind: 'data-malformed',
      detail: 'The second file is not the corpus of abstracts (corpus.jsonl).',
    });
  });

  it('takes any table by its columns, keeping lines that reading and mapping left out', async () => {
    const source = { kind: 'text', text: 'doc,sum,ok\nA.,B.,no\nC.,D.,yes\nE.,,yes\nbroken' } as const;
    const file = await readSource(source, { signal });
    expect(file.recognition.kind).toBe('columns');
    const mapping = {
      ...{ source: 'doc', text: 'sum', label: 'ok', id: null, planted: null },
      ...{ contradicted: ['no'], aligned: ['yes'] },
    };
    const dataset = await fromColumns(file, 'misinformation', mapping, signal);
    expect(dataset).toMatchObject({ task: 'misinformation', items: [{ id: 'line 2' }, { id: 'line 3' }] });
    expect(dataset.leftOut.listed.map(({ line }) => line)).toEqual([4, 5]);
    const turned = { ...mapping, contradicted: ['yes'], aligned: ['no'] };
    expect((await fromColumns(file, 'misinformation', turned, signal)).hash).not.toBe(dataset.hash);
  });

  it('ends where it is stopped, tells how far it is, and refuses an address that is none', async () => {
    const controller = new AbortController();
    const phases = new Set<string>();
    const file = new File(['a,b\n', `x,${'y'.repeat(999)}\n`.repeat(2000)], 'long.csv');
    const reading = readSource(
      { kind: 'files', files: [file] },
      {
        signal: controller.signal,
        onProgress: ({ phase, loaded }) => {
          phases.add(phase);
          if (phase === 'reading' && loaded > 300_000) controller.abort();
        },
      },
    );
    await expect(reading).rejects.toMatchObject({ kind: 'cancelled' });
    expect([...phases]).toEqual(['checking', 'reading']);
    await expect(readSource({ kind: 'address', address: 'nowhere' }, { signal })).rejects.toMatchObject({
      kind: 'data-unreachable',
    });
  });
});

describe('the words of data', () => {
  it('counts and shares', () => {
    expect(shareText(64, 32)).toBe('64 pairs, 32 of them with a contradiction (50 %)');
    expect(shareText(1, 1)).toBe('1 pair, 1 of them with a contradiction (100 %)');
    expect(encodingText('utf-8')).toBeNull();
    expect(encodingText('windows-1252')).toContain('Latin-1');
    expect(encodingText('utf-16le')).toBe('The file was read as UTF-16.');
  });

  it('calls the two texts of a pair by the words of its task', () => {
    expect(textLabels('hallucination')).toEqual({ source: 'Document', text: 'Summary' });
    expect(textLabels('misinformation')).toEqual({ source: 'Evidence', text: 'Article' });
  });
});
