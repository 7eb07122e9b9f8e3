import type { APIRequest, APIRequestContext } from '@playwright/test';

import type { Role } from '#server/contract/permission.ts';
import type { PointDetail, PointPage, PointSummary } from '#server/contract/point.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';

import { productUrl, sessionOf } from './product.ts';

/** Name of the place near which the story's places lie: in the commune of the leader. */
const NEAR = 'Karaoke Minh Họa Số 2';

/** Somebody who works without a screen, through the interface. */
export async function clerk(request: APIRequest, role: Role) {
  const storageState = await sessionOf(request, role);
  const context = await request.newContext({ baseURL: productUrl(), storageState });
  return {
    async does<Answer>(path: string, data: unknown): Promise<Answer> {
      const headers = { 'idempotency-key': crypto.randomUUID() };
      const answer = await context.post(path, { data, headers });
      if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
      return await answer.json();
    },
    named: (name: string) => pointNamed(context, name),
    async record(id: number): Promise<PointDetail> {
      return await (await context.get(`/api/points/${id}`)).json();
    },
    async asks<Answer>(path: string): Promise<Answer> {
      return await (await context.get(path)).json();
    },
    leaves: () => context.dispose(),
  };
}

async function pointNamed(context: APIRequestContext, name: string): Promise<PointSummary> {
  const answer = await context.get(`/api/points?limit=200&q=${encodeURIComponent(name)}`);
  const { items } = (await answer.json()) as PointPage;
  const found = items.find(({ officialName }) => officialName === name);
  if (found === undefined) throw new Error(`no point is called ${name}`);
  return found;
}

/** A place in the leader's commune whose hand-over waits for an answer. Gives the point. */
export async function askHandover(request: APIRequest, name: string): Promise<PointSummary> {
  const officer = await clerk(request, 'officer');
  const coordinator = await clerk(request, 'coordinator');
  const analyst = await clerk(request, 'analyst');
  const today = civilDate(new Date().toISOString());
  const near = await analyst.named(NEAR);
  const shared = { documentNumber: 'MH-900/BB', note: null };
  await officer.does('/api/points', {
    ...shared,
    officialName: name,
    category: 'NN',
    effectiveOn: addDays(today, -30),
    geometry: { type: 'Point', coordinates: near.anchor },
  });
  const { id } = await coordinator.named(name);
  const steps = [
    { person: coordinator, verb: 'recognise', daysAgo: 20 },
    { person: analyst, verb: 'eliminate', daysAgo: 2 },
    { person: analyst, verb: 'handovers', daysAgo: 1 },
  ];
  for (const { person, verb, daysAgo } of steps) {
    const { version } = await person.named(name);
    const effectiveOn = addDays(today, -daysAgo);
    await person.does(`/api/points/${id}/${verb}`, { ...shared, version, effectiveOn });
  }
  const point = await analyst.named(name);
  for (const person of [officer, coordinator, analyst]) await person.leaves();
  return point;
}
