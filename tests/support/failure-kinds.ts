import ts from 'typescript';
import { type FailureKind, failures } from '@/lib/core/failure';
import { ancestors, filesIn, parse } from './syntax';

/** The kinds that code throws: in `new Failure(kind)`, `parseJson(text, kind)`, a record `{ kind }`, or a table of error names. */
export function thrownKinds(...folders: string[]): Set<FailureKind> {
  const isThrown = (literal: ts.Node): boolean =>
    ancestors(literal).some(
      ([node, child]) =>
        (ts.isNewExpression(node) && node.expression.getText() === 'Failure' && node.arguments?.[0] === child) ||
        (ts.isCallExpression(node) && node.expression.getText() === 'parseJson' && node.arguments[1] === child) ||
        (ts.isPropertyAssignment(node) && node.name.getText() === 'kind' && node.initializer === child),
    );
  return new Set(
    filesIn(...folders).flatMap(file =>
      kindsIn(parse(file), file.endsWith('webllm/errors.ts') ? () => true : isThrown),
    ),
  );
}

/** The kinds that a test expects: in an assertion `expect(…)…(kind)`, or in the rows of `it.each`. */
export const assertedKinds = (test: ts.Node): FailureKind[] =>
  kindsIn(test, literal =>
    ancestors(literal).some(
      ([node]) =>
        ts.isCallExpression(node) &&
        (/^(await )?expect\b/.test(node.expression.getText()) || /\.each$/.test(node.expression.getText())),
    ),
  );

function kindsIn(root: ts.Node, accept: (literal: ts.Node) => boolean): FailureKind[] {
  const found: FailureKind[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && isKind(node.text) && accept(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

const isKind = (text: string): text is FailureKind => Object.hasOwn(failures, text);
