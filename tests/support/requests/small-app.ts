import { Hono } from 'hono';

import type { Deps } from '#server/deps.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { answerError } from '#server/http/problem-response.ts';

type Known = Partial<Omit<AppEnv['Variables'], 'deps'>>;
type GivenDeps = { [Name in keyof Deps]?: unknown };

/** The map of a process that has everything. */
const NOTHING_TO_COME = { points: { settled: () => undefined } };

/** Makes an app without routes that knows these dependencies and variables, and answers refusals as the server does. */
export function smallApp(deps: GivenDeps = {}, known: Known = {}): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.onError(answerError);
  app.use(async (context, next) => {
    const variables = { requestId: 'request-1', ...known };
    for (const [name, value] of Object.entries(variables)) {
      context.set(name as keyof typeof variables, value as never);
    }
    context.set('deps', { ...NOTHING_TO_COME, ...deps } as unknown as Deps);
    await next();
  });
  return app;
}

/** Reads the code of a refusal; the status where the answer is none. */
export async function outcomeOf(answer: Response | Promise<Response>): Promise<string | number> {
  const given = await answer;
  if (given.ok || given.headers.get('content-type')?.includes('problem') !== true) {
    return given.status;
  }
  return ((await given.json()) as { code: string }).code;
}
