import { Failure } from '@/lib/core/failure';
import { tryParseJson } from '@/lib/core/json';
import { beginsAsPage } from './sources/web-page';

/** Strings, whole or cut off, which stay as they are, and numbers that Python's `json` writes although JSON has none. */
const stringOrNumber = /"(?:[^"\\]|\\[^])*(?:"|$)|-?\bInfinity\b|\bNaN\b/g;

/** Stands for NaN until the text is parsed; no text of a model begins so. */
const nan = '\u0000NaN';

/**
 * The value of a JSON file of a model folder. As Python writes them, `NaN` and `Infinity` are numbers: most stand in fields that nobody
 * reads, and a schema names the others.
 *
 * @throws Failure `model-file`, naming the file, for any other text
 */
export function parseModelJson(name: string, text: string): unknown {
  const value = tryParseJson(text) ?? parsePython(text);
  if (value !== undefined) return value;
  throw new Failure('model-file', beginsAsPage(text) ? `${name} is a web page.` : `${name} is not JSON.`);
}

function parsePython(text: string): unknown {
  try {
    const plain = text.replace(stringOrNumber, found => {
      if (found.startsWith('"')) return found;
      return found === 'NaN' ? JSON.stringify(nan) : found.replace('Infinity', '1e999');
    });
    return JSON.parse(plain, (_key, value: unknown) => (value === nan ? NaN : value));
  } catch {
    return undefined;
  }
}
