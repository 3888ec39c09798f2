import { Template } from '@huggingface/jinja';
import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { Failure } from '@/lib/core/failure';
import type { Message } from './generation/request';

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
}

/** Some folders give a special token as a string, some as an object. */
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
 * The date for templates that write one into the prompt (Llama 3.2): the default of that template. The current date
 * would change an experiment from day to day.
 */
const templateDay = '26 Jul 2024';

/** Codes of `strftime` at that day, noon. */
const dayParts: Record<string, string> = {
  ...{ d: '26', e: '26', m: '07', y: '24', Y: '2024', j: '208', b: 'Jul', h: 'Jul', B: 'July' },
  ...{ a: 'Fri', A: 'Friday', u: '5', w: '5', H: '12', I: '12', M: '00', S: '00', p: 'PM', f: '000000' },
  ...{ F: '2024-07-26', D: '07/26/24', T: '12:00:00', R: '12:00', z: '+0000', Z: 'UTC', '%': '%' },
};

/** The day by a format of `strftime`; codes that it has nothing for stay as they are. */
const formatDay = (format: unknown): string =>
  String(format).replace(/%-?(\S)/g, (whole, code: string) => dayParts[code] ?? whole);

/** Takes the place of the library's own function of this name, which tells the current date. The line leaves no trace in the text. */
const fixedDay = '{% set strftime_now = fixed_strftime %}\n';

/**
 * Whether the text of a `tokenizer_config.json` contains the chat template.
 * @throws Failure `model-file`
 */
export const hasChatTemplate = (settingsText: string): boolean =>
  Boolean(parse('tokenizer_config.json', settingsText, settingsSchema).chat_template);

/**
 * Creates a tokenizer from the texts of `tokenizer.json` and `tokenizer_config.json`.
 *
 * @param templateText of `chat_template.jinja`, for folders that have this file
 * @throws Failure `model-file` for damaged files; `model-unsupported` for a folder without a chat template
 */
export function createTokenizer(tokenizerText: string, settingsText: string, templateText?: string): Tokenizer {
  const definition = parse('tokenizer.json', tokenizerText, jsonObject);
  const settings = parse('tokenizer_config.json', settingsText, settingsSchema);
  const templates = settings.chat_template ?? templateText;
  const source = Array.isArray(templates) ? templates.find(({ name }) => name === 'default')?.template : templates;
  if (!source) throw new Failure('model-unsupported', 'tokenizer_config.json has no chat_template.');
  const template = orModelFileFailure('tokenizer_config.json: chat_template', () => {
    // As in Python, where a template has one form of line ends: the rules about blank lines know no other.
    return new Template(fixedDay + source.replace(/\r\n?/g, '\n'));
  });
  const inner = orModelFileFailure('tokenizer.json', () => new HuggingFaceTokenizer(definition, settings));
  return {
    encode: text => inner.encode(text, { add_special_tokens: false }).ids,
    decode: ids =>
      ids.length === 0
        ? ''
        : inner.decode([...ids], { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
    name: id => inner.decode([id], { skip_special_tokens: false, clean_up_tokenization_spaces: false }),
    renderChat: messages =>
      orModelFileFailure('tokenizer_config.json: chat_template', () =>
        template.render({
          messages: messages.map(({ role, content }) => ({ role, content })),
          bos_token: settings.bos_token ?? '',
          eos_token: settings.eos_token ?? '',
          add_generation_prompt: true,
          date_string: templateDay,
          fixed_strftime: formatDay,
        }),
      ),
    endToken: settings.eos_token === undefined ? undefined : inner.token_to_id(settings.eos_token),
  };
}

function parse<T>(name: string, text: string, schema: z.ZodType<T>): T {
  const json = orModelFileFailure(name, () => JSON.parse(text) as unknown);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Failure('model-file', `${name}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}.`);
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
