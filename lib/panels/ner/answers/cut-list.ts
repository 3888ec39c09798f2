/**
 * An answer that was cut at the limit of its tokens, with the list that does not end closed behind its last whole item. By the rules of the
 * reference implementation such a list is none, so that an answer of forty entities would be lost with the forty-first. A list that was cut
 * in its first item is left out: a model that repeats its list until the limit has said it before. An answer whose lists all end stays as it
 * is. Takes linear time.
 */
export function withoutCutItem(answer: string): string {
  for (let from = answer.indexOf('['); from >= 0;) {
    const { end, whole } = listFrom(answer, from);
    if (end === null) return whole > from + 1 ? `${answer.slice(0, whole)}]` : answer.slice(0, from);
    from = answer.indexOf('[', end);
  }
  return answer;
}

/**
 * Where the list that begins at `from` ends, or null, and where its last whole object ends. Brackets inside the texts of JSON or Python are none.
 */
function listFrom(answer: string, from: number): { end: number | null; whole: number } {
  let whole = from + 1;
  let depth = 0;
  let quote = '';
  for (let at = from; at < answer.length; at++) {
    const sign = answer.charAt(at);
    if (quote !== '') {
      if (sign === '\\') at++;
      else if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '[' || sign === '{') depth++;
    else if (sign === ']' || sign === '}') {
      depth--;
      if (depth === 0) return { end: at + 1, whole };
      if (depth === 1 && sign === '}') whole = at + 1;
    }
  }
  return { end: null, whole };
}
