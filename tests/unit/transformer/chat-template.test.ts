import { describe, expect, it } from 'vitest';
import { readChatTemplate } from '@/lib/transformer/chat-template';

const chat = (count: number, content = 'Is 12 × 3 more than 4?') =>
  Array.from({ length: count }, (_, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content }) as const);

const render = (source: string, messages = chat(1)) => readChatTemplate(source)(messages, { eos_token: '<end>' });

/** What a published template does: roles in turn, trimmed texts, a system prompt where none is given, a date. */
const published = `{%- if messages[0]['role'] != 'system' -%}{{ 'Be brief. ' + strftime_now('%Y') + '\\n' }}{%- endif -%}
{%- for message in messages -%}
  {%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) -%}{{ raise_exception('Roles must take turns') }}{%- endif -%}
  {{ '<|' + message['role'] + '|>' + message['content'] | trim + eos_token }}
{%- endfor -%}
{%- if add_generation_prompt -%}{{ '<|assistant|>' }}{%- endif -%}`;

describe('a chat template', () => {
  it('renders long chats and long texts', () => {
    expect(render(published)).toBe('Be brief. 2024\n<|user|>Is 12 × 3 more than 4?<end><|assistant|>');
    const long = render(published, chat(100, 'x'.repeat(50_000)));
    expect(long.length).toBe(15 + 50 * 8 + 50 * 13 + 100 * 50_005 + 13);
    const looking = '{% for m in messages %}{{ messages[loop.index0 - 1].content + messages[-1].content }}{% endfor %}';
    expect(render(looking + looking, chat(100, 'x'))).toBe('x'.repeat(400));
    expect(() => render(published, chat(2).toReversed())).toThrow('Roles must take turns');
  });

  it('makes ranges as Python does', () => {
    const list = (text: string) => render(`{% for i in range(${text}) %}{{ i }} {% endfor %}`);
    expect(['3', '1, 3', '5, 0, -2', '0', '3, 1', '1, 2, 5'].map(list)).toEqual([
      '0 1 2 ',
      '1 2 ',
      '5 3 1 ',
      '',
      '',
      '1 ',
    ]);
    expect(() => list('1, 5, 0')).toThrow('step');
  });

  it.each([
    ['ranges in ranges', '{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}'],
    [
      'ranges in ranges with nothing in them',
      '{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}',
    ],
    [
      'a list that is looped over again and again',
      '{% set l = range(9999) %}{% for a in l %}{% for b in l %}{% endfor %}{% endfor %}',
    ],
    ['one endless range', '{% for a in range(10 ** 15) %}{% endfor %}{% for a in range(1000000000000) %}{% endfor %}'],
    [
      'a list that doubles',
      '{% set n = namespace(l=[1]) %}{% for a in range(99) %}{% set n.l = n.l + n.l %}{% endfor %}',
    ],
    [
      'a text that doubles',
      "{% set n = namespace(s='xy') %}{% for a in range(99) %}{% set n.s = n.s + n.s %}{% endfor %}",
    ],
    [
      'a macro that calls itself twice',
      '{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}',
    ],
    ['a macro that calls itself', '{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}'],
  ])('that does not come to an end is ended: %s', (_what, source) => {
    expect(() => render(source)).toThrow();
  });

  it('is ended at the same step on every machine', () => {
    const rows = (count: number) => render(`{% for a in range(${count}) %}{{ a }}{% endfor %}`);
    // Two steps a round: the item of the list, and its name.
    expect(rows(120_000).length).toBe(608_890);
    expect(() => rows(130_000)).toThrow('does not come to an end');
  });
});
