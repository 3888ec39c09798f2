import { Template } from '@huggingface/jinja';
import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { Failure } from '@/lib/core/failure';
import type { Message } from './generation/request';

/** Text to token ids and back, and a chat to the text that the model was trained on. */
export interface Tokenizer {
  /** Ids of a text; special tokens written out in it are recognised, none are added. */
  encode(text: string): number[];
  /** Text of ids, special tokens left out. A partial UTF-8 character becomes U+FFFD: see {@link TextStream}. */
  decode(ids: readonly number[]): string;
  /** Text of one token, that of special tokens too: for a reader, not for an answer. */
  name(id: number): string;
  /** The prompt of a chat, ready for the assistant's answer, by the folder's own template. */
  renderChat(messages: readonly Message[]): string;
  /** The id of the end token that the folder names, if it names one. */
  readonly endToken: number | undefined;
}

/** Some folders give a special token as text, some as an object. */
const specialToken = z
  .union([z.string(), z.object({ content: z.string() }).transform(token => token.content)])
  .nullish()
  .transform(token => token ?? undefined);

const settingsSchema = z.looseObject({
  bos_token: specialToken,
  eos_token: specialToken,
  chat_template: z.union([z.string(), z.array(z.object({ name: z.string(), template: z.string() }))]).nullish(),
});

const jsonObject = z.looseObject({ model: z.looseObject({}) });

/**
 * The day that templates get which write one into the prompt (Llama 3.2 does): its own default. A template that asked the clock would
 * make the same experiment another one tomorrow.
 */
const templateDay = '26 Jul 2024';

/** Whether the text of a `tokenizer_config.json` holds the chat template itself. Throws `model-file`. */
export const hasChatTemplate = (settingsText: string): boolean =>
  Boolean(parse('tokenizer_config.json', settingsText, settingsSchema).chat_template);

/**
 * Makes a tokenizer from the texts of `tokenizer.json` and `tokenizer_config.json`. Throws `model-file` for damaged files and
 * `model-unsupported` for a folder without a chat template.
 *
 * @param templateText of `chat_template.jinja`, for folders that keep it apart
 */
export function createTokenizer(tokenizerText: string, settingsText: string, templateText?: string): Tokenizer {
  const definition = parse('tokenizer.json', tokenizerText, jsonObject);
  const settings = parse('tokenizer_config.json', settingsText, settingsSchema);
  const templates = settings.chat_template ?? templateText;
  const source = Array.isArray(templates) ? templates.find(({ name }) => name === 'default')?.template : templates;
  if (!source) throw new Failure('model-unsupported', 'tokenizer_config.json has no chat_template.');
  const template = orRefuse('tokenizer_config.json: chat_template', () => new Template(source));
  const inner = orRefuse('tokenizer.json', () => new HuggingFaceTokenizer(definition, settings));
  return {
    encode: text => inner.encode(text, { add_special_tokens: false }).ids,
    decode: ids =>
      ids.length === 0
        ? ''
        : inner.decode([...ids], { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
    name: id => inner.decode([id], { skip_special_tokens: false, clean_up_tokenization_spaces: false }),
    renderChat: messages =>
      orRefuse('tokenizer_config.json: chat_template', () =>
        template.render({
          messages: messages.map(({ role, content }) => ({ role, content })),
          bos_token: settings.bos_token ?? '',
          eos_token: settings.eos_token ?? '',
          add_generation_prompt: true,
          date_string: templateDay,
        }),
      ),
    endToken: settings.eos_token === undefined ? undefined : inner.token_to_id(settings.eos_token),
  };
}

function parse<T>(name: string, text: string, schema: z.ZodType<T>): T {
  const json = orRefuse(name, () => JSON.parse(text) as unknown);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Failure('model-file', `${name}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}.`);
}

function orRefuse<T>(name: string, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Failure('model-file', `${name}: ${reason.slice(0, 200)}`, { cause });
  }
}

/**
 * Text of an answer as its tokens come. A character whose bytes are spread over tokens is held back until it is whole, so that no
 * piece ends in half a character; all pieces joined are the text of all tokens decoded at once.
 */
export class TextStream {
  private readonly ids: number[] = [];
  /** Decoding starts here: one settled stretch back, because decoders treat the first token of a text differently. */
  private from = 0;
  /** Tokens before this have given their text. */
  private settled = 0;

  constructor(private readonly decode: (ids: readonly number[]) => string) {}

  /** The text that this token completes; '' while a character is in parts. */
  push(id: number): string {
    this.ids.push(id);
    const text = this.fresh();
    if (text === '' || text.endsWith('\ufffd')) return '';
    this.from = this.settled;
    this.settled = this.ids.length;
    return text;
  }

  /** What was held back, as it is: the last text of an answer that ends within a character. */
  flush(): string {
    const text = this.fresh();
    this.from = this.settled = this.ids.length;
    return text;
  }

  private fresh(): string {
    const known = this.decode(this.ids.slice(this.from, this.settled));
    return this.decode(this.ids.slice(this.from)).slice(known.length);
  }
}
