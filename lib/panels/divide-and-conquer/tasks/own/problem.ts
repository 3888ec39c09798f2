/** A problem of the user's own task. A type, not an interface, so that it is also a JSON value. */
export type OwnProblem = {
  id: string;
  input: string;
  /** Of a part: the problem that it was cut from, for prompts that show both. */
  whole?: string;
  /** What the checker compares with; null where there is nothing. */
  expected: string | null;
};

/** A line of dashes between problems. */
const BETWEEN = /^[ \t]*-{3,}[ \t\r]*$/m;
/** The last line of a problem, where it tells the expected answer. */
const EXPECTED = /\n[ \t]*=>([^\n]*)$/;

/** Problems as they are typed: separated by lines of `---`, each perhaps ending with a line `=> expected answer`. Empty ones are left out. */
export function parseProblems(text: string): OwnProblem[] {
  return text
    .split(BETWEEN)
    .map(block => {
      const found = EXPECTED.exec(`\n${block.trim()}`);
      const input = (found ? `\n${block.trim()}`.slice(0, found.index) : block).trim();
      return { input, expected: found?.[1]?.trim() || null };
    })
    .filter(({ input }) => input !== '')
    .map((problem, place) => ({ id: `problem ${place + 1}`, ...problem }));
}
