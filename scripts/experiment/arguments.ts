import path from 'node:path';
import { parseArgs } from 'node:util';
import type { LeftOut } from '@/lib/engines/endpoint/fields';

/** What the command line asks for. */
export interface Arguments {
  /** A link, the fragment of one, or a file. */
  source: string;
  engine?: 'embedded' | 'endpoint' | 'recorded';
  baseUrl?: string;
  model?: string;
  concurrency: number;
  /** Seconds to wait in all for an endpoint that answers no call. */
  patience: number;
  /** Settings that are not sent to an endpoint which refuses them. */
  leaveOut: LeftOut[];
  /** Whether a run of very many calls to an endpoint may begin. */
  yes: boolean;
  /** Name of the environment variable that holds the key; a key itself is never an argument, which other users of a machine can see. */
  keyName: string;
  out?: string;
  /** Whether the run file that is the source is continued. */
  resume: boolean;
  /** The user's own data, where the experiment needs it. */
  data: string[];
  /** Where to write the counts of the run, small enough for a page to show. */
  summary?: string;
  /** Where to write the run as a page to read. */
  report?: string;
}

/** A mistake in the command itself: told with how to write it, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const usage = `Runs an experiment without a browser and prints its table.

  npm run experiment -- <link or file> [options]

  <link or file>        a link from "Copy link", the part of it after #, an experiment file, a run file or a summary
  --engine <name>       embedded (the model that ships with Loupe), endpoint (an OpenAI-compatible server),
                        or recorded (answers from the given run file); default: what the experiment names
  --base-url <url>      of the endpoint, usually ending in /v1
  --model <id>          the model's name at the endpoint, or another folder in public/models
  --concurrency <n>     calls under way at once at an endpoint, 1 to 4096; default 8
  --patience <s>        how long to wait in all for an endpoint that answers no call, in seconds; default 60
  --leave-out <names>   temperature, top_p or both (with a comma): not sent, for an endpoint that refuses them;
                        its own values are used, which changes the experiment
  --yes                 begins also where more than 1,000 calls to an endpoint are planned
  --key-env <name>      environment variable that holds the endpoint's key; default LOUPE_API_KEY
  --out <file>          writes the run there, and its calls as they come beside it (<file>.journal.jsonl):
                        the same command after an interruption goes on where it stopped, and after calls that got
                        no answer asks only these again. The name says the form:
                        .jsonl (lines, any size), .jsonl.gz (compressed), .json (one value, up to 20 MB)
  --resume              continues the given run file: asks only what has no answer in it, of the same model
  --data <file>         your own data, where the experiment needs it (again for each further file)
  --report <file.html>  writes the run as one page to read, which needs no network and no script
  --summary <file.json> writes the counts alone: what a chart needs, without the calls

Exit codes: 0 all calls answered, 1 something failed or was not answered, 2 the command is not right or cannot
begin (nothing was sent), 130 stopped.
`;

/** Reads the arguments. Null where help is asked for. Throws UsageError. */
export function readArguments(argv: string[]): Arguments | null {
  const { values, positionals } = parse(argv);
  if (values.help) return null;
  const [source, ...more] = positionals;
  if (source === undefined || source === '') throw new UsageError('Name a link or a file.');
  if (more.length > 0) throw new UsageError(`One link or file at a time, not also ${quoted(more[0])}.`);
  const { engine, model, out, summary, report } = values;
  if (engine !== undefined && engine !== 'embedded' && engine !== 'endpoint' && engine !== 'recorded')
    throw new UsageError(`There is no engine ${quoted(engine)} outside a browser: embedded, endpoint or recorded.`);
  const concurrency = Number(values.concurrency ?? 8);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 4096)
    throw new UsageError('--concurrency is a whole number from 1 to 4096.');
  const written = [out, summary, report].filter(name => name !== undefined).map(name => path.resolve(name));
  if (new Set(written).size < written.length)
    throw new UsageError('--out, --summary and --report each need a file of their own.');
  const patience = Number(values.patience ?? 60);
  if (!(patience >= 0 && patience <= 604_800)) throw new UsageError('--patience is a number of seconds, up to a week.');
  return {
    source,
    concurrency,
    resume: values.resume ?? false,
    patience,
    leaveOut: readLeftOut(values['leave-out']),
    yes: values.yes ?? false,
    data: values.data ?? [],
    keyName: values['key-env'] ?? 'LOUPE_API_KEY',
    ...(engine && { engine }),
    ...(values['base-url'] !== undefined && { baseUrl: values['base-url'] }),
    ...(model !== undefined && { model }),
    ...(out !== undefined && { out }),
    ...(summary !== undefined && { summary }),
    ...(report !== undefined && { report }),
  };
}

function readLeftOut(names: string | undefined): LeftOut[] {
  return (names ?? '')
    .split(',')
    .filter(name => name !== '')
    .map(name => {
      if (name === 'temperature' || name === 'top_p') return name;
      throw new UsageError(`--leave-out takes temperature and top_p, not ${quoted(name)}.`);
    });
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        engine: { type: 'string' },
        'base-url': { type: 'string' },
        model: { type: 'string' },
        concurrency: { type: 'string' },
        patience: { type: 'string' },
        'leave-out': { type: 'string' },
        yes: { type: 'boolean' },
        'key-env': { type: 'string' },
        out: { type: 'string' },
        summary: { type: 'string' },
        report: { type: 'string' },
        data: { type: 'string', multiple: true },
        resume: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

const quoted = (text: string | undefined): string => JSON.stringify((text ?? '').slice(0, 60));
