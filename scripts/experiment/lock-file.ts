import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { tryParseJson } from '@/lib/core/json';
import { Refusal } from './refusal';

/** Who holds a lock file. */
interface Holder {
  pid: number;
  host: string;
  /** When the process began, as its system counts: a number that was given to another process since tells the two apart. */
  birth: string | null;
  /** Milliseconds since 1970. */
  since: number;
}

/** The lock files of this process. */
const own = new Set<string>();

/**
 * Makes this process the only one that writes `file`, by a file beside it that names the process. One that a process left which is gone
 * (killed, or before a restart of the machine) is taken over.
 *
 * @returns what ends it
 * @throws Refusal where another process holds it, and what the file system throws
 */
export async function holdFile(file: string): Promise<() => Promise<void>> {
  const name = `${file}.lock`;
  const me: Holder = {
    pid: process.pid,
    host: os.hostname(),
    birth: (await look(process.pid)).birth,
    since: Date.now(),
  };
  while (!(await create(name, `${JSON.stringify(me)}\n`))) {
    const text = await readFile(name, 'utf8').catch(() => null);
    // Its holder has just ended.
    if (text === null) continue;
    const holder = readHolder(text);
    if (holder && !(await isGone(name, holder))) throw new Refusal(wordsOf(holder, file, name));
    await takeAway(name, text);
  }
  own.add(name);
  return async () => {
    own.delete(name);
    await rm(name, { force: true });
  };
}

/** False where the file is there. It appears with its whole content, so that nobody reads half of it. */
async function create(name: string, text: string): Promise<boolean> {
  const draft = `${name}.${process.pid}`;
  await writeFile(draft, text);
  try {
    await link(draft, name).catch((error: NodeJS.ErrnoException) => {
      // Some file systems have no links: there, a crash between the two steps of this leaves an empty file, which nobody holds.
      if (error.code === 'EEXIST') throw error;
      return writeFile(name, text, { flag: 'wx' });
    });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes a lock that nobody holds. Another process may do the same at this moment and hold it already: then it is put back. */
async function takeAway(name: string, stale: string): Promise<void> {
  const aside = `${name}.${process.pid}.old`;
  try {
    await rename(name, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== stale) await link(aside, name).catch(() => {});
  await rm(aside, { force: true });
}

/** Null for what no process has written whole. */
function readHolder(text: string): Holder | null {
  const { pid, host, birth, since } = (tryParseJson(text) ?? {}) as Partial<Record<keyof Holder, unknown>>;
  if (typeof pid !== 'number' || !Number.isInteger(pid) || pid < 1 || typeof host !== 'string') return null;
  return { pid, host, birth: typeof birth === 'string' ? birth : null, since: Number(since) || 0 };
}

/** Of a process on another machine nobody knows. */
async function isGone(name: string, { pid, host, birth }: Holder): Promise<boolean> {
  if (host !== os.hostname()) return false;
  if (pid === process.pid) return !own.has(name);
  const process_ = await look(pid);
  return !process_.isAlive || (birth !== null && process_.birth !== null && birth !== process_.birth);
}

/** Whether a process of this machine runs, and, where the system says so (Linux), when it began. */
async function look(pid: number): Promise<{ isAlive: boolean; birth: string | null }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return { isAlive: isSignalled(pid), birth: null };
  // `pid (name) state ...`, where the name may hold anything; the 22nd field is the start (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { isAlive: fields[0] !== 'Z', birth: fields[19] ?? null };
}

function isSignalled(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function wordsOf({ pid, host, since }: Holder, file: string, name: string): string {
  const isHere = host === os.hostname();
  return [
    `${file} is being written by process ${pid}${isHere ? '' : ` on ${host}`}, since ${new Date(since).toISOString()}.`,
    'Nothing was sent.',
    isHere
      ? 'Wait until it has ended, stop it, or choose another --out.'
      : `Choose another --out; or remove ${name}, if that process no longer runs.`,
  ].join(' ');
}
