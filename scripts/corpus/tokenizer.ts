/**
 * Makes the embedded model's tokenizer: byte-level BPE in the format of Hugging Face's tokenizer.json. Every digit is a token of its
 * own, and the words of the prompts are one token each, so that a prompt costs few tokens and a number always as many as its digits.
 */

const SPECIAL = ['<|end|>', '<|system|>', '<|user|>', '<|assistant|>'];

/** Pieces that merges never cross: the shift sign, an operator with its spaces, a digit, a word with the space before it, a run of anything else. */
const PIECE = ' \\* 10\\^| [+*=] |\\d| ?[A-Za-z]+|[^\\dA-Za-z ]+| +';

/** GPT-2's reversible map from bytes to printable characters. */
function byteAlphabet(): string[] {
  const printable = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(printable(byte) ? byte : next++));
}

/** Learns merges until every piece of the texts is one token, most frequent pair first, ties in alphabetical order. */
function learnMerges(texts: string[], alphabet: string[]): [string, string][] {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const [piece] of text.matchAll(new RegExp(PIECE, 'g'))) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  const encoder = new TextEncoder();
  const words = [...counts].map(([piece, count]) => ({
    symbols: [...encoder.encode(piece)].map(byte => alphabet[byte] ?? ''),
    count,
  }));
  const merges: [string, string][] = [];
  for (;;) {
    const pairs = new Map<string, number>();
    for (const { symbols, count } of words) {
      for (let i = 1; i < symbols.length; i++) {
        const pair = `${symbols[i - 1]} ${symbols[i]}`;
        pairs.set(pair, (pairs.get(pair) ?? 0) + count);
      }
    }
    const best = [...pairs].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0].split(' ');
    if (!best?.[0] || !best[1]) return merges;
    merges.push([best[0], best[1]]);
    for (const word of words) word.symbols = mergePair(word.symbols, best[0], best[1]);
  }
}

function mergePair(symbols: string[], left: string, right: string): string[] {
  const merged: string[] = [];
  for (let i = 0; i < symbols.length; i++) {
    if (symbols[i] === left && symbols[i + 1] === right) {
      merged.push(left + right);
      i++;
    } else merged.push(symbols[i] ?? '');
  }
  return merged;
}

/** tokenizer.json and tokenizer_config.json for the given sample of prompts and answers. */
export function makeTokenizer(texts: string[]) {
  const alphabet = byteAlphabet();
  const merges = learnMerges(texts, alphabet);
  const tokens = [...SPECIAL, ...alphabet, ...merges.map(([left, right]) => left + right)];
  const vocab = Object.fromEntries([...new Set(tokens)].map((token, id) => [token, id]));
  const tokenizer = {
    version: '1.0',
    added_tokens: SPECIAL.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: PIECE }, behavior: 'Isolated', invert: false },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
      ],
    },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
    model: { type: 'BPE', vocab, merges: merges.map(pair => pair.join(' ')) },
  };
  const config = {
    tokenizer_class: 'PreTrainedTokenizerFast',
    eos_token: '<|end|>',
    pad_token: '<|end|>',
    clean_up_tokenization_spaces: false,
    chat_template:
      "{% for message in messages %}<|{{ message.role }}|>{{ message.content }}{% if message.role == 'assistant' %}<|end|>{% endif %}{% endfor %}" +
      '{% if add_generation_prompt %}<|assistant|>{% endif %}',
  };
  return { tokenizer, config };
}
