/** An error as a server words it. */
export interface ServerError {
  /** Its sentence, else its name, else its JSON. */
  message: string;
  /** An HTTP status that it names, 400 to 599; null for none. */
  status: number | null;
  /** Its type and code, such as `rate_limit`. */
  name: string;
  /** The request field that it is about. */
  field: string | null;
  /** Tokens of the context and of the prompt, as llama.cpp reports them. */
  context?: number;
  prompt?: number;
}

type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The error in a parsed body, whichever way the server words it: `error` as a text, an object, a list or nested, `errors`, `detail`
 * (FastAPI), `message` or `msg`, or one inside a choice. Null if there is none. Beside an answer only an `error` that says something counts.
 */
export function errorIn(body: unknown): ServerError | null {
  if (Array.isArray(body))
    return body.length > 0 && body.every(isFields) ? (body.map(errorIn).find(Boolean) ?? null) : null;
  if (!isFields(body)) return null;
  for (const name of ['error', 'errors'] as const) if (saysSomething(body[name])) return describe(body, body[name]);
  const { choices } = body;
  if (Array.isArray(choices)) {
    const choice: unknown = choices[0];
    return isFields(choice) && saysSomething(choice.error) ? describe(choice, choice.error) : null;
  }
  const words = body.detail ?? body.message ?? body.msg ?? (body.object === 'error' ? body : undefined);
  return saysSomething(words) ? describe(body, words) : null;
}

function saysSomething(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.some(saysSomething);
  if (isFields(value)) return Object.values(value).some(saysSomething);
  return value === true || (typeof value === 'number' && value !== 0);
}

/** The error with the facts beside it, where it has none itself. */
function describe(around: Fields, error: unknown): ServerError {
  const inner = read(error, 0);
  const { error: _error, errors: _errors, choices: _choices, ...rest } = around;
  const outer = read(rest, 0);
  const facts = { ...outer, ...inner };
  const name = inner.name || outer.name || '';
  return {
    ...facts,
    message: inner.message || outer.message || name || JSON.stringify(error),
    status: facts.status ?? null,
    name,
    field: facts.field ?? null,
  };
}

const deepest = 4;

/** What a part of an error says; a field that it does not have is absent. */
function read(value: unknown, depth: number): Partial<ServerError> {
  if (typeof value === 'string') return { message: value };
  if (depth > deepest) return {};
  if (Array.isArray(value)) {
    const all = value.slice(0, 3).map(item => read(item, depth + 1));
    const message = all.flatMap(part => part.message || []).join('; ');
    return { ...all[0], ...(message && { message }) };
  }
  if (!isFields(value)) return {};
  const nested = value.error ?? value.errors ?? value.detail ?? value.message ?? value.msg ?? value.status_msg;
  const status = [value.code, value.status, value.status_code, value.http_code].map(Number).find(isErrorStatus);
  const name = [value.type, value.code, value.status].filter(part => typeof part === 'string' && !/^\d*$/.test(part));
  const field = typeof value.param === 'string' ? value.param : lastName(value.loc);
  const context = count(value.n_ctx);
  const prompt = count(value.n_prompt_tokens);
  const inner = read(nested, depth + 1);
  return {
    ...(status !== undefined && { status }),
    ...(name.length > 0 && { name: name.join(' ') }),
    ...(field && { field }),
    ...(context && { context }),
    ...(prompt && { prompt }),
    ...inner,
    // FastAPI's words do not repeat the field that they are about.
    ...(inner.message && field && !inner.message.includes(field) && { message: `${inner.message} (${field})` }),
  };
}

const isErrorStatus = (status: number): boolean => Number.isInteger(status) && status >= 400 && status <= 599;
const count = (value: unknown): number | undefined => (Number.isInteger(value) ? (value as number) : undefined);

/** FastAPI names a field by its path: `['body', 'stop', 0]`. */
const lastName = (path: unknown): string | undefined =>
  Array.isArray(path) ? path.findLast((part): part is string => typeof part === 'string') : undefined;
