import { describe, expect, it } from 'vitest';
import { parseChoice } from '@/lib/panels/divide-and-conquer/tasks/verification/parse-choice';
import { parseFinding } from '@/lib/panels/divide-and-conquer/tasks/verification/parse-finding';

const unreadable = expect.objectContaining({ kind: 'answer-unparsable' });

describe('a finding', () => {
  it.each([
    ['Consistent: yes', 'no'],
    ['Consistent: no', 'yes'],
    ['{"supported": false}', 'yes'],
    ['{"hallucination": "no", "reason": "all dates agree"}', 'no'],
    ['Contradictions: 0', 'no'],
    ['Contradictions found: 3', 'yes'],
    ['Verdict: no contradiction', 'no'],
    ['(yes/no): yes', 'yes'],
    ['Answer yes or no: no', 'no'],
    ['Statement 1: no\nStatement 2: no', 'no'],
    ['Statement 1: consistent\nStatement 2: conflicts with the source', 'yes'],
    ['The first one does not contradict it, but the second one does conflict with it.', 'yes'],
    ['The summary contradicts nothing in the document.', 'no'],
    ['It does not only repeat the source, it contradicts it.', 'yes'],
    ['Not every statement is supported by the document.', 'yes'],
    ['It is not inconsistent with the evidence.', 'no'],
    ['The article is free of contradictions.', 'no'],
    ['The summary is mostly accurate but contains one contradiction.', 'yes'],
    ['All statements are true.', 'no'],
    ['No. 2 contradicts the document.', 'yes'],
    ['Yes, as there is no such date.', 'yes'],
    ['Nothing contradicts it, so no.', 'no'],
    ['Non, il n\u2019y a aucune contradiction.', 'no'],
    ['没有矛盾', 'no'],
    ['存在矛盾', 'yes'],
    ['да', 'yes'],
  ])('%j -> %s', (text, finding) => {
    expect(parseFinding(text)).toBe(finding);
  });

  it.each([
    'Yes, the summary is consistent with the document.',
    'Yes. All statements match the document.',
    'No, the summary contradicts the document.',
    'It contradicts the document, so no.',
    'yes and no',
    'Yes or no? Hard to say.',
    'Perhaps yes.',
    'neither yes nor no',
    'The answer is not yes.',
    'Yes\n\nWait, no.',
    'The summary may contradict the document.',
    'It is not true that nothing contradicts it.',
    'I will check it for contradictions.',
    'Let us see whether any statement contradicts the document.',
    'Statement 1: no\nStatement 2: yes',
    'Ja, alles stimmt überein.',
    'Ja, alles in Ordnung.',
    'No mention of a march is made.',
    'Contradictions:',
  ])('%j is not guessed', text => {
    expect(() => parseFinding(text)).toThrow(unreadable);
  });
});

describe('a choice', () => {
  it.each([
    ['A/B: B', 'yes'],
    ['B because it contradicts the source', 'yes'],
    ['Between option A and option B, I choose B.', 'yes'],
    ['Vitamin B is mentioned in both, so A.', 'no'],
    ['Not B but A', 'no'],
    ['I pick b', 'yes'],
    ['A, because the document says so. Not B.', 'no'],
    ['答案是A', 'no'],
    ['Β', 'yes'],
    ['{"choice": "B", "confidence": 1}', 'yes'],
    ['The statement is not wrong.', 'no'],
    ['False: the document says two hundred.', 'yes'],
  ])('%j -> %s', (text, finding) => {
    expect(parseChoice(text)).toBe(finding);
  });

  it.each([
    'A or B',
    'A and B',
    'Neither A nor B',
    'It cannot be B.',
    'A: the statement contradicts the document.',
    'B: in line with the document',
    'A\n\nThe statement contradicts the document.',
    'Option A is tempting, but option B is, too.',
    'Hepatitis B',
    'A plan B would work.',
    'It may contradict the document.',
    'The statement is neither supported nor contradicted.',
  ])('%j is not guessed', text => {
    expect(() => parseChoice(text)).toThrow(unreadable);
  });
});
