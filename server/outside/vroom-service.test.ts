import { expect, it } from 'vitest';

import { createVroomService } from './vroom-service.ts';

type Problem = Parameters<ReturnType<typeof createVroomService>['solve']>[0];
const PROBLEM = { jobs: [], vehicles: [] } as unknown as Problem;
const ANSWER = { code: 0, summary: { cost: 0, unassigned: 0 }, unassigned: [], routes: [] };

/** Hands a problem to an optimiser that answers so. */
async function solved(answer: () => Promise<Response>, signal = new AbortController().signal) {
  const asked: unknown[] = [];
  const service = createVroomService('https://vroom.example/', async (address, init) => {
    asked.push([address, init?.method, init?.body, init?.redirect]);
    return await answer();
  });
  return { outcome: await service.solve(PROBLEM, signal), asked };
}

it('an optimiser outside gets the problem as JSON, and its answer is read', async () => {
  const { outcome, asked } = await solved(async () => Response.json(ANSWER));
  expect(outcome).toMatchObject({ code: 0, routes: [] });
  expect(asked).toEqual([['https://vroom.example/', 'POST', JSON.stringify(PROBLEM), 'error']]);
});

it('an optimiser that fails or says something else counts as out of reach', async () => {
  const answers = [
    async () => Response.json(ANSWER, { status: 500 }),
    async () => new Response('<html>'),
    async () => Response.json({ routes: 'none' }),
    () => Promise.reject(new TypeError('network')),
  ];
  for (const answer of answers) expect((await solved(answer)).outcome).toBe('unreachable');
});

it('an optimiser that takes longer than it may is late', async () => {
  const given = await solved(() => Promise.reject(new Error('aborted')), AbortSignal.abort());
  expect(given.outcome).toBe('late');
});
