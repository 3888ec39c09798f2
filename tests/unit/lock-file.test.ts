import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { holdFile } from '../../scripts/experiment/lock-file';
import { Refusal } from '../../scripts/experiment/refusal';

let folder: string;
let file: string;
let lock: string;
let number = 0;
beforeAll(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'loupe-lock-'))));
beforeEach(() => {
  file = path.join(folder, `${++number}.jsonl`);
  lock = `${file}.lock`;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const me = { pid: process.pid, host: os.hostname(), birth: null, since: 1.8e12 };

/** The number of a process that has just ended. */
const goneProcess = () =>
  new Promise<number>(resolve => {
    const child = spawn(process.execPath, ['-e', '']);
    child.on('close', () => resolve(child.pid ?? 0));
  });

describe('a file that a process holds', () => {
  it('is refused to another, with who holds it, until it is let go', async () => {
    const release = await holdFile(file);
    await expect(holdFile(file)).rejects.toThrow(Refusal);
    await expect(holdFile(file)).rejects.toThrow(`is being written by process ${process.pid}, since 20`);
    await release();
    await (
      await holdFile(file)
    )();
    expect((await readdir(folder)).filter(name => name.startsWith(`${number}.`))).toEqual([]);
  });

  it('is held by one, however many try at once, also where a lock was left', async () => {
    await writeFile(lock, JSON.stringify({ ...me, pid: await goneProcess() }));
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => holdFile(file)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each([
    ['has ended', async () => JSON.stringify({ ...me, pid: await goneProcess() })],
    ['had the number of this one before it', async () => JSON.stringify(me)],
    ['had a number that another process has now', async () => JSON.stringify({ ...me, pid: process.ppid, birth: '1' })],
    ['died while it wrote it', async () => '{"pid":'],
    ['wrote what is no process', async () => '{"pid":-1,"host":"x"}'],
  ])('is free where the process %s', async (_, text) => {
    await writeFile(lock, await text());
    const release = await holdFile(file);
    expect(JSON.parse(await readFile(lock, 'utf8'))).toMatchObject({ pid: process.pid, host: os.hostname() });
    await release();
  });

  it('is not free where the process runs, or is on another machine', async () => {
    await writeFile(lock, JSON.stringify({ ...me, pid: process.ppid }));
    await expect(holdFile(file)).rejects.toThrow(`process ${process.ppid}, since 2027-`);
    await writeFile(lock, JSON.stringify({ ...me, pid: await goneProcess(), host: 'elsewhere' }));
    await expect(holdFile(file)).rejects.toThrow(`on elsewhere, since 2027-`);
    await expect(holdFile(file)).rejects.toThrow(`or remove ${lock}, if that process no longer runs.`);
  });
});
