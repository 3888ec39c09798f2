import fc from 'fast-check';

/** Characters. A linear reader needs milliseconds for this, a quadratic one minutes, which exceeds the time limit of a test. */
const SIZE = 200_000;
const fill = (piece: string) => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);

/** 200 kB of what a model may loop on, each a trap for a pattern that goes back: runs, and runs that almost match. */
export const junk: [name: string, text: string][] = [
  ['digits', fill('7')],
  ['spaces', `answer${fill(' ')}`],
  ['line ends', fill('\n')],
  ['tabs and line ends', fill('\t\n')],
  ['numbers with commas', fill('1,')],
  ['groups of three', fill('123,')],
  ['groups that end in a fourth digit', `${fill('123,').slice(0, SIZE - 4)}1234`],
  ['numbers with spaces', fill('12 ')],
  ['points', fill('1.')],
  ['powers', fill('10^')],
  ['products', fill('4821 * 7, ')],
  ['one long sum', fill('1 + ')],
  ['stars', fill('*')],
  ['stars and spaces', fill('* ')],
  ['signs', fill('+x*')],
  ['answers', fill('answer: ')],
  ['answers without a colon', fill('answer is ')],
  ['an answer and spaces', `answer:${fill(' ')}`],
  ['opened thoughts', fill('<think>')],
  ['closed thoughts', fill('</think>')],
  ['boxes', fill('\\boxed{')],
  ['braces', `\\boxed{${fill('{')}`],
  ['brackets', fill('[')],
  ['quotes', fill('"')],
  ['short sentences', fill('He ran. ')],
  ['yes and no', fill('yes no ')],
  ['no, again and again', fill('no ')],
  ['not, again and again', fill('not ')],
  ['letters A', fill('A ')],
  ['letters A and B', fill('AB')],
  ['candidates', fill('candidate ')],
  ['candidates with colons', fill('candidate ::::')],
  ['statements', fill('#Statement 1#: x\n')],
  ['the word statement', fill('statement ')],
  ['statement and spaces', `statement${fill(' ')}`],
  ['marks', fill('#')],
  ['dashes', fill('- ')],
  ['a line of dashes', fill('-')],
  ['lines of dashes', fill('---\n')],
  ['arrows', fill('\n=> ')],
  ['an arrow and spaces', `\n=>${fill(' ')}x`],
  ['braced names', fill('{input}')],
  ['Unicode digits', fill('４٣')],
  ['faces', fill('🙂')],
  ['halves of characters', fill('\ud83d')],
  ['joined letters', fill('é́')],
  ['zero width', fill('\u200b')],
  ['fields', fill('{"answer": "')],
  ['fields without an end', fill('"a": "\\')],
  ['parentheses', fill('(1 ')],
  ['cells', fill('| 12 ')],
  ['labels', fill('Contradiction: ')],
  ['denials', fill('it does not contradict nothing, ')],
  ['questions', fill('\nQuestion: 12')],
  ['channels', fill('<|channel|>final<|message|>')],
  ['fractions', fill('1/2 ')],
  ['numbers in words', fill('the sum of 12 and 7 is 19, so ')],
  ['one number behind a long text', `${fill('so the product is ')} 7`],
];

/** What a model may say: words of all tasks, numbers and marks in any order, among any characters. */
export const anyAnswer = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...['Answer:', '**', '<think>', '</think>', '\\boxed{', '}', 'yes', 'no', 'A', 'B', 'not', 'contradicts', ','],
        ...['\n', ' ', '"', '[', ']', '* ', ' + ', '^', '#Statement 1#:', '- ', '1. ', '---', '=>', '-', '.', '=', ':'],
      ),
      fc.nat().map(String),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    { maxLength: 30 },
  )
  .map(pieces => pieces.join(''));
