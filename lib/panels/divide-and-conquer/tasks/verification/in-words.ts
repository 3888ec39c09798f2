/** Words for a contradiction, in English and, as stems, in some other languages. */
const CONTRADICTS =
  /contradict|inconsisten|inaccura|unsupported|misalign|conflict|disagree|mismatch|discrepan|refut|widerspr[eiuü]ch|contredi|contradic|contradiz|contraddi|противореч|矛盾/u;
/** Words for agreement. */
const AGREES =
  /(?<!in|un|mis|dis)(?:in line|consistent|aligned|aligns|support(?!ing)|agree|accurate|faithful|match(?:es)?(?!\p{L})|stimm\p{L}{1,3} [^.]{0,40}überein|übereinstimm|im einklang|cohérent|coerente|conforme|соответству|согласу|一致)/u;
/** "The statement is wrong": only of the text that is judged, and only as what is said of it. */
const JUDGED =
  /(?<!\p{L})(?:statements?|claims?|summary|article|sentences?|text|it|this|that|everything|they)(?!\p{L})[^.,:]{0,30}?(?<!\p{L})(?:is|are|was|were|seems?|isn['’]t|aren['’]t)\s(?:not\s)?(?:\p{L}{2,12}ly\s)?(?:(wrong|incorrect|false|untrue|made up)|(correct|true|right))(?!\p{L})/u;
const NEGATION =
  /(?<!\p{L})(?:no(?! (?:doubt|question)(?!\p{L}))|not(?! (?:only|just|merely)(?!\p{L}))|never|none|neither|nor|nothing|nobody|without|cannot|fails? to|failed to|unable to|free of|free from|lacks?|absence of|hardly|nicht|kein\p{L}{0,2}|keine|pas|aucune?|ningun[ao]?|ningún|nessun[ao]?|nenhuma?|não|non|не|нет)(?!\p{L})|n['’]t(?!\p{L})|不|没|沒|无|無/gu;
/** "contradicts nothing": the denial comes behind. */
const NEGATED_AFTER =
  /^\p{L}{0,8}\s(?:nothing|none|no|neither|нет)(?!\p{L})|^(?:は)?(?:ない|ありません|しない|しません)/u;
/** What is asked or looked for, not said. */
const ASKS =
  /[?？]\s*$|(?<!\p{L})(?:whether|if|check(?:ing)? for|look(?:ing)? for|search(?:ing)? for|determine|i will|i['’]ll|let me|let['’]s|i need to|asked to|task is)(?!\p{L})/u;
const HEDGES =
  /(?<!\p{L})(?:may|might|could|would|maybe|perhaps|possibly|potential(?:ly)?|unclear|uncertain|not sure|unsure|cannot (?:tell|say|determine|judge|decide)|can['’]t (?:tell|say|determine|judge|decide)|hard to (?:say|tell)|depends)(?!\p{L})/u;
/** A heading of what follows, which alone says nothing. */
const LABEL =
  /(?:^|\n)[^\p{L}\n]{0,20}(?:(?:any|possible|potential) )?(?:contradictions?|conflicts?|inconsistenc(?:y|ies)|discrepanc(?:y|ies)|consistency|agreement|support|accuracy)(?: (?:found|detected|check|analysis))?[^\p{L}\p{N}\n:]{0,6}:/gu;
/** Ends of clauses: "does not contradict it, but ..." says two things. */
const BORDER =
  /[.;:!?\n。！？；：]+(?=\s|$)|(?<=[。！？；：])|,?\s(?:but|however|while|whereas|although|though|yet|except)(?!\p{L})|,\swhich(?!\p{L})/u;

/** What one clause says; undefined where it says nothing of the kind, `unsure` where it cannot be told. */
function saidBy(clause: string): boolean | 'unsure' | undefined {
  if (ASKS.test(clause)) return undefined;
  const [word, affirms] = firstWord(clause);
  if (word === undefined) return undefined;
  if (HEDGES.test(clause)) return 'unsure';
  const before = clause.slice(0, word.start);
  const negations = [...before.matchAll(NEGATION)];
  const [negation] = negations;
  if (NEGATED_AFTER.test(clause.slice(word.end))) return negations.length === 0 ? !affirms : 'unsure';
  if (!negation) return affirms;
  const isFar = before.slice(negation.index).includes(',') || before.length - negation.index > 120;
  return negations.length > 1 || isFar ? 'unsure' : !affirms;
}

/** Where a clause first speaks of a contradiction (true) or of agreement (false). */
function firstWord(clause: string): [word: { start: number; end: number } | undefined, affirms: boolean] {
  const spanOf = (found: RegExpExecArray | null, length = found?.[0].length ?? 0) => {
    const end = found ? found.index + found[0].length : 0;
    return found ? { start: end - length, end } : undefined;
  };
  const contradiction = spanOf(CONTRADICTS.exec(clause));
  if (contradiction) return [contradiction, true];
  const judged = JUDGED.exec(clause);
  if (judged) return [spanOf(judged, (judged[1] ?? judged[2] ?? '').length), judged[1] !== undefined];
  return [spanOf(AGREES.exec(clause)), false];
}

/**
 * What an answer without a yes or no, an A or B says in words about a contradiction: true where a clause affirms one, or denies an
 * agreement; false where one is denied, or agreement affirmed. Undefined where nothing of the kind is said, or only what
 * cannot be told: a double negation, a guess ("may contradict"), a denial far from its word.
 */
export function contradictsInWords(text: string): boolean | undefined {
  const said = text
    .toLowerCase()
    .replace(LABEL, '\n')
    .split(BORDER)
    .flatMap(clause => saidBy(clause) ?? []);
  const sure = said.filter(each => each !== 'unsure');
  if (sure.length === 0) return undefined;
  if (sure.length === said.length) return sure.includes(true);
  return sure.every(each => each === sure[0]) ? sure[0] : undefined;
}
