import { Environment, Interpreter, Template } from '@huggingface/jinja';
import type { Message } from './generation/request';

/** Renders the prompt of a chat. */
export type ChatTemplate = (messages: readonly Message[], specialTokens: Record<string, string>) => string;

/**
 * What one rendering may do. A template comes with its folder, and one that loops would hold its thread for ever: counted steps end it at
 * the same place on every machine, as no clock does.
 */
const limits = {
  /** Expressions evaluated, and items of the lists that they gave, some seconds in all. A chat of 100 messages takes some ten thousand. */
  steps: 250_000,
  /** Characters of the texts that expressions gave, a text counted each time: a prompt of 1 MB counts some dozen times. */
  characters: 200_000_000,
} as const;

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

/**
 * Reads a chat template. What it makes throws, too, where the template calls `raise_exception` or goes beyond {@link limits}.
 *
 * @throws SyntaxError, or another error of the library
 */
export function readChatTemplate(source: string): ChatTemplate {
  // As in Python, where a template has one form of line ends: the rules about blank lines know no other.
  const { parsed } = new Template(source.replace(/\r\n?/g, '\n'));
  return (messages, specialTokens) => {
    const names = {
      ...globals,
      ...specialTokens,
      messages: messages.map(({ role, content }) => ({ role, content })),
      add_generation_prompt: true,
      date_string: templateDay,
    };
    const environment = new Environment();
    for (const [name, value] of Object.entries(names)) environment.set(name, value);
    return String(new BoundedInterpreter(environment).run(parsed).value);
  };
}

/** What every template may call, as in the library, but for the day and for lists that are too long to be made. */
const globals = {
  ...{ true: true, false: false, none: null, True: true, False: false, None: null },
  strftime_now: formatDay,
  raise_exception(reason: unknown) {
    throw new Error(String(reason));
  },
  range(first: number, end?: number, step = 1): number[] {
    const [from, to] = end === undefined ? [0, first] : [first, end];
    const length = Math.max(0, Math.ceil((to - from) / step));
    if (step === 0 || Number.isNaN(length)) throw new Error('range() takes numbers, and a step that is not 0.');
    if (length > limits.steps) throw tooMuch();
    return Array.from({ length }, (_, index) => from + index * step);
  },
};

const tooMuch = () => new Error('It does not come to an end, or writes far more than the chat holds.');

/** Every expression and statement goes through `evaluate`. */
class BoundedInterpreter extends Interpreter {
  private steps = 0;
  private characters = 0;

  override evaluate(...[statement, environment]: Parameters<Interpreter['evaluate']>) {
    const result = super.evaluate(statement, environment);
    const { value } = result;
    this.steps++;
    if (typeof value === 'string') this.characters += value.length;
    else if (Array.isArray(value)) this.steps += value.length;
    else if (value instanceof Map) this.steps += value.size;
    if (this.steps > limits.steps || this.characters > limits.characters) throw tooMuch();
    return result;
  }
}
