/** Keys of the outermost object of valid JSON, in order, repeats included: `JSON.parse` keeps only the last of a repeated key. */
export function topLevelNames(json: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let expectsName = false;
  for (let i = 0; i < json.length; i++) {
    const c = json[i];
    if (c === '"') {
      const start = i;
      for (i++; json[i] !== '"'; i++) if (json[i] === '\\') i++;
      if (depth === 1 && expectsName) names.push(JSON.parse(json.slice(start, i + 1)) as string);
      expectsName = false;
    } else if (c === '{' || c === '[') expectsName = ++depth === 1;
    else if (c === '}' || c === ']') depth--;
    else if (c === ',') expectsName = depth === 1;
  }
  return names;
}
