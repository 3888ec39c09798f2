import * as z from 'zod/mini';
import { asFailure, Failure } from '@/lib/core/failure';
import { tryParseJson } from '@/lib/core/json';
import { linesVersion } from './file';
import type { Line } from './file-lines';
import type { FileHead, Imported } from './imported';
import { createJsonMeter, measureJson } from './json-meter';
import type { Run } from './run';
import { type ParsedRecord, parseRecord, partLimits } from './run-schema';
import type { PanelLookup } from './spec';

const end = z.strictObject({ kind: z.literal('end'), entries: z.int(), results: z.int() });

/**
 * A run of JSON lines: `value` is its first line, `lines` are the others. `rest` is awaited after every line.
 * @param mostValues of all lines together
 */
export async function readLines(
  value: unknown,
  { loupe, kind }: FileHead,
  lines: AsyncGenerator<Line, void, void>,
  panels: PanelLookup,
  rest: () => Promise<void>,
  mostValues: number,
): Promise<Imported> {
  if (loupe > linesVersion) throw new Failure('file-malformed', 'It was made by a newer Loupe.');
  if (kind !== 'run') throw new Failure('file-malformed', 'It does not begin as an experiment or a run does.');
  const record = await parseRecord(value, panels);
  const parts: Parts = { entries: [], results: [], unread: 0 };
  const { entries, results } = parts;
  const unread = () => (parts.unread > 0 ? { unread: parts.unread } : {});
  const torn = (why: string): Imported => ({
    kind: 'run',
    run: { ...record.value, status: 'stopped', results, entries },
    torn: `${why} ${entries.length} entries and ${results.length} results were read.`,
    ...unread(),
  });
  let values = 0;
  try {
    for await (const line of lines) {
      const meter = createJsonMeter(partLimits);
      await measureJson(meter, line.text, rest).catch((error: unknown) => {
        throw at(line, asFailure(error).detail, error);
      });
      values += meter.values;
      if (values > mostValues) throw tooMany(line, mostValues);
      const part = tryParseJson(line.text);
      if (part === undefined && !line.isWhole) return torn('The file ends in the middle of a line.');
      const counts = readPart(part, line, record, parts);
      if (!counts) await rest();
      else if (counts.entries !== entries.length || counts.results !== results.length + parts.unread)
        throw at(line, `It counts ${counts.entries} entries and ${counts.results} results; others are there.`);
      else return await ended(lines, { kind: 'run', run: { ...record.value, results, entries }, ...unread() });
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    return torn('The file is cut off or damaged.');
  }
  return torn('The file ends early.');
}

/** What was read so far, and how many results were left out. */
interface Parts extends Pick<Run, 'entries' | 'results'> {
  unread: number;
}

/** Adds one line to what was read; its counts where it is the last. @throws Failure `file-malformed`, naming the line */
function readPart(
  part: unknown,
  line: Line,
  { parseEntry, parseResult }: ParsedRecord,
  parts: Parts,
): z.infer<typeof end> | undefined {
  try {
    if (part === undefined) throw new Failure('file-malformed', 'It is not JSON.');
    const { kind, ...result } = (part ?? {}) as { kind?: unknown };
    if (kind === 'end') return end.parse(part);
    if (kind !== 'result') parts.entries.push(parseEntry(part));
    else {
      const read = parseResult(result);
      if (read) parts.results.push(read);
      else parts.unread++;
    }
    return undefined;
  } catch (error) {
    throw at(line, error instanceof Failure ? error.detail : 'It is not as it should be.', error);
  }
}

/** Nothing but empty lines may follow the last. */
async function ended(lines: AsyncGenerator<Line, void, void>, imported: Imported): Promise<Imported> {
  for await (const line of lines) if (line.text.trim() !== '') throw at(line, 'It follows the end.');
  return imported;
}

const tooMany = ({ number }: Line, most: number): Failure =>
  new Failure('file-too-large', `Up to line ${number} it holds more than ${most.toLocaleString('en')} values.`);

const at = ({ number }: Line, detail: string, cause?: unknown): Failure =>
  new Failure('file-malformed', `Line ${number}: ${detail}`, { cause });
