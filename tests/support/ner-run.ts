import { random } from '@/lib/core/random';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal, type Journal } from '@/lib/experiment/journal';
import type { Experiment } from '@/lib/experiment/panel';
import { runExperiment } from '@/lib/experiment/runner';
import { parseExperiment } from '@/lib/experiment/spec';
import type { Corpus, Sentence } from '@/lib/panels/ner/corpus';
import { createNerPanel } from '@/lib/panels/ner/panel';
import { type Registry, registry as everything } from '@/lib/panels/ner/registry';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { type Script, scriptedEngine } from './scripted-engine';

/** `[Nell](Person) left.` as a sentence. */
export function marked(id: string, markup: string): Sentence {
  const entities: Sentence['entities'] & object[] = [];
  let text = '';
  let at = 0;
  for (const match of markup.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)) {
    text += markup.slice(at, match.index);
    const [whole, mention = '', label = ''] = match;
    entities.push({ start: [...text].length, end: [...text].length + [...mention].length, label });
    text += mention;
    at = match.index + whole.length;
  }
  return { id, text: text + markup.slice(at), entities };
}

const corpusOf = (name: string, sentences: Sentence[]): Corpus => ({ name, labels: ['Person', 'Ship'], sentences });

/** A harbour: names are clear in some sentences and unclear in others. */
export const harbour = {
  id: 'harbour',
  title: 'Harbour',
  about: 'A few sentences about people and ships.',
  load: async () => ({
    unlabelled: corpusOf('unlabelled', [
      marked('u1', 'The ship [Aldona](Ship) sank.'),
      marked('u2', 'Captain [Nell Voss](Person) laughed.'),
      marked('u3', 'The ship [Brisk](Ship) left with captain [Osk](Person).'),
      marked('u4', 'It rained all day.'),
      marked('u5', '[Aldona](Ship) was old.'),
      marked('u6', 'Nobody saw [Nell Voss](Person) again.'),
    ]),
    test: corpusOf('test', [
      marked('t1', '[Aldona](Ship) came back.'),
      marked('t2', 'We met [Nell Voss](Person) there.'),
      marked('t3', '[Brisk](Ship) and [Osk](Person) were late.'),
      marked('t4', 'It was late.'),
    ]),
  }),
};

export const harbourRegistry: Registry = { ...everything, corpora: [harbour] };
export const harbourPanel = createNerPanel(harbourRegistry);

const known = ['Aldona', 'Nell Voss', 'Brisk', 'Osk'];

/**
 * A model that finds every name, knows its label where the sentence or a demonstration tells, and else guesses anew for each seed: what
 * self-improving lives on.
 */
export function student(prompt: string, seed: number): string {
  const query = /Text: ([^\n]*)\nAnswer:$/.exec(prompt)?.[1] ?? '';
  const found = known.filter(name => query.includes(name)).sort((a, b) => query.indexOf(a) - query.indexOf(b));
  return `[${found
    .map(name => {
      const shown = prompt.includes(`"${name}": "Ship"`)
        ? 'Ship'
        : prompt.includes(`"${name}": "Person"`)
          ? 'Person'
          : '';
      const told = query.includes(`ship ${name}`)
        ? 'Ship'
        : query.toLowerCase().includes(`captain ${name.toLowerCase()}`)
          ? 'Person'
          : '';
      const guess = random(seed).fork(name).next() < 0.5 ? 'Ship' : 'Person';
      return `{"${name}": "${told || shown || guess}"}`;
    })
    .join(', ')}]`;
}

export const harbourExperiment = (settings: object = {}, rest: object = {}): Experiment<NerSettings> =>
  parseExperiment({ version: 1, panel: 'ner', settings, ...rest }, harbourPanel);

interface NerRun {
  settings?: object;
  script?: Partial<Script>;
  journal?: Journal;
  signal?: AbortSignal;
}

/** Runs the loop on the harbour with the student, unless the script says otherwise. */
export async function runHarbour({ settings, script, journal = createJournal(), signal }: NerRun = {}) {
  const experiment = harbourExperiment(settings);
  const engine = scriptedEngine({
    answer: request => student(request.messages.at(-1)?.content ?? '', request.seed),
    embed: text => [...'abcdefghijklmnopqrstuvwxyz'].map(letter => text.toLowerCase().split(letter).length - 1),
    ...script,
  });
  const events: RunEvent[] = [];
  const outcome = await runExperiment({
    panel: harbourPanel,
    experiment,
    openEngine: () => Promise.resolve(engine),
    journal,
    signal: signal ?? new AbortController().signal,
    onEvent: event => void events.push(event),
  });
  return { experiment, engine, journal, events, outcome };
}
