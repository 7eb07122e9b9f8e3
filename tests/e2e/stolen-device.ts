import type { APIRequest } from '@playwright/test';

import type { Role } from '#server/contract/permission.ts';
import type { PointSummary } from '#server/contract/point.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';
import type { createMarks } from '#tests/support/thief/marks.ts';
import { markedPhoto, type Position } from '#tests/support/thief/places.ts';
import { type Loot, readProfile } from '#tests/support/thief/read-profile.ts';

import type { Device } from './device.ts';
import { clerk } from './handover-story.ts';
import { forgetSession, productUrl, sessionOf } from './product.ts';

type Marks = ReturnType<typeof createMarks>;

/** A place in the middle of the leader's commune, and where somebody stood who looked at it. */
export const HOME: Position = [105.8512345, 21.0298765];

/** Somebody's working day on a phone: what was planted for it, and what the phone should forget. */
export type Planted = { point: PointSummary; whose: string };

/** A closed place whose hand-over waits, with a mark in each text of its record and a photo of it. */
export async function plantPlace(
  request: APIRequest,
  marks: Marks,
  whose: string,
): Promise<Planted> {
  const [officer, coordinator, analyst] = await Promise.all([
    clerk(request, 'officer'),
    clerk(request, 'coordinator'),
    clerk(request, 'analyst'),
  ]);
  const mark = (field: string) => marks.plant(`${whose}: ${field}`);
  const today = civilDate(new Date().toISOString());
  const words = (act: string) => ({
    documentNumber: mark(`document of ${act}`),
    note: mark(`note of ${act}`),
  });
  const name = `Nhà nghỉ ${mark('name')}`;
  await officer.does('/api/points', {
    ...words('proposal'),
    officialName: name,
    category: 'NN',
    aliases: [{ name: mark('alias'), source: mark('source of an alias') }],
    grounds: mark('grounds'),
    effectiveOn: addDays(today, -30),
    geometry: { type: 'Point', coordinates: HOME },
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
    await person.does(`/api/points/${id}/${verb}`, { ...words(verb), version, effectiveOn });
  }
  await sendPhoto(request, id, await markedPhoto(mark('words in the photo')));
  const point = await analyst.named(name);
  await Promise.all([officer, coordinator, analyst].map((person) => person.leaves()));
  return { point, whose };
}

async function sendPhoto(request: APIRequest, pointId: number, photo: Buffer): Promise<void> {
  const storageState = await sessionOf(request, 'officer');
  const context = await request.newContext({ baseURL: productUrl(), storageState });
  const answer = await context.post('/api/attachments', {
    multipart: {
      id: crypto.randomUUID(),
      purpose: 'point',
      pointId: String(pointId),
      file: { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: photo },
    },
  });
  if (!answer.ok()) throw new Error(`a photo: ${answer.status()} ${await answer.text()}`);
  await context.dispose();
}

/** Ends all sessions of a person at the server, or has their devices wiped. */
export async function endSessions(
  request: APIRequest,
  username: Role,
  how: 'revoke' | 'wipe',
): Promise<void> {
  const admin = await clerk(request, 'admin');
  const accounts = await admin.asks<{ items: { id: string; username: string }[] }>('/api/accounts');
  const account = accounts.items.find((one) => one.username === username);
  const address = `/api/accounts/${account?.id}/sessions`;
  const sessions = await admin.asks<{ items: { id: string }[] }>(address);
  for (const { id } of sessions.items) await admin.does(`${address}/${id}/${how}`, {});
  forgetSession(username);
  await admin.leaves();
}

/** Position of the inspector's stop that nobody had planned. */
export const STOP: Position = [105.8502195, 21.0301375];

/** Reads the memory of the closed browser. */
export async function steal({ folder }: Device, { meanings }: Marks): Promise<Loot> {
  const positions = { 'the place': HOME, 'the stop': STOP };
  return await readProfile(folder, { marks: meanings, positions });
}
