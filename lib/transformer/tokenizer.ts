import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import { describeIssue } from '@/lib/core/issue';
import { readChatTemplate } from './chat-template';
import type { Message } from './generation/request';
import type { TokenBytes } from './grammar/vocabulary';
import { parseModelJson } from './json-text';
import { byteLevelTokens, isByteLevel } from './token-bytes';

/** Converts text to token ids and back, and a chat to the prompt format of the model. */
export interface Tokenizer {
  /** Encodes a text. Recognises special tokens written in it, and adds none. */
  encode(text: string): number[];
  /** Decodes ids without special tokens. A partial UTF-8 character becomes U+FFFD: see {@link TextStream}. */
  decode(ids: readonly number[]): string;
  /** Text of one token, special tokens included: for display, not for answers. */
  name(id: number): string;
  /** The prompt of a chat up to the assistant's answer, by the folder's own template. */
  renderChat(messages: readonly Message[]): string;
  /** The id of the end token, if the folder names one. */
  readonly endToken: number | undefined;
  /** What each token adds to a text; null where a token alone does not tell. */
  readonly tokenBytes: (() => TokenBytes) | null;
}

/** Some folders give a special token as a string, some as an object. */
const specialToken = z.pipe(
  z.nullish(
    z.union([
      z.string(),
      z.pipe(
        z.object({ content: z.string() }),
        z.transform(token => token.content),
      ),
    ]),
  ),
  z.transform(token => token ?? undefined),
);

const settingsSchema = z.looseObject({
  bos_token: specialToken,
  eos_token: specialToken,
  chat_template: z.nullish(z.union([z.string(), z.array(z.object({ name: z.string(), template: z.string() }))])),
});

const jsonObject = z.looseObject({ model: z.looseObject({}) });

/**
 * Whether the text of a `tokenizer_config.json` contains the chat template.
 * @throws Failure `model-file`
 */
export const hasChatTemplate = (settingsText: string): boolean =>
  Boolean(templateIn(parse('tokenizer_config.json', settingsText, settingsSchema)));

/** The chat template, or of several the one for plain chats. */
const templateIn = ({ chat_template: given }: z.infer<typeof settingsSchema>): string | undefined =>
  (Array.isArray(given) ? given.find(({ name }) => name === 'default')?.template : given) ?? undefined;

/**
 * Creates a tokenizer from the texts of `tokenizer.json` and `tokenizer_config.json`.
 *
 * @param templateText of `chat_template.jinja`, for folders that have this file
 * @param vocabSize of the model; no text may be encoded to another id
 * @throws Failure `model-file` for damaged files, also from the functions of the tokenizer; `model-unsupported` for a folder without a
 * chat template
 */
export function createTokenizer(
  tokenizerText: string,
  settingsText: string,
  templateText?: string,
  vocabSize = Infinity,
): Tokenizer {
  const definition = parse('tokenizer.json', tokenizerText, jsonObject);
  const settings = parse('tokenizer_config.json', settingsText, settingsSchema);
  const source = templateIn(settings) || templateText;
  if (!source) throw new Failure('model-unsupported', 'tokenizer_config.json has no chat_template.');
  const template = orModelFileFailure('tokenizer_config.json: chat_template', () => readChatTemplate(source));
  const inner = orModelFileFailure('tokenizer.json', () => new HuggingFaceTokenizer(definition, settings));
  const orFailure = <T>(make: () => T): T => orModelFileFailure('tokenizer.json', make);
  const encode = (text: string): number[] => {
    const { ids } = orFailure(() => inner.encode(text, { add_special_tokens: false }));
    const wrong = ids.findIndex(id => !Number.isInteger(id) || id < 0 || id >= vocabSize);
    if (wrong < 0) return ids;
    throw new Failure('model-file', `tokenizer.json: a text has token ${ids[wrong]}, which the model does not have.`);
  };
  const decode = (ids: readonly number[], skipsSpecial: boolean): string =>
    orFailure(() => inner.decode([...ids], { skip_special_tokens: skipsSpecial, clean_up_tokenization_spaces: false }));
  // The library takes parts that it cannot compute with, and fails at the first text.
  encode('a 1');
  return {
    encode,
    decode: ids => (ids.length === 0 ? '' : decode(ids, true)),
    name: id => decode([id], false),
    renderChat: messages =>
      orModelFileFailure('tokenizer_config.json: chat_template', () =>
        template(messages, { bos_token: settings.bos_token ?? '', eos_token: settings.eos_token ?? '' }),
      ),
    tokenBytes: isByteLevel(definition.decoder) ? () => byteLevelTokens(inner) : null,
    endToken: settings.eos_token === undefined ? undefined : inner.token_to_id(settings.eos_token),
  };
}

function parse<T>(name: string, text: string, schema: z.ZodMiniType<T>): T {
  const parsed = schema.safeParse(parseModelJson(name, text));
  if (parsed.success) return parsed.data;
  throw new Failure('model-file', `${name}: ${describeIssue(parsed.error)}`);
}

function orModelFileFailure<T>(name: string, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Failure('model-file', `${name}: ${reason.slice(0, 200)}`, { cause });
  }
}

/**
 * Decodes an answer token by token. Holds back a character whose bytes spread over several tokens until it is
 * complete, so that no piece ends within a character. All pieces together equal the text of all tokens decoded at
 * once.
 */
export class TextStream {
  private readonly ids: number[] = [];
  /** Decoding starts here, one emitted piece back, because decoders treat the first token of a text differently. */
  private from = 0;
  /** The text of the tokens before this index has been emitted. */
  private emitted = 0;

  constructor(private readonly decode: (ids: readonly number[]) => string) {}

  /** Adds a token and returns the text that it completes; '' while a character is incomplete. */
  push(id: number): string {
    this.ids.push(id);
    const text = this.newText();
    if (text === '' || text.endsWith('\ufffd')) return '';
    this.from = this.emitted;
    this.emitted = this.ids.length;
    return text;
  }

  /** Returns the text that is held back, at the end of an answer. */
  flush(): string {
    const text = this.newText();
    this.from = this.emitted = this.ids.length;
    return text;
  }

  private newText(): string {
    const known = this.decode(this.ids.slice(this.from, this.emitted));
    return this.decode(this.ids.slice(this.from)).slice(known.length);
  }
}
