import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { type FailureKind, failures } from '@/lib/core/failure';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The kinds that code throws: in `new Failure(kind)`, `parseJson(text, kind)`, a record `{ kind }`, or a table of error names. */
export const thrownKinds = (...folders: string[]): Set<FailureKind> =>
  kindsIn(folders, (literal, file) => {
    if (file.endsWith('webllm/errors.ts')) return true;
    return ancestors(literal).some(
      ([node, child]) =>
        (ts.isNewExpression(node) && node.expression.getText() === 'Failure' && node.arguments?.[0] === child) ||
        (ts.isCallExpression(node) && node.expression.getText() === 'parseJson' && node.arguments[1] === child) ||
        (ts.isPropertyAssignment(node) && node.name.getText() === 'kind' && node.initializer === child),
    );
  });

/** The kinds that tests expect: in an assertion `expect(…)…(kind)`, or in the rows of `it.each`. */
export const assertedKinds = (...folders: string[]): Set<FailureKind> =>
  kindsIn(folders, literal =>
    ancestors(literal).some(([node]) => {
      if (!ts.isCallExpression(node)) return false;
      return /^(await )?expect\b/.test(node.expression.getText()) || /\.each$/.test(node.expression.getText());
    }),
  );

function kindsIn(folders: readonly string[], accept: (literal: ts.Node, file: string) => boolean): Set<FailureKind> {
  const found = new Set<FailureKind>();
  const visit = (node: ts.Node, file: string): void => {
    if (ts.isStringLiteral(node) && isKind(node.text) && accept(node, file)) found.add(node.text);
    ts.forEachChild(node, child => visit(child, file));
  };
  for (const folder of folders)
    for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name)) continue;
      const file = path.join(root, folder, name);
      visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true), file);
    }
  return found;
}

const isKind = (text: string): text is FailureKind => Object.hasOwn(failures, text);

/** The nodes around a node, each with its child on the way, from the inside out. */
function ancestors(node: ts.Node): [ts.Node, child: ts.Node][] {
  const all: [ts.Node, ts.Node][] = [];
  for (let child = node; child.parent; child = child.parent) all.push([child.parent, child]);
  return all;
}
