import { hash32 } from '@/lib/core/hash';

/** The paper that a panel follows. */
export interface Paper {
  title: string;
  /** Full names, the first name first, in the order of the paper. */
  authors: readonly [string, ...string[]];
  /** Of the publication at `venue`, else of the preprint. */
  year: number;
  /** Where it was published; without it, the paper is cited as a preprint. */
  venue?: string;
  /** Number at arXiv: `2402.05359`. */
  arxiv: string;
}

/** What a citation of an experiment holds. */
export interface CitedExperiment {
  /** The experiment in a few words. */
  title: string;
  /** The whole link that repeats it; null where the experiment is too large for one. */
  link: string | null;
  /** Of Loupe. Empty where it is not known. */
  version: string;
  /** Milliseconds since 1970, of the run; of the day of the citation where nothing was run. */
  date: number;
  /** What else a reader needs: the model, the seed, whether it was run. */
  note: string;
}

/** The address of a paper. */
export const paperUrl = ({ arxiv }: Pick<Paper, 'arxiv'>): string => `https://arxiv.org/abs/${arxiv}`;

/** `Zhang et al. 2024`, `Newell and Simon 1972`. */
export function shortCitation({ authors, year }: Pick<Paper, 'authors' | 'year'>): string {
  const [first, second, ...rest] = authors.map(lastName);
  return `${first}${rest.length > 0 ? ' et al.' : second === undefined ? '' : ` and ${second}`} ${year}`;
}

/** A paper as an entry of BibTeX. */
export function bibtexOfPaper(paper: Paper): string {
  const { title, authors, year, venue, arxiv } = paper;
  return entry(venue === undefined ? 'misc' : 'inproceedings', paperKey(paper), {
    title: `{${escaped(title)}}`,
    author: authors.map(escaped).join(' and '),
    ...(venue !== undefined && { booktitle: escaped(venue) }),
    year: String(year),
    eprint: arxiv,
    archiveprefix: 'arXiv',
    url: paperUrl(paper),
  });
}

/** An experiment as an entry of BibTeX. It has no author: Loupe does not know who ran it. */
export function bibtexOfExperiment({ title, link, version, date, note }: CitedExperiment): string {
  const day = new Date(date).toISOString().slice(0, 10);
  return entry(
    'misc',
    `loupe${hash32(link ?? `${title} ${date}`)
      .toString(16)
      .padStart(8, '0')}`,
    {
      key: 'Loupe',
      title: `{${escaped(title)}}`,
      howpublished: escaped(`Experiment in Loupe ${version}`.trim()),
      year: day.slice(0, 4),
      note: escaped([note, day].filter(Boolean).join(', ')),
      ...(link !== null && { url: asUrl(link) }),
    },
  );
}

const entry = (type: string, key: string, fields: Record<string, string>): string =>
  `@${type}{${key},\n${Object.entries(fields)
    .map(([name, value]) => `  ${name} = {${value}}`)
    .join(',\n')}\n}\n`;

const lastName = (name: string): string => name.split(' ').at(-1) ?? name;

/** `zhang2024examination`: the first author, the year, and the first word of the title that is no article or preposition. */
function paperKey({ title, authors, year }: Paper): string {
  const words = title.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const word = words.find(each => !/^(an?|the|on|of|for|in|to)$/i.test(each)) ?? '';
  // Ł is a letter of its own, which no decomposition gives an L.
  const plain = (text: string) => text.replace(/ł/gi, 'l').normalize('NFD');
  return plain(lastName(authors[0]) + year + word)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** What TeX gives another meaning to. BibTeX counts even a brace behind a backslash, so that braces need a command. */
const special: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** A text of one line that TeX prints as it is. */
const escaped = (text: string): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/[\\{}~^&%$#_]/g, character => special[character] ?? `\\${character}`);

/** An address for the command `\url`, which prints all but braces, backslashes and spaces as they are. */
const asUrl = (link: string): string => link.replace(/[\\{}\s\p{Cc}]/gu, encodeURIComponent);
