import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** All files of TypeScript below folders of the repository, by their paths in it. */
export const filesIn = (...folders: string[]): string[] =>
  folders.flatMap(folder =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.tsx?$/.test(name))
      .map(name => path.posix.join(folder, name)),
  );

/** The syntax of a file of the repository. @throws Error where there is no such file */
export const parse = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);

/** The nodes around a node, each with its child on the way, from the inside out. */
export function ancestors(node: ts.Node): [ts.Node, child: ts.Node][] {
  const all: [ts.Node, ts.Node][] = [];
  for (let child = node; child.parent; child = child.parent) all.push([child.parent, child]);
  return all;
}

/** The tests of a file by their own titles, as these are written there; those of the same title together. */
export function testsOf(file: string): Map<string, ts.Node[]> {
  const tests = new Map<string, ts.Node[]>();
  const visit = (node: ts.Node): void => {
    const title = titleOf(node);
    if (title !== undefined) tests.set(title, [...(tests.get(title) ?? []), node]);
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  return tests;
}

/** Of `it(title, …)`, `test(…)` and `it.each(rows)(title, …)`. */
function titleOf(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const [title, body] = node.arguments;
  if (!title || !body || !/^(it|test)\b/.test(node.expression.getText())) return undefined;
  if (ts.isStringLiteralLike(title)) return title.text;
  return ts.isTemplateExpression(title) ? title.getText().slice(1, -1) : undefined;
}
