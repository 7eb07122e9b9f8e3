import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { SUBJECTS } from '#server/app-features.ts';
import type { createApp } from '#server/app.ts';
import { openApiDocument } from '#server/http/openapi.ts';

/** In the folder of a run: what the interface declares, and what it was seen to answer. */
export const DECLARED = 'declared.json';
export const ANSWERED = 'answered.txt';

/**
 * Notes each declared status that the app answers in the folder of the run. An answer that its route
 * does not declare, and any server error that it does not, ends the test that got it.
 */
export function logAnswers(app: ReturnType<typeof createApp>, folder: string): void {
  const routes = routesOf(app);
  const declared = routes.flatMap(({ name, statuses }) =>
    statuses.map((status) => `${name} ${status}`),
  );
  writeFileSync(join(folder, DECLARED), JSON.stringify(declared));
  const known = new Set(declared);
  const seen = new Set<string>();
  const answer = app.fetch;
  app.fetch = async (request, ...rest) => {
    const response = await answer(request, ...rest);
    const { pathname } = new URL(request.url);
    const route = routes.find(
      ({ method, pattern }) => method === request.method && pattern.test(pathname),
    );
    if (route === undefined) return response;
    const line = `${route.name} ${response.status}`;
    if (!known.has(line)) {
      throw new Error(`undeclared: ${line} ${await response.clone().text()}`);
    }
    if (!seen.has(line)) appendFileSync(join(folder, ANSWERED), `${line}\n`);
    seen.add(line);
    return response;
  };
}

type Route = { name: string; method: string; pattern: RegExp; statuses: number[] };
const listed = new Map<string, Route[]>();

/** Lists the documented routes of an app; of apps with the same routes it writes the document of the first one only. */
function routesOf(app: ReturnType<typeof createApp>): Route[] {
  const mounted = app.openAPIRegistry.definitions
    .flatMap((one) => (one.type === 'route' ? [one.route] : []))
    .map(({ method, path, responses }) => `${method} ${path} ${Object.keys(responses).join(' ')}`)
    .join('\n');
  const routes = listed.get(mounted) ?? listRoutes(app);
  listed.set(mounted, routes);
  return routes;
}

/** The documented routes, those with a fixed address first, since they win over patterns. */
function listRoutes(app: ReturnType<typeof createApp>): Route[] {
  return Object.entries(openApiDocument(app, SUBJECTS).paths ?? {})
    .toSorted(([a], [b]) => Number(a.includes('{')) - Number(b.includes('{')))
    .flatMap(([path, item]) =>
      (['get', 'post'] as const).flatMap((method) => {
        const operation = item[method];
        if (operation === undefined) return [];
        const name = `${method.toUpperCase()} ${path}`;
        const pattern = new RegExp(
          `^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`,
        );
        const statuses = Object.keys(operation.responses ?? {}).map(Number);
        return [{ name, method: method.toUpperCase(), pattern, statuses }];
      }),
    );
}
