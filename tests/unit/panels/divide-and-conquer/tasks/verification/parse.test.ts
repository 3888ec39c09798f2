import { describe, expect, it } from 'vitest';
import { parseBallot } from '@/lib/panels/divide-and-conquer/tasks/verification/parse-ballot';
import { parseChoice } from '@/lib/panels/divide-and-conquer/tasks/verification/parse-choice';
import { parseFinding } from '@/lib/panels/divide-and-conquer/tasks/verification/parse-finding';
import { parseStatements } from '@/lib/panels/divide-and-conquer/tasks/verification/statements';
import { kindOf } from '@/tests/support/kind-of';

describe('yes or no, read from an answer', () => {
  it.each([
    ['yes', 'yes'],
    ['No.', 'no'],
    ['**Yes**', 'yes'],
    ['YES', 'yes'],
    ['"no"', 'no'],
    ['Answer: yes', 'yes'],
    ['Answer: **yes**.', 'yes'],
    ['**Answer:** No, nothing does. Yes, I am sure.', 'no'],
    ['**Answer**: yes', 'yes'],
    ['The answer is no, although the summary says yes twice.', 'no'],
    ['Yes, the third statement does: there is no mention of six hundred.', 'yes'],
    ['No, the summary is consistent with the document. Did I check it all? Yes', 'no'],
    ['Statement 1: no. Statement 2: no. Statement 3: yes.\n\nyes', 'yes'],
    ['Let me compare.\nStatement 1 is fine.\nStatement 3 contradicts it.\nAnswer: yes', 'yes'],
    ['The document says two hundred, the summary six hundred.\n\nTherefore: **Yes**', 'yes'],
    ['<think>Hmm, no? Or yes?</think>no', 'no'],
    ['reasoning, yes</think>\nNo', 'no'],
    ['\\boxed{\\text{yes}}', 'yes'],
    ['- no', 'no'],
    ['There is no contradiction between the two.', 'no'],
    ['No statement of the summary contradicts the document.', 'no'],
    ['The summary contradicts the document.', 'yes'],
    ['The summary does not contradict the document.', 'no'],
    ['The summary doesn\u2019t contradict the document.', 'no'],
    ['Statement 1 is in line. Statement 2 contradicts it.', 'yes'],
    ['The third statement is inconsistent with the source', 'yes'],
    ['All statements are consistent with the source.', 'no'],
    ['None of the statements contradicts the evidence.', 'no'],
  ])('%j -> %s', (text, finding) => {
    expect(parseFinding(text)).toBe(finding);
  });

  it.each(['', 'I cannot judge this.', 'Answer:', 'maybe', 'Answer: perhaps', '<think>yes', 'nobody knows'])(
    '%j is named unparsable',
    text => {
      expect(kindOf(() => parseFinding(text))).toBe('answer-unparsable');
    },
  );
});

describe('A or B, read from an answer', () => {
  it.each([
    ['A', 'no'],
    ['B', 'yes'],
    ['A.', 'no'],
    ['b', 'yes'],
    ['(B)', 'yes'],
    ['**A**', 'no'],
    ['B) contradicts', 'yes'],
    ['B: the statement contradicts the document.', 'yes'],
    ['A: the statement is surely in line with the document. (not B)', 'no'],
    ['Answer: B', 'yes'],
    ['The answer is **A**.', 'no'],
    ['I choose option B', 'yes'],
    ['The statement says six hundred, the document two hundred. So: B', 'yes'],
    ['A statement like this one goes against the document. B', 'yes'],
    ['A statement such as this is fine.\n\nA', 'no'],
    ['\\boxed{B}', 'yes'],
    ['<think>A or B?</think>A', 'no'],
    ['A is right, not B', 'no'],
    ['The statement contradicts the document.', 'yes'],
    ['It does not contradict the document.', 'no'],
    ['It doesn\u2019t contradict it', 'no'],
    ['The statement is in line with the evidence.', 'no'],
    ['It is not in line with the evidence.', 'yes'],
    ['inconsistent', 'yes'],
    ['Without any contradiction, it agrees', 'no'],
  ])('%j -> %s', (text, finding) => {
    expect(parseChoice(text)).toBe(finding);
  });

  it.each(['', 'C', 'I cannot tell.', 'Answer:', 'ABBA', 'Bob said so', '<think>B'])('%j is named unparsable', text => {
    expect(kindOf(() => parseChoice(text))).toBe('answer-unparsable');
  });
});

