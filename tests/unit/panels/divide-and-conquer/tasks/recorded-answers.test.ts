import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CallEntry } from '@/lib/experiment/entry';
import { parseNumber, parseParts } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/parse';
import { parseLine, parseList } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/parse-lines';
import { readRecorded } from '@/tests/support/recorded';

const folder = 'public/experiments';
/** Recorded runs; the other files are lists and figures. */
const files = readdirSync(folder).filter(file => readFileSync(`${folder}/${file}`, 'utf8').includes('"kind": "run"'));

/** The reader of the answer to one of the arithmetic prompts. */
function readerOf(prompt: string): (text: string) => unknown {
  if (prompt.startsWith('Split the digits')) return parseParts;
  if (prompt.includes('Reply with the list only')) return parseList;
  if (prompt.startsWith('Write the program')) return parseLine;
  return parseNumber;
}

describe('the answers of the embedded model that come with the site', () => {
  it.each(files)('are read as they were when %s was recorded', file => {
    const calls = readRecorded(`${folder}/${file}`).entries.filter(
      (entry): entry is CallEntry => entry.kind === 'call' && entry.parsed !== undefined,
    );
    expect(calls.length).toBeGreaterThan(0);
    for (const { request, text, parsed } of calls) {
      expect([text, readerOf(request.messages.at(-1)?.content ?? '')(text)]).toEqual([text, parsed]);
    }
  });
});
