import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bibtexOfExperiment, bibtexOfPaper, type Paper, shortCitation } from '@/lib/experiment/cite';
import { panels } from '@/lib/panels/index';

const paper: Paper = {
  title: 'On the Cost of 100% Recall & {Other} Stories',
  authors: ['Ada Łukasz', 'Bo Chen', 'Cy Day'],
  year: 2025,
  venue: 'Proceedings of X',
  arxiv: '2501.00001',
};

/** The entry that BibTeX reads: braces are counted, whatever stands before them. Null for anything else. */
function read(text: string): { type: string; key: string; fields: Record<string, string> } | null {
  const head = /^@(\w+)\{([a-z0-9]+),\n/.exec(text);
  if (!head) return null;
  const fields: Record<string, string> = {};
  let at = head[0].length;
  while (text[at] !== '}') {
    const name = /^ {2}(\w+) = \{/.exec(text.slice(at));
    if (!name) return null;
    let depth = 1;
    let end = at + name[0].length;
    for (; depth > 0 && end < text.length; end++) depth += text[end] === '{' ? 1 : text[end] === '}' ? -1 : 0;
    fields[name[1] ?? ''] = text.slice(at + name[0].length, end - 1);
    at = end;
    if (text[at] === ',') at++;
    if (text[at++] !== '\n') return null;
  }
  return text.slice(at) === '}\n' ? { type: head[1] ?? '', key: head[2] ?? '', fields } : null;
}

describe('the citation of a paper', () => {
  it('is an entry of BibTeX with all that is known', () => {
    expect(read(bibtexOfPaper(paper))).toEqual({
      type: 'inproceedings',
      key: 'lukasz2025cost',
      fields: {
        title: '{On the Cost of 100\\% Recall \\& \\textbraceleft{}Other\\textbraceright{} Stories}',
        author: 'Ada Łukasz and Bo Chen and Cy Day',
        booktitle: 'Proceedings of X',
        year: '2025',
        eprint: '2501.00001',
        archiveprefix: 'arXiv',
        url: 'https://arxiv.org/abs/2501.00001',
      },
    });
  });

  it('is that of a preprint where it was published nowhere else', () => {
    const { venue: _, ...preprint } = paper;
    expect(read(bibtexOfPaper(preprint))).toMatchObject({ type: 'misc', fields: { eprint: '2501.00001' } });
  });

  it('is short in a sentence', () => {
    expect(shortCitation(paper)).toBe('Łukasz et al. 2025');
    expect(shortCitation({ ...paper, authors: ['Ada Łukasz', 'Bo Chen'] })).toBe('Łukasz and Chen 2025');
    expect(shortCitation({ ...paper, authors: ['Ada Łukasz'] })).toBe('Łukasz 2025');
  });

  it.each(panels)('of the panel $id can be read', ({ paper: own }) => {
    expect(read(bibtexOfPaper(own))?.fields).toMatchObject({
      eprint: expect.stringMatching(/^\d{4}\.\d{5}$/) as string,
    });
  });
});

describe('the citation of an experiment', () => {
  const cited = {
    title: '4821 × 9177, 3 strategies',
    link: 'https://example.org/loupe/divide-and-conquer#1q1Y_-',
    version: '0.1.0',
    date: Date.UTC(2026, 10, 30, 12),
    note: 'model loupe-arithmetic, seed 1',
  };

  it('holds its link, the version and the date of the run', () => {
    expect(read(bibtexOfExperiment(cited))).toMatchObject({
      type: 'misc',
      fields: {
        title: '{4821 × 9177, 3 strategies}',
        howpublished: 'Experiment in Loupe 0.1.0',
        year: '2026',
        note: 'model loupe-arithmetic, seed 1, 2026-11-30',
        url: cited.link,
      },
    });
  });

  it('has a key that follows from the link', () => {
    const key = (link: string) => read(bibtexOfExperiment({ ...cited, link }))?.key;
    expect(key(cited.link)).toBe(key(cited.link));
    expect(key(cited.link)).not.toBe(key(`${cited.link}a`));
  });

  it('stays one entry whatever its texts hold', () => {
    const text = fc.string({ unit: fc.constantFrom(...'{}\\%$#&_~^@,="\n a×') });
    fc.assert(
      fc.property(text, text, text, (title, note, link) => {
        const found = read(bibtexOfExperiment({ ...cited, title, note, link }));
        expect(Object.keys(found?.fields ?? {})).toEqual(['key', 'title', 'howpublished', 'year', 'note', 'url']);
      }),
    );
  });
});
