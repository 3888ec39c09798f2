/** Ways to say the same in other words. Frames are sentences whose alternatives have been chosen; they still have their slots. */

const sets = (text: string): readonly (readonly string[])[] =>
  text
    .trim()
    .split('\n')
    .map(line => line.trim().split('|'));

/** Alternatives of patterns that mean the same where they stand. All other alternatives say different things. */
const ALTERNATIVES = sets(`
  left|sailed from|put out from
  arrived in|reached|entered
  crosses|spans
  commands|took command of|commanded
  designed|drew the plans for
  designed|planned
  landed|touched down
  digs for|extracts
  radioed|called
  directed|shot|filmed
  published|printed
  financed|paid for
  opened|cut the ribbon at
  slow|heavy
  served|worked
  recited|read aloud
`);

/** Words that mean the same in every sentence of the written subjects. */
const WORDS = sets(`
  bought|purchased
  founded|set up
  cancelled|called off
  repaired|mended
  hired|took on
  praised|spoke well of
  built|constructed
  near|close to
  famous|well known
  last year|the year before
  for years|for a long time
  ended|finished
  begins|starts
  began|started
  needs|requires
  examined|looked at
  found|came upon
  thanked|expressed thanks to
  people|men and women
  children|boys and girls
  rejected|turned down
  refused|declined
  destroyed|wrecked
  closed|shut
  will|is going to
  holds|keeps
  has worked|has been employed
  died|lost his life
`);

/** Of irregular verbs: the past tense and, where it is another word, the participle. */
const IRREGULAR = 'bought|sold|built|left|won|found|caught|bred|led|wrote written|beat beaten|drove driven|broke broken|chose chosen|drew drawn|overtook overtaken'; // prettier-ignore

const PARTICIPLES: Readonly<Record<string, string>> = Object.fromEntries(
  IRREGULAR.split('|').map(pair => {
    const [past = '', participle = past] = pair.split(' ');
    return [past, participle];
  }),
);

/** These take two objects, or mean something else in the passive. */
const ACTIVE_ONLY = new Set(['offered', 'joined', 'paid', 'asked', 'accused', 'turned', 'dropped']);

const ACTIVE = /^((?:The )?\{\w+\}) (\w+) ((?:the )?\{\w+\})( [^{}]*)?\.$/;

/** "The {crew} found {port}." as "{port} was found by the {crew}."; undefined for a sentence of another form. */
export function passive(frame: string): string | undefined {
  const [, subject = '', verb = '', object = '', rest = ''] = ACTIVE.exec(frame) ?? [];
  const participle = PARTICIPLES[verb] ?? (/ed$/.test(verb) && !ACTIVE_ONLY.has(verb) ? verb : undefined);
  if (participle === undefined) return undefined;
  return `${object.replace(/^the /, 'The ')} was ${participle} by ${subject.replace(/^The /, 'the ')}${rest}.`;
}

const NEGATIVE = /\b(?:not|never|no|nobody|nothing|without)\b/i;
const AUXILIARY = /\b(?:is|are|was|were|will|can|could|must|(?:has|have)(?= \w+(?:ed|en)\b))\b(?![^{]*\})/;
const VERB =
  /^((?:(?!In|On|At|From|Near|For|With|Under|After|Before)[A-Z]\w* )?(?:[a-z]+ )?\{\w+\}) (?!and |or |of |in |on |at |by |from |near |to |with |for |which |who |also )([a-z]+ )/;

/** The opposite; undefined where it takes more than one word. */
export function negated(frame: string): string | undefined {
  if (NEGATIVE.test(frame)) return undefined;
  if (AUXILIARY.test(frame)) return frame.replace(AUXILIARY, '$& not');
  return VERB.test(frame) ? frame.replace(VERB, '$1 never $2') : undefined;
}

/** Other places in `options` that mean the same as the one at `place`. */
export const alike = (options: readonly string[], place: number): number[] =>
  options.flatMap((option, other) =>
    other !== place && ALTERNATIVES.some(set => set.includes(option) && set.includes(options[place] ?? ''))
      ? [other]
      : [],
  );

/** The same sentence with another word, once for each word that has another. */
export const inOtherWords = (frame: string): string[] =>
  WORDS.flatMap(set =>
    set.flatMap((word, place) => {
      const whole = new RegExp(`(?<![{\\w])${word}(?![\\w}])`);
      return whole.test(frame) ? [frame.replace(whole, set[1 - place] ?? word)] : [];
    }),
  );
