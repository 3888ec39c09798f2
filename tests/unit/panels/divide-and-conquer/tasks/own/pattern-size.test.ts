import fc from 'fast-check';
import { RE2JS } from 're2js';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ownFacts } from '@/components/divide-and-conquer/own-task/checking';
import { checkOwn, loadPatterns, patternProblem } from '@/lib/panels/divide-and-conquer/tasks/own/checker';
import { mostInstructions, patternSize } from '@/lib/panels/divide-and-conquer/tasks/own/pattern-size';

/** Patterns of all kinds that the engine reads, not too large for this test. */
const { pattern } = fc.letrec<{ pattern: string; item: string }>(tie => ({
  item: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      'a',
      '.',
      '\\d',
      '\\.',
      '[a-z]',
      '[^]x]',
      '[[:alpha:]]',
      '\\pL',
      '\\p{Greek}',
      '\\x{41}',
      '^',
      '\\b',
    ),
    fc.tuple(fc.constantFrom('(', '(?:', '(?i:', '(?P<n>'), tie('pattern')).map(([open, inner]) => `${open}${inner})`),
    fc
      .tuple(tie('item'), fc.constantFrom('*', '+', '?', '{3}', '{2,}', '{1,4}', '{0,9}'))
      .map(([item, times]) => `(?:${item})${times}`),
  ),
  pattern: fc.array(tie('item'), { maxLength: 4 }).chain(items => fc.constantFrom(items.join(''), items.join('|'))),
}));

const instructions = (text: string): number =>
  (RE2JS.compile(text) as unknown as { re2Input: { prog: { numInst(): number } } }).re2Input.prog.numInst();

describe('the size of a pattern', () => {
  it('is hardly ever less than what the engine compiles it to', () => {
    fc.assert(
      fc.property(pattern, text => {
        fc.pre((text.match(/P<n>/g)?.length ?? 0) < 2 && patternSize(text) < 5000);
        // A program begins and ends with an instruction of its own, and an alternative has one more.
        expect(instructions(text)).toBeLessThanOrEqual(2 * patternSize(text) + 4);
      }),
    );
  });

  it.each([
    ['a{1000}'.repeat(29), 1000],
    ['((a{1,100}){1,100}){1,100}', 1000],
    ['(?i)' + '[\\x{100}-\\x{10FFF0}]'.repeat(9), 500],
    ['(.*.*){400}', 500],
    ['\\Q' + 'x'.repeat(900) + '\\E', 500],
    ['('.repeat(600), 0],
  ])('is known before anything is compiled: %s', (text, least) => {
    expect(patternSize(text)).toBeGreaterThanOrEqual(least);
  });
});

describe('a hostile pattern', () => {
  beforeAll(loadPatterns);
  const hostile = 'a{1000}'.repeat(29);

  it('is a fault at its field, is compiled nowhere, and judges nothing', () => {
    const compile = vi.spyOn(RE2JS, 'compile');
    expect(patternProblem(hostile)).toContain(String(mostInstructions));
    expect(checkOwn('pattern', hostile, 'a'.repeat(4000))).toBeNull();
    const { fault } = ownFacts({ problems: `Count.\n=> ${hostile}`, checker: 'pattern' });
    expect(fault).toContain('Problem 1: The pattern cannot be read: it is too large.');
    expect(compile).not.toHaveBeenCalled();
    compile.mockRestore();
  });

  it('may be one of hundreds: only as many are compiled as take a moment', () => {
    const compile = vi.spyOn(RE2JS, 'compile');
    const problems = Array.from({ length: 400 }, (_, index) => `x\n=> a{4${index % 100}}b`).join('\n---\n');
    expect(ownFacts({ problems, checker: 'pattern' })).toMatchObject({ fault: undefined });
    const sizes = compile.mock.calls.map(([text]) => patternSize(text));
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(1000);
    compile.mockRestore();
  });

  it('is compiled once, however many answers it judges', () => {
    const compile = vi.spyOn(RE2JS, 'compile');
    for (const answer of ['once', 'twice']) expect(checkOwn('pattern', '^once?$', answer)).toBe(answer === 'once');
    expect(compile).toHaveBeenCalledTimes(1);
    compile.mockRestore();
  });
});
