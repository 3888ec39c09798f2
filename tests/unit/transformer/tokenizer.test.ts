import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTokenizer, TextStream } from '@/lib/transformer/tokenizer';
import { readTiny } from './tiny';

const definition = readTiny('tokenizer.json');
const settings = readTiny('tokenizer_config.json');
const tokenizer = createTokenizer(definition, settings);
const changed = (changes: object) => JSON.stringify({ ...(JSON.parse(settings) as object), ...changes });

const refused = (kind: string, detail: RegExp) =>
  expect.objectContaining({ kind, detail: expect.stringMatching(detail) });

describe('the tokenizer', () => {
  it.each(['', ' ', 'hello', '4821 × 917 = ?', " , 's . a  b\n\n", '👩🏽‍🔬 naïve 日本語', '\u{10ffff}'])(
    'returns %j as it was',
    text => {
      expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
    },
  );

  it('returns any text as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
      }),
    );
  });

  it('merges, and knows special tokens', () => {
    expect(tokenizer.encode('hello')).toEqual([258, 111]);
    expect(tokenizer.encode('<|start|>12')).toEqual([260, 259]);
    expect(tokenizer.decode([260, 259, 261])).toBe('12');
    expect(tokenizer.endToken).toBe(261);
  });

  it('renders a chat by its template', () => {
    const chat = [
      { role: 'user', content: 'a {{ b }}' },
      { role: 'assistant', content: 'c' },
      { role: 'user', content: '<d>' },
    ] as const;
    expect(tokenizer.renderChat(chat)).toBe('<|start|><|user|>a {{ b }}<|assistant|>c<|end|><|user|><d><|assistant|>');
  });

  it('takes special tokens given as objects, and the default of several templates', () => {
    const templates = [
      { name: 'tools', template: 'no' },
      { name: 'default', template: '{{ bos_token }}yes' },
    ];
    const other = createTokenizer(
      definition,
      changed({ bos_token: { content: '<|start|>' }, chat_template: templates }),
    );
    expect(other.renderChat([])).toBe('<|start|>yes');
  });

  it('tells the same day whenever a template asks for today', () => {
    const template = '\n  {{ strftime_now("%d %b %Y") }}, {{ strftime_now("%A %Y-%m-%d %H:%M %Q 100%%") }}';
    const { renderChat } = createTokenizer(definition, changed({ chat_template: template }));
    expect(renderChat([])).toBe('\n  26 Jul 2024, Friday 2024-07-26 12:00 %Q 100%');
  });

  it('reads a template whose lines end as on Windows, and one that leaves its loop', () => {
    const template =
      '{% for message in messages %}\n{% if loop.index0 == 2 %}\n{% break %}\n{% endif %}\n{% if message.content == "a" %}\n{% continue %}\n{% endif %}\n[{{ message.content }}]\n{% endfor %}\n';
    const rendered = (text: string) =>
      createTokenizer(definition, changed({ chat_template: text })).renderChat(
        ['a', 'b', 'c'].map(content => ({ role: 'user', content })),
      );
    expect(rendered(template)).toBe('[b]\n');
    expect(rendered(template.replaceAll('\n', '\r\n'))).toBe('[b]\n');
  });

  it('takes a template that the folder keeps apart', () => {
    const apart = createTokenizer(definition, changed({ chat_template: null }), '{{ messages[0].content }}!');
    expect(apart.renderChat([{ role: 'user', content: 'a' }])).toBe('a!');
  });

  it('renders the same prompt on every day', () => {
    const template =
      "{% if not date_string is defined %}{% set date_string = strftime_now('%d %b %Y') %}{% endif %}Today: {{ date_string }}";
    expect(createTokenizer(definition, changed({ chat_template: template })).renderChat([])).toBe('Today: 26 Jul 2024');
  });

  it('refuses what it cannot use', () => {
    expect(() => createTokenizer('{', settings)).toThrow(refused('model-file', /^tokenizer\.json/));
    expect(() => createTokenizer('{}', settings)).toThrow(refused('model-file', /^tokenizer\.json: model/));
    expect(() => createTokenizer('{"model":{"type":"Magic"}}', settings)).toThrow(
      refused('model-file', /^tokenizer\.json/),
    );
    expect(() => createTokenizer(definition, '[]')).toThrow(refused('model-file', /^tokenizer_config\.json/));
    expect(() => createTokenizer(definition, changed({ chat_template: null }))).toThrow(
      refused('model-unsupported', /chat_template/),
    );
    expect(() => createTokenizer(definition, changed({ chat_template: '{% if %}' }))).toThrow(
      refused('model-file', /chat_template/),
    );
    const raising = createTokenizer(definition, changed({ chat_template: "{{ raise_exception('only one turn') }}" }));
    expect(() => raising.renderChat([])).toThrow(refused('model-file', /only one turn/));
  });
});

describe('streamed text', () => {
  const stream = () => new TextStream(ids => tokenizer.decode(ids));

  it('never shows a part of a character', () => {
    const text = 'a👩🏽‍🔬b日';
    const pieces: string[] = [];
    const target = stream();
    for (const id of tokenizer.encode(text)) pieces.push(target.push(id));
    expect(pieces.filter(piece => piece !== '')).toEqual([...text]);
    expect(target.flush()).toBe('');
  });

  it('shows half a character only if the answer ends in it', () => {
    const target = stream();
    const [first, second] = tokenizer.encode('é');
    expect([target.push(first!), target.flush()]).toEqual(['', '\ufffd']);
    expect([target.push(second!), target.flush()]).toEqual(['', '\ufffd']);
  });

  it('adds up to the text of all tokens at once, for any tokens', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(263), { maxLength: 40 }), ids => {
        const target = stream();
        expect(ids.map(id => target.push(id)).join('') + target.flush()).toBe(tokenizer.decode(ids));
      }),
      { numRuns: 400 },
    );
  });
});
