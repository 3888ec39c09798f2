import { random } from '@/lib/core/random';
import { chainOfThought } from '@/lib/panels/divide-and-conquer/strategies/chain-of-thought';
import { divideAndConquer } from '@/lib/panels/divide-and-conquer/strategies/divide-and-conquer';
import { leastToMost } from '@/lib/panels/divide-and-conquer/strategies/least-to-most';
import { sampleHeldOut } from '@/lib/panels/divide-and-conquer/tasks/multiplication/problem';
import { multiplication } from '@/lib/panels/divide-and-conquer/tasks/multiplication/task-prompts';
import { drawOptions, LONGEST } from '../corpus/problems';
import { perfectScope, type Transcript } from '../corpus/transcripts';

/** Calls as short as one digit times another would be half of all, and compress nothing. */
const SHORTEST = 60;

/** `count` perfect calls on held-out products of two digits and more: chains of thought, merges, and steps of least-to-most. */
export async function heldOutTranscripts(count: number): Promise<Transcript[]> {
  const stream = random(22).fork('transcripts');
  const found: Transcript[] = [];
  for (let i = 0; found.length < count; i++) {
    const problem = sampleHeldOut(stream, 2 + (i % (LONGEST - 1)));
    const strategy = [chainOfThought, divideAndConquer, leastToMost][i % 3]!;
    const calls: Transcript[] = [];
    await strategy.solve(
      multiplication,
      problem,
      drawOptions(stream),
      perfectScope(call => calls.push(call)),
    );
    const long = calls.filter(({ answer }) => answer.length >= SHORTEST);
    const drawn = long[stream.integer(0, long.length - 1)];
    if (drawn) found.push(drawn);
  }
  return found;
}
