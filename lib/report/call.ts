import { duration } from '@/lib/core/duration';
import { counted } from '@/lib/core/in-words';
import type { Json } from '@/lib/core/json';
import { factsOf } from '@/lib/evaluation/call-facts';
import { outcomeOf, truthOf } from '@/lib/evaluation/outcome';
import { lineOfValue } from '@/lib/evaluation/shorten';
import { verdictWords } from '@/lib/evaluation/verdict-words';
import type { CallEntry, EmbeddingEntry, JournalEntry, MeasurementEntry } from '@/lib/experiment/entry';
import type { StepVerdict } from '@/lib/experiment/story';
import { type Markup, markup } from './markup';
import { facts, inShort, sentenceOf, verbatim } from './texts';

/** One entry of a journal: what was asked, what came, what it is worth and what it cost. */
export function entryOf(entry: JournalEntry, name: string, verdict: StepVerdict): Markup {
  const outcome = entry.kind === 'measurement' ? undefined : outcomeOf(entry);
  const read = outcome === undefined ? '' : inShort(lineOfValue(outcome), 90);
  return markup`<details class="step">
    <summary>${name} ${read && markup`<span class="read">${read}</span>`} ${markOf(entry, verdict)} ${costOf(entry)}</summary>
    ${bodyOf(entry)} ${facts(outcomesOf(entry, outcome))}
  </details>`;
}

function markOf(entry: JournalEntry, verdict: StepVerdict): Markup | undefined {
  const isUnread = entry.kind === 'call' && entry.failure !== undefined;
  if (verdict === 'unknown') return isUnread ? markup`<span class="verdict unread">cannot be read</span>` : undefined;
  return markup`<span class="verdict ${verdict}">${verdictWords[verdict].word}</span>`;
}

function costOf(entry: JournalEntry): Markup {
  switch (entry.kind) {
    case 'call': {
      const { usage, timings } = entry;
      const tokens = `${usage.prompt_tokens.toLocaleString('en')} + ${counted(usage.completion_tokens, 'token')}`;
      return markup`<span class="facts">${tokens}, ${duration(timings.total_ms)}</span>`;
    }
    case 'value':
      return markup`<span class="facts">by code</span>`;
    default:
      return markup`<span class="facts">${duration(entry.total_ms)}</span>`;
  }
}

function bodyOf(entry: JournalEntry): Markup | undefined {
  switch (entry.kind) {
    case 'call':
      return callBody(entry);
    case 'embedding':
      return embeddingBody(entry);
    case 'measurement':
      return measurementBody(entry);
    case 'value':
      return undefined;
  }
}

const titles = { user: 'Prompt', system: 'System prompt', assistant: 'Earlier answer' };

const callBody = ({ request, text, failure }: CallEntry): Markup => markup`
  ${request.messages.map(({ role, content }) => verbatim(titles[role], content))} ${verbatim('Answer', text)}
  ${failure && markup`<p class="unread">${inShort(sentenceOf(failure), 400)}</p>`}
`;

const embeddingBody = ({ texts }: EmbeddingEntry): Markup => markup`
  <p>${counted(texts.length, 'text')} became vectors, which the run file holds.</p>
  ${verbatim('Texts', texts.slice(0, 20).join('\n'))}
`;

const measurementBody = ({ request, value }: MeasurementEntry): Markup => markup`
  <p>Measured inside the model by ${request.instrument}. The run file holds the whole value.</p>
  ${verbatim('Asked', JSON.stringify(request.input))} ${verbatim('Measured', JSON.stringify(value))}
`;

/** What the entry came to and what would be right, and what is on record of a call. */
function outcomesOf(entry: JournalEntry, outcome: Json | undefined): (readonly [string, string])[] {
  const truth = truthOf(entry);
  return [
    ...(entry.kind === 'call' || entry.kind === 'value'
      ? [
          [
            entry.kind === 'call' ? 'Read as' : 'Computed',
            outcome === undefined ? 'nothing' : lineOfValue(outcome),
          ] as const,
        ]
      : []),
    ...(truth === undefined ? [] : [['Expected', lineOfValue(truth)] as const]),
    ...(entry.kind === 'call' ? factsOf(entry).map(({ name, value }) => [name, value] as const) : []),
  ];
}
