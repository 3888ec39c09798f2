import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/core/json';
import { expectedOf } from '@/lib/panels/divide-and-conquer/evaluation/trials';
import { presentProblem } from '@/lib/panels/divide-and-conquer/present';
import { panelExperiment, type Settings } from '@/tests/support/panel-run';

const shown = (problem: Json, settings: Settings) =>
  presentProblem({ problem }, 'the unit', panelExperiment(settings).settings);

const claim = {
  id: 'h1',
  source: 'It rained.',
  text: 'It was wet. It was dry.',
  isContradicted: true,
  planted: 'It was dry.',
};

describe('a problem as it is shown', () => {
  it('two numbers: a formula and its result', () => {
    const { description, truth, check } = shown({ a: '12', b: '34' }, { task: 'multiplication' });
    expect(description).toEqual({
      heading: '12 × 34',
      formula: [
        { text: '12', isSign: false },
        { text: '×', isSign: true },
        { text: '34', isSign: false },
      ],
      texts: [],
      right: { before: '= ', answer: '408', after: '', source: 'computed' },
    });
    expect([truth, check('408'), check('1')]).toEqual(['408', true, false]);
    expect(shown({ a: '1', b: '2' }, { task: 'addition' }).description).toMatchObject({ heading: '1 + 2' });
  });

  it('a claim: both texts, the planted sentence, and what is right', () => {
    const { description, truth } = shown(claim, { task: 'hallucination' });
    expect(description).toEqual({
      heading: 'Hallucination in a summary',
      detail: 'h1',
      texts: [
        { title: 'Document', text: 'It rained.' },
        {
          title: 'Summary',
          text: claim.text,
          note: '2 sentences; this is what is split',
          marked: { label: 'Show the planted sentence', sentence: 'It was dry.' },
        },
      ],
      right: { before: 'The summary ', answer: 'contradicts', after: ' the document', source: 'by construction' },
    });
    expect(truth).toBe('yes');
    const own = shown({ ...claim, isContradicted: false }, { task: 'misinformation', data: '0123456789abcdef' });
    expect(own.description.right).toMatchObject({
      answer: 'is in line with',
      after: ' the evidence',
      source: 'from the data',
    });
    const unknown = shown({ ...claim, isContradicted: null }, { task: 'hallucination' });
    expect(unknown.description.right).toMatchObject({ answer: null, source: 'not known' });
    expect([unknown.truth, unknown.check('yes')]).toEqual([undefined, null]);
  });

  it('a claim as version 1 wrote it', () => {
    const { isContradicted: contradicted, ...rest } = claim;
    expect(shown({ ...rest, contradicted }, { task: 'hallucination' })).toMatchObject({
      truth: 'yes',
      description: shown(claim, { task: 'hallucination' }).description,
    });
  });

  it('your own: the input and what is expected', () => {
    const problem = { id: 'problem 2', input: 'How many?', expected: '7' };
    expect(shown(problem, { task: 'own' }).description).toEqual({
      heading: 'Your own task: problem 2',
      texts: [{ title: 'Input', text: 'How many?' }],
      right: { before: 'Expected: ', answer: '7', after: '', source: 'from the data' },
    });
    expect(shown({ ...problem, expected: null }, { task: 'own' }).description.right.source).toBe('not known');
    const expected = (checker: string) =>
      expectedOf(problem, panelExperiment({ task: 'own', ownChecker: checker }).settings);
    expect([expected('pattern'), expected('none')]).toEqual(['7', null]);
  });

  it.each([[null], [7], ['text'], [{ a: '12' }], [{ a: '1x', b: '2' }], [{ id: 'p', input: 'of another task' }]])(
    'by the name of its unit where a file holds something else: %j',
    problem => {
      const { description, truth, check } = shown(problem, { task: 'multiplication' });
      expect(description).toMatchObject({ heading: 'the unit', texts: [], right: { answer: null } });
      expect([truth, check('1')]).toEqual([undefined, null]);
    },
  );
});
