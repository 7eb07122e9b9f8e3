import type { APIRequest } from '@playwright/test';

import type { Signal } from '#server/contract/signal.ts';
import type { PointPage, PointSummary } from '#server/contract/point.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';

import { clerk } from './handover-story.ts';

/** In the commune of the leader; each story stands in a spot of its own beside it. */
const NEAR = 'Karaoke Minh Họa Số 2';
/** Distance in degrees, about 220 m: beyond the ring of any other story. */
const APART_DEGREES = 0.002;
/** About twelve metres. */
const BESIDE_DEGREES = 0.00012;
/** Prefix of all their names. */
const STORIES = 'Dấu hiệu';

/** A place of a business that was closed a hundred days ago, its position known to five metres. Gives the point. */
export async function closePlace(request: APIRequest, name: string): Promise<PointSummary> {
  const officer = await clerk(request, 'officer');
  const coordinator = await clerk(request, 'coordinator');
  const analyst = await clerk(request, 'analyst');
  const today = civilDate(new Date().toISOString());
  const near = await analyst.named(NEAR);
  const { total } = await analyst.asks<PointPage>(
    `/api/points?limit=1&q=${encodeURIComponent(STORIES)}`,
  );
  const [longitude, latitude] = near.anchor;
  const told = total + 1;
  // Rows of three: a story above the other would soon leave the commune.
  const [column, row] = [told % 3, Math.floor(told / 3)];
  const at = [longitude - column * APART_DEGREES, latitude + row * APART_DEGREES];
  const shared = { documentNumber: 'MH-901/BB', note: null };
  await officer.does('/api/points', {
    ...shared,
    officialName: name,
    category: 'NN',
    effectiveOn: addDays(today, -200),
    geometry: { type: 'Point', coordinates: at },
    locationErrorMetres: 5,
  });
  const { id } = await coordinator.named(name);
  const steps = [
    { person: coordinator, verb: 'recognise', daysAgo: 190 },
    { person: analyst, verb: 'eliminate', daysAgo: 100 },
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

/** A place that was closed a hundred days ago, and a tip of ten days ago that speaks of it. Gives the point. */
export async function raiseSuspicion(request: APIRequest, name: string): Promise<PointSummary> {
  const { anchor } = await closePlace(request, name);
  const officer = await clerk(request, 'officer');
  const today = civilDate(new Date().toISOString());
  await officer.does('/api/tips', {
    kind: 'feedback',
    channel: 'hotline',
    receivedOn: addDays(today, -9),
    occurredOn: addDays(today, -10),
    position: [anchor[0] + BESIDE_DEGREES, anchor[1]],
    locationErrorMetres: 10,
  });
  const point = await officer.named(name);
  await officer.leaves();
  return point;
}

/** A suspicion that an analyst has confirmed: the place counts as recurred. Gives the point. */
export async function confirmSuspicion(request: APIRequest, name: string): Promise<PointSummary> {
  const { id: pointId } = await raiseSuspicion(request, name);
  const analyst = await clerk(request, 'analyst');
  const { items } = await analyst.asks<{ items: Signal[] }>(
    '/api/signals?state=suspected&limit=100',
  );
  const signal = items.find((one) => one.pointId === pointId);
  if (signal === undefined) throw new Error(`no suspicion at ${name}`);
  const { version } = await analyst.asks<Signal & { version: number }>(`/api/signals/${signal.id}`);
  await analyst.does(`/api/signals/${signal.id}/confirm`, {
    version,
    effectiveOn: civilDate(new Date().toISOString()),
    documentNumber: 'MH-902/BB',
    note: null,
    reason: 'Xác minh tại chỗ, có hoạt động trở lại.',
  });
  const point = await analyst.named(name);
  await analyst.leaves();
  return point;
}
