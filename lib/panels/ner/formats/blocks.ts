import { dataLimits, thousands } from '@/lib/data/limits';
import { linesOf } from '@/lib/data/lines';
import type { CorpusFile } from './contract';

/** Lines of a block. A sentence of 20,000 characters has no more tokens, and comments are few. */
const mostLines = dataLimits.field + 100;

/** Characters of a line: a token, its columns and what is noted beside it. */
const longestRow = 100_000;

export interface BlockLine {
  line: number;
  text: string;
}

/** Lines between two empty ones. */
export interface Block {
  lines: BlockLine[];
  /** Why the block cannot be read, and the line of it; its lines are then not complete. */
  fault: { line: number; reason: string } | undefined;
}

/** The blocks of a file, in batches. */
export async function* blocksOf(file: CorpusFile): AsyncGenerator<Block[], void, void> {
  let open: Block = { lines: [], fault: undefined };
  let count = 0;
  for await (const lines of linesOf(file.pieces(), longestRow)) {
    const blocks: Block[] = [];
    for (const { line, text } of lines) {
      if (text !== null && /^[ \t]*$/.test(text)) {
        if (count > 0) blocks.push(open);
        open = { lines: [], fault: undefined };
        count = 0;
        continue;
      }
      count++;
      if (text === null) open.fault ??= { line, reason: `It is longer than ${thousands(longestRow)} characters.` };
      else if (open.lines.length < mostLines) open.lines.push({ line, text });
      else
        open.fault ??= {
          line,
          reason: `Its sentence has more than ${thousands(mostLines)} lines; is an empty line missing?`,
        };
    }
    if (blocks.length > 0) yield blocks;
  }
  if (count > 0) yield [open];
}
