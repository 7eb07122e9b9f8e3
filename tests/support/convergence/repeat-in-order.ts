import type { NewEntry } from '#client/offline/outbox/entry.ts';
import type { Database } from '#server/db/client.ts';
import type { People } from '#tests/support/points/register-acts.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';

import type { Meant } from './history.ts';
import type { Places } from './places.ts';
import { type AtPoint, endOfShift, listElsewhere } from './server-state.ts';
import { entryOf } from './street-acts.ts';

type Given = {
  database: Database;
  by: People;
  meant: ReadonlyMap<string, Meant>;
  places: Places;
  twins: Places;
  /** Lines of the records of the points, in order. */
  atPoints: readonly AtPoint[];
};

/**
 * Does the recorded acts again at the twins of their places, one after the other on a good line: first those that stand
 * in the record of a point, in its order, then the rest of the route and the replies, and the end of the shift last,
 * since what was made before it may come in after it.
 */
export async function repeatInOrder(given: Given): Promise<void> {
  const { database, meant, places, atPoints } = given;
  const elsewhere = await listElsewhere(database, places);
  const times = new Map(elsewhere.map(({ marker, at }) => [marker, at]));
  const days = new Map(atPoints.map(({ marker, effectiveOn }) => [marker, effectiveOn]));
  for (const marker of new Set([...days.keys(), ...times.keys()])) {
    const act = meant.get(marker);
    if (act === undefined) continue;
    const at = times.get(marker) ?? `${days.get(marker) ?? '2026-11-24'}T05:00:00Z`;
    await repeat(given, act, at);
  }
  const finishedAt = await endOfShift(database, places.route.shiftId);
  const finish = [...meant.values()].find(({ act }) => act === 'finish');
  if (finishedAt !== null && finish !== undefined) await repeat(given, finish, finishedAt);
}

async function repeat({ by, twins }: Given, one: Meant, at: string): Promise<void> {
  const { marker, act, at: point, walker } = one;
  const moment = { places: twins, nowMilliseconds: Date.parse(at) };
  const { path, body } = entryOf({ marker, act, at: point }, moment);
  const client = walker === 'inspector' ? twins.inspector : by[walker];
  const seen = act.endsWith('_reply') ? { after: await countReplies(by, path) } : {};
  await okJson(client.post(path, { ...withoutOwn(body), ...seen }));
}

/** The content of an act without what belongs to one phone: its photos and the version that it has seen. */
function withoutOwn(body: NewEntry['body']): object {
  const { photoIds: _, version: __, ...rest } = body as { photoIds?: unknown; version?: unknown };
  return rest;
}

async function countReplies({ leader }: People, path: string): Promise<number> {
  const point = await okJson<{ replies: { versions: unknown[] }[] }>(
    leader.get(path.replace(/\/replies$/, '')),
  );
  return point.replies[0]?.versions.length ?? 0;
}
