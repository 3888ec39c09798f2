/** Byte-level byte-pair encoding (Sennrich et al., ACL 2016) in the format of Hugging Face's tokenizer.json. */

export const SPECIAL = ['<|end|>', '<|system|>', '<|user|>', '<|assistant|>'] as const;

/** GPT-2's reversible map from bytes to printable characters. */
function byteAlphabet(): string[] {
  const printable = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(printable(byte) ? byte : next++));
}

interface Word {
  symbols: string[];
  count: number;
}

/** Counts of all pairs of neighbours, and the words that hold each, kept up to date while pairs are merged. */
class Pairs {
  readonly counts = new Map<string, number>();
  private readonly words = new Map<string, Set<Word>>();

  constructor(words: readonly Word[]) {
    for (const word of words) this.add(word, 1);
  }

  private add(word: Word, sign: 1 | -1): void {
    for (let i = 1; i < word.symbols.length; i++) {
      const pair = `${word.symbols[i - 1]} ${word.symbols[i]}`;
      const count = (this.counts.get(pair) ?? 0) + sign * word.count;
      if (count > 0) this.counts.set(pair, count);
      else this.counts.delete(pair);
      const holders = this.words.get(pair) ?? new Set<Word>();
      this.words.set(pair, holders);
      if (sign > 0) holders.add(word);
    }
  }

  /** The most frequent pair, of equal ones the first in alphabetical order. */
  best(): string | undefined {
    let best: string | undefined;
    let most = 0;
    for (const [pair, count] of this.counts)
      if (count > most || (count === most && best !== undefined && pair < best)) [best, most] = [pair, count];
    return best;
  }

  merge(left: string, right: string): void {
    for (const word of this.words.get(`${left} ${right}`) ?? []) {
      this.add(word, -1);
      word.symbols = mergePair(word.symbols, left, right);
      this.add(word, 1);
    }
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

/** How often each piece that merges never cross stands in the texts. */
export function countPieces(texts: Iterable<string>, pattern: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const [piece] of text.matchAll(new RegExp(pattern, 'gu'))) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return counts;
}

/** Learns merges of the pieces until each is one token or the vocabulary has `size` entries. */
function learnMerges(counts: ReadonlyMap<string, number>, alphabet: readonly string[], size: number) {
  const encoder = new TextEncoder();
  const pairs = new Pairs(
    [...counts].map(([piece, count]) => ({
      symbols: [...encoder.encode(piece)].map(byte => alphabet[byte] ?? ''),
      count,
    })),
  );
  const merges: [string, string][] = [];
  const tokens = new Set<string>([...SPECIAL, ...alphabet]);
  while (tokens.size < size) {
    const [left, right] = pairs.best()?.split(' ') ?? [];
    if (left === undefined || right === undefined) break;
    merges.push([left, right]);
    tokens.add(left + right);
    pairs.merge(left, right);
  }
  return { merges, tokens };
}

/** tokenizer.json and tokenizer_config.json, learned from pieces (see `countPieces`) of the same pattern. */
export function makeBpe(counts: ReadonlyMap<string, number>, pattern: string, size = Infinity) {
  const { merges, tokens } = learnMerges(counts, byteAlphabet(), size);
  const vocab = Object.fromEntries([...tokens].map((token, id) => [token, id]));
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
        { type: 'Split', pattern: { Regex: pattern }, behavior: 'Isolated', invert: false },
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