describe('a vote, read from an answer', () => {
  it.each([
    ['2', 1],
    ['2.', 1],
    ['**2**', 1],
    ['#3', 2],
    ['Candidate 2', 1],
    ['Candidate 2 is the soundest, since it looks at 4 statements.', 1],
    ['I compared all 3 of them. Candidate 4 is the best.', 3],
    ['Candidate 1 is vague and Candidate 2 is not, so I vote for candidate 2', 1],
    ['Answer: 3 (rather than 1)', 2],
    ['The answer is 3', 2],
    ['2. It begins with the dates, unlike 1 and 3.', 1],
    ['My choice: 4', 3],
    ['<think>1? 2?</think>3', 2],
    ['\\boxed{2}', 1],
    ['0 or rather 2', 1],
    ['２', 1],
    ['There are 17 reasons for number 1', 0],
  ])('%j -> %i', (text, place) => {
    expect(parseBallot(text, 4)).toBe(place);
  });

  it.each(['', 'none', '0', '5', '-1', '99999999999999999999', 'the second', 'Answer: 7', '<think>2'])(
    '%j of four is named unparsable',
    text => {
      expect(kindOf(() => parseBallot(text, 4))).toBe('answer-unparsable');
    },
  );
});

describe('statements, read from a split', () => {
  const three = ['The tax was introduced in 1641.', 'It hurt Fishers.', 'It ended in 1652.'];
  const [a, b, c] = three;
  it.each([
    ['as asked', `#Statement 1#: ${a}\n#Statement 2#: ${b}\n#Statement 3#: ${c}`],
    [
      'with words around them',
      `Here they are:\n\n#Statement 1#: ${a}\n#Statement 2#: ${b}\n#Statement 3#: ${c}\n\nLet me know if you need more.`,
    ],
    ['without marks', `Statement 1: ${a}\nStatement 2: ${b}\nStatement 3: ${c}`],
    ['in bold', `**Statement 1:** ${a}\n**Statement 2:** ${b}\n**Statement 3:** ${c}`],
    ['in bold, other way', `**#Statement 1#**: ${a}\n**#Statement 2#**: ${b}\n**#Statement 3#**: ${c}`],
    ['as headings', `### Statement 1\n\n${a}\n\n### Statement 2\n\n${b}\n\n### Statement 3\n\n${c}`],
    ['with blank lines', `#Statement 1#: ${a}\n\n#Statement 2#: ${b}\n\n#Statement 3#: ${c}`],
    ['with dashes', `Statement 1 - ${a}\nStatement 2 \u2013 ${b}\nStatement 3 \u2014 ${c}`],
    ['in capitals', `#STATEMENT 1#: ${a}\n#STATEMENT 2#: ${b}\n#STATEMENT 3#: ${c}`],
    ['as bullets with marks', `- Statement 1: ${a}\n- Statement 2: ${b}\n- Statement 3: ${c}`],
    ['as a numbered list', `1. ${a}\n2. ${b}\n3. ${c}`],
    ['as a list in brackets', `1) ${a}\n2) ${b}\n3) ${c}`],
    ['as bullets', `The sentences:\n- ${a}\n- ${b}\n- ${c}`],
    ['as round bullets', `\u2022 ${a}\n\u2022 ${b}\n\u2022 ${c}`],
    ['broken over lines', `#Statement 1#: The tax was\nintroduced in 1641.\n#Statement 2#: ${b}\n#Statement 3#: ${c}`],
    ['in a fence', `\`\`\`\n#Statement 1#: ${a}\n#Statement 2#: ${b}\n#Statement 3#: ${c}\n\`\`\``],
    ['as a JSON list', `\`\`\`json\n${JSON.stringify(three, null, 2)}\n\`\`\``],
    ['after thinking', `<think>#Statement 1#: hm</think>#Statement 1#: ${a}\n#Statement 2#: ${b}\n#Statement 3#: ${c}`],
  ])('%s', (_how, text) => {
    expect(parseStatements(text)).toEqual(three);
  });

  it('leaves out empty ones and keeps what begins like a mark inside a sentence', () => {
    expect(parseStatements('#Statement 1#: \n#Statement 2#: As statement 7 says, it rained.')).toEqual([
      'As statement 7 says, it rained.',
    ]);
  });

  it.each(['', 'I cannot split this.', 'Sorry, no.', '<think>#Statement 1#: x', '[1, 2]', '{"a": 1}'])(
    '%j holds none',
    text => {
      expect(parseStatements(text)).toEqual([]);
    },
  );

  it('keeps all of a loop, which the strategy then refuses', () => {
    const loop = Array.from({ length: 10_000 }, (_, place) => `#Statement ${place + 1}#: It ended.`).join('\n');
    expect(parseStatements(loop)).toHaveLength(10_000);
  });
});
