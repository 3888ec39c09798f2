import { describe, expect, it } from 'vitest';
import { readLiteral } from '@/lib/panels/ner/answers/python-literal';
import { OtherLiteral, PythonDict, Unreadable } from '@/lib/panels/ner/answers/python-value';

describe('a Python literal', () => {
  it.each([
    [`'a' "b"`, 'ab'],
    [`r'\\n' '\\n'`, '\\n\n'],
    [`"\\x41\\u00e9\\U0001F600\\101\\d\\'"`, "Aé😀A\\d'"],
    [`"""it's "it"\r\n"""`, 'it\'s "it"\n'],
    ['"a\\\nb"', 'ab'],
    ['-1_000', -1000],
    ['0x_ff', 255],
    ['- 0b11', -3],
    ['1.', 1],
    ['.5e1', 5],
    ['00', 0],
    ['[True, False, None,]', [true, false, null]],
    ['("x")', 'x'],
    ['[1, # one\n 2 \\\n]', [1, 2]],
  ])('%s', (text, value) => {
    expect(readLiteral(text)).toEqual(value);
  });

  it('may be a dict, whose later values win at the place of the first', () => {
    const dict = readLiteral('{"b": 1, 1: 2, "b": [3], True: 4}');
    expect(dict).toBeInstanceOf(PythonDict);
    expect((dict as PythonDict).pairs()).toEqual([
      ['b', [3]],
      [1, 4],
    ]);
  });

  it.each([
    ['("x",)', 'tuple'],
    ['()', 'tuple'],
    ['{1, 2}', 'set'],
    ['b"x"', 'bytes'],
    ['...', 'ellipsis'],
    ['2j', 'complex'],
  ])('%s is a %s', (text, kind) => {
    expect(readLiteral(text)).toMatchObject({ kind });
    expect(readLiteral(text)).toBeInstanceOf(OtherLiteral);
  });
});

describe('no Python literal', () => {
  it.each([
    ...['', 'x', 'true', 'nul', '1 2', '"a', '"a\nb"', "'it's'", '"\\x4"', '"\\uD"', '"\\U00110000"', '"\\N{DASH}"'],
    ...['007', '1__0', '1a', '1..2', '[1 2]', '[1', '[1)', '{1: 2, 3}', '{1, 2: 3}', '{[1]: 2}', '{{}}', 'ur"x"'],
    ...[
      '"a" b"b"',
      'b"é"',
      '"a\0"',
      '1+2',
      'f"x"',
      '"a".b',
      'x()',
      '[x for x in y]',
      '{**{}}',
      '[*[]]',
      '“a”',
      ',',
      '[,]',
    ],
  ])('%s', text => {
    expect(() => readLiteral(text)).toThrow(Unreadable);
  });

  it('is what is nested too deeply', () => {
    const nested = (depth: number) => '('.repeat(depth) + '1' + ')'.repeat(depth);
    expect(readLiteral(nested(100))).toBe(1);
    expect(() => readLiteral(nested(100_000))).toThrow(Unreadable);
  });
});
