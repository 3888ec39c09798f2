import { describe, expect, it } from 'vitest';
import { papersOf } from '@/components/shell/papers';
import { bibtexOfPaper, paperUrl, shortCitation } from '@/lib/experiment/cite';
import { panels } from '@/lib/panels/index';

const papers = panels.map(({ id, paper }) => ({
  under: `/${id}/`,
  words: shortCitation(paper),
  title: paper.title,
  url: paperUrl(paper),
  bibtex: bibtexOfPaper(paper),
}));

describe('the papers in the footer', () => {
  it('are that of the panel on its page and on those below it', () => {
    for (const [at, { id }] of panels.entries())
      for (const path of [`/${id}/`, `/${id}`, `/${id}/below/`]) expect(papersOf(papers, path)).toEqual([papers[at]]);
  });

  it('are all of them elsewhere', () => {
    for (const path of ['/', '/what-is-this/', '/ner-more/']) expect(papersOf(papers, path)).toEqual(papers);
  });
});
