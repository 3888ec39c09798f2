/** One kind of trouble, tried many times. */
export interface Trial {
  /** The word that runs it alone: `npm run torture -- links`. */
  id: string;
  /** What is tried and what must hold, as a row of a table. */
  what: string;
  /** Whether it needs the built site. */
  onSite?: boolean;
  run(): Promise<Outcome>;
}

export interface Outcome {
  tried: number;
  passed: number;
  /** What was counted on the way, in words. */
  counted: string;
  /** The first faults, each with what it takes to see it again. */
  faults: string[];
}

/** Thrown where something does not hold. */
export class Fault extends Error {
  override readonly name = 'Fault';
}

/** @throws Fault */
export function hold(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Fault(what);
}

/** Faults that are kept in words; all are counted. */
const mostFaults = 10;

/** Tries every case, one after the other. A case passes unless it throws. */
export async function tryAll<T>(
  cases: Iterable<readonly [name: string, given: T]>,
  body: (given: T, name: string) => unknown,
): Promise<Omit<Outcome, 'counted'>> {
  let [tried, passed] = [0, 0];
  const faults: string[] = [];
  for (const [name, given] of cases) {
    tried++;
    try {
      await body(given, name);
      passed++;
    } catch (error) {
      if (faults.length < mostFaults) faults.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { tried, passed, faults };
}

/** `3 file-torn, 2 link-malformed`: how often each word was said, most often first. */
export class Counts {
  private readonly counts = new Map<string, number>();
  add(word: string): void {
    this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
  }
  toString(): string {
    return [...this.counts]
      .sort(([, a], [, b]) => b - a)
      .map(([word, count]) => `${count.toLocaleString('en')} ${word}`)
      .join(', ');
  }
}
