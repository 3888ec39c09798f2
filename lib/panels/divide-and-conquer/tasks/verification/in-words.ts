const CONTRADICTS = /contradict|inconsistent|inaccurate|unsupported|misaligned|conflict/;
const AGREES = /(?<!in|un|mis|dis)(?:in line|consistent|aligned|aligns|supported|agrees|accurate)/;
/** Up to 60 characters within one clause, so that "no statement of the summary contradicts" is a denial. */
const DENIED =
  /(?:(?<!\p{L})(?:no|not|never|none|neither|nor|nothing|without)(?!\p{L})|cannot|n['’]t(?!\p{L}))[^,]{0,60}?(?:contradict|inconsistent|inaccurate|conflict|in line|consistent|align|supported|agree|accurate)/u;
/** What is asked, not said. */
const ASKS = /\?\s*$|(?<!\p{L})(?:whether|if)(?!\p{L})/u;

/**
 * What an answer without a yes or no, an A or B says in words about a contradiction: true where a clause affirms one, false where it is
 * denied or agreement is affirmed; undefined where nothing of the kind is said.
 */
export function contradictsInWords(text: string): boolean | undefined {
  const clauses = text.toLowerCase().match(/[^.;!?\n]+[.;!?\n]?/g) ?? [];
  const findings = clauses
    .filter(clause => !ASKS.test(clause))
    .flatMap(clause => {
      if (CONTRADICTS.test(clause)) return [!DENIED.test(clause)];
      return AGREES.test(clause) ? [DENIED.test(clause)] : [];
    });
  return findings.length === 0 ? undefined : findings.includes(true);
}
