import { ROOT } from '@tributary/e2e-installation';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const FILE = join(ROOT, 'apps/client/src/app/app-routes.ts');

/**
 * Every address of the client's router that shows a page, as written there: `/connections/:accountId/import`.
 * Read from the source, so that a page that is added is walked without a word here.
 */
export function routePaths(): readonly string[] {
  const source = ts.createSourceFile(FILE, readFileSync(FILE, 'utf8'), ts.ScriptTarget.Latest, true);
  const paths: string[] = [];
  const walk = (node: ts.Node, parent: string): void => {
    if (!ts.isObjectLiteralExpression(node)) {
      ts.forEachChild(node, (child) => {
        walk(child, parent);
      });
      return;
    }
    const path = [parent, textOf(property(node, 'path'))].filter(Boolean).join('/');
    const children = property(node, 'children');
    if (children) walk(children, path);
    else if (!property(node, 'redirectTo') && path !== '**') paths.push(`/${path}`);
  };
  walk(source, '');
  if (paths.length === 0) throw new Error(`No route was found in ${FILE}`);
  return [...new Set(paths)];
}

function property(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const found = object.properties.find((one) => one.name?.getText() === name);
  return found && ts.isPropertyAssignment(found) ? found.initializer : undefined;
}

function textOf(expression: ts.Expression | undefined): string {
  return expression && ts.isStringLiteralLike(expression) ? expression.text : '';
}
