import { type FailureKind, failures } from '@/lib/core/failure';
import { beginning } from '@/lib/evaluation/shorten';
import type { UnitResult } from '@/lib/experiment/panel';
import { type Markup, markup } from './markup';
import type { Fact } from './settings';

/** UTF-16 units of a prompt, of an answer, and of one fact: what is longer is cut, and the report says so. */
const longest = { text: 3_000, fact: 400 };

/** A text as it stands, with its title. The line feed behind `<pre>` is none of the text. */
export const verbatim = (title: string, text: string): Markup => markup`
  <p class="muted">${title}</p>
  <pre>${'\n'}${text === '' ? markup`<span class="muted">empty</span>` : shown(text, longest.text)}</pre>
`;

/** Names and values. */
export const facts = (all: readonly Fact[]): Markup | undefined =>
  all.length === 0
    ? undefined
    : markup`<dl>
        ${all.map(([name, value]) => markup`<dt>${name}</dt><dd>${shown(value, longest.fact)}</dd>`)}
      </dl>`;

/** The beginning of a text, with how much of it was left out. */
function shown(text: string, most: number): Markup {
  if (text.length <= most) return markup`${text}`;
  const left = (text.length - most).toLocaleString('en');
  return markup`${text.slice(0, most)}<span class="cut"> … ${left} more characters are left out.</span>`;
}

/** The beginning of a text in one line. The rest of a very long one is not even read. */
export const inShort = (text: string, most: number): string => beginning(text.slice(0, 10 * most), most);

/** What a failure is called, and its detail. Kinds in files may be of a newer version. */
export const sentenceOf = ({ kind, detail }: NonNullable<UnitResult['failure']>): string =>
  `${Object.hasOwn(failures, kind) ? failures[kind as FailureKind].sentence : `${kind}.`} ${detail}`;
