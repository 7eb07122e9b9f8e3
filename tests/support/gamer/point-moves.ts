import { REACH } from '#server/contract/permission.ts';
import type { EventKind } from '#server/contract/point.ts';
import { ANNULLABLE } from '#server/contract/annulment.ts';
import { DOCUMENT, IN_BA_VI, IN_HOAN_KIEM } from '#tests/support/points/register-acts.ts';

import { chance, dayOf, pick, pickNear, rows, type Scene } from './city.ts';
import type { Asked, Asker, Move } from './moves.ts';

export type Place = {
  id: number;
  version: number;
  status: string;
  cycle: number;
  communeId: number;
  position: [number, number];
};

/** Places within reach of a step, those in focus first; `statuses` are wanted, mostly. */
export async function placeOf(scene: Scene, ...statuses: string[]): Promise<Place> {
  const places = await rows<Place>(
    scene,
    (sql) => sql`
      select
        point.id, point.version, point.status, point.cycle, point_commune.commune_id,
        array[st_x(point.anchor), st_y(point.anchor)] as position
      from point
      join point_commune on point_commune.point_id = point.id and point_commune.lead
      where point.merged_into is null
      order by point.id`,
  );
  const wanted = places.filter(({ status }) => statuses.includes(status));
  return pickNear(scene, wanted.length > 0 && chance(scene, 0.9) ? wanted : places);
}

const REASON = 'Ghi nhầm điểm, đính chính.';

type More = (scene: Scene, place: Place) => Promise<Record<string, unknown>>;

function act(
  verb: string,
  given: {
    roles: Move['roles'];
    on: readonly string[];
    work: boolean;
    weight?: number;
    more?: More;
  },
): Move {
  const { roles, on, work, weight = 1, more = () => Promise.resolve({}) } = given;
  return {
    operation: `POST /api/points/{id}/${verb}`,
    roles,
    weight,
    async ask(scene): Promise<Asked> {
      const place = await placeOf(scene, ...on);
      const effectiveOn = dayOf(scene);
      const body = {
        version: place.version,
        effectiveOn,
        documentNumber: DOCUMENT,
        note: null,
        ...(await more(scene, place)),
      };
      return {
        path: `/api/points/${place.id}/${verb}`,
        body,
        proposal: { kind: verb.replace('-', '_'), pointId: place.id, act: body },
        work: work && body.effectiveOn === scene.today,
      };
    },
  };
}

const CATEGORIES = ['NN', 'KAR', 'CC-CV', 'CC-KV'];

async function correction(scene: Scene, place: Place): Promise<Record<string, unknown>> {
  const said = { reason: REASON, effectiveOn: scene.today };
  if (chance(scene, 0.4)) {
    const events = await rows<{ id: number }>(
      scene,
      (sql) => sql`select id from event where point_id = ${place.id} order by seq desc limit 6`,
    );
    return { ...said, event: { id: pick(scene, events).id, effectiveOn: dayOf(scene) } };
  }
  const communes = await rows<{ id: number }>(
    scene,
    (sql) => sql`select commune_id as id from point_commune where point_id = ${place.id}`,
  );
  const [x, y] = pick(scene, [place.position, IN_HOAN_KIEM, IN_BA_VI]);
  const shift = () => (scene.random.next() - 0.5) * 0.02;
  return {
    ...said,
    point: pick(scene, [
      { geometry: { type: 'Point', coordinates: [x + shift(), y + shift()] } },
      { category: pick(scene, CATEGORIES) },
      { leadCommuneId: pick(scene, communes).id },
      { officialName: 'Tên khác của điểm' },
    ]),
  };
}

const ALL = ['analyst', 'leader', 'officer', 'inspector', 'coordinator'] as const;

const annulment: Move = {
  operation: 'POST /api/events/{id}/annul',
  roles: ALL,
  weight: 4,
  async ask(scene) {
    const kinds: readonly EventKind[] = ANNULLABLE;
    type Act = {
      id: number;
      version: number;
      communeId: number;
      kind: string;
      actorId: string;
      fresh: boolean;
    };
    let events = await rows<Act>(
      scene,
      (sql) => sql`
        select
          event_in_force.id, point.version, point_commune.commune_id, event_in_force.kind,
          event_in_force.actor_id,
          event_in_force.recorded_at > ${scene.city.test.clock.now()}::timestamptz - interval '1 hour'
            as fresh
        from event_in_force
        join point on point.id = event_in_force.point_id and point.merged_into is null
        join point_commune on point_commune.point_id = point.id and point_commune.lead
        where event_in_force.kind = any (${[...kinds]}::text[])
          and event_in_force.annulled_by is null
        order by event_in_force.id`,
    );
    // What a figure counts, and the latest of a place: nothing stands on it.
    const own = events.filter(({ actorId }) => actorId === scene.player.client.account?.accountId);
    if (scene.player.role !== 'coordinator' && scene.player.role !== 'analyst') events = own;
    const counted = events.filter(({ kind }) => /recurrence|handover_confirmed|checked/.test(kind));
    const last = chance(scene, 0.5) ? events.slice(-25) : events;
    const { id, version, actorId, fresh } = pickNear(
      scene,
      counted.length > 0 && chance(scene, 0.4) ? counted : last,
    );
    const body = { version, reason: REASON, documentNumber: '01/DC' };
    const proposal = { kind: 'annul', eventId: id, act: body };
    // A slip of the own last word, taken back within the hour by somebody whom no figure of a commune measures.
    const { role, client } = scene.player;
    const slip = fresh && actorId === client.account?.accountId && REACH[role] !== 'communes';
    return { path: `/api/events/${id}/annul`, body, proposal, work: slip };
  },
};

export const POINT_MOVES: readonly Move[] = [
  {
    operation: 'POST /api/points',
    roles: ALL,
    async ask(scene) {
      const { position } = await placeOf(scene, 'handed_over');
      const [x, y] = position;
      const effectiveOn = dayOf(scene);
      return {
        path: '/api/points',
        body: {
          officialName: 'Nhà nghỉ Thử Chơi',
          category: pick(scene, CATEGORIES),
          geometry: { type: 'Point', coordinates: [x + 0.0003, y + 0.0003] },
          effectiveOn,
          documentNumber: null,
          note: null,
        },
        work: effectiveOn === scene.today,
      };
    },
  },
  act('recognise', { roles: ['coordinator'], on: ['proposed', 'not_recognised'], work: true }),
  act('decline', {
    roles: ['coordinator'],
    on: ['proposed'],
    work: true,
    more: () => Promise.resolve({ reason: REASON }),
  }),
  act('eliminate', { roles: ['analyst'], on: ['active', 'recurring'], work: true }),
  act('handovers', { roles: ['analyst', 'coordinator'], on: ['eliminated'], work: true }),
  act('mark-recurring', {
    roles: ['analyst'],
    on: ['handed_over', 'eliminated'],
    work: true,
    more: () => Promise.resolve({ grounds: 'Kiểm tra thấy hoạt động trở lại.' }),
  }),
  act('delist', {
    roles: ['coordinator'],
    on: ['handed_over', 'eliminated', 'recurring', 'active'],
    work: false,
    weight: 3,
    more: () => Promise.resolve({ reason: REASON }),
  }),
  act('correct', {
    roles: ['analyst', 'coordinator'],
    on: [],
    work: false,
    weight: 3,
    more: correction,
  }),
  act('merge', {
    roles: ['analyst'],
    on: ['handed_over', 'recurring', 'active'],
    work: false,
    weight: 2,
    more: async (scene) => ({ reason: REASON, intoPointId: (await placeOf(scene, 'active')).id }),
  }),
  {
    operation: 'POST /api/points/{id}/undo-merge',
    roles: ['analyst'],
    async ask(scene) {
      const merged = await rows<{ id: number; version: number }>(
        scene,
        (sql) => sql`select id, version from point where merged_into is not null order by id`,
      );
      const { id, version } = pick(scene, merged);
      const said = { effectiveOn: scene.today, documentNumber: DOCUMENT, note: null };
      const body = { ...said, version, reason: REASON };
      const proposal = { kind: 'undo_merge', pointId: id, act: body };
      return { path: `/api/points/${id}/undo-merge`, body, proposal };
    },
  },
  annulment,
  {
    operation: 'POST /api/points/{id}/replies',
    roles: ['leader', 'officer'],
    async ask(scene) {
      const place = await placeOf(scene, 'recurring', 'active');
      const versions = await rows<{ seq: number }>(
        scene,
        (sql) => sql`
          select coalesce(max(seq), 0)::integer as seq from reply
          where point_id = ${place.id} and cycle = ${place.cycle}`,
      );
      const body = {
        cycle: place.cycle,
        state: 'filed',
        words: 'Đã tổ chức chốt trực và tuyên truyền tại khu vực.',
        documentNumbers: ['215/BC-UBND'],
        after: versions[0]?.seq ?? 0,
      };
      return { path: `/api/points/${place.id}/replies`, body, work: true };
    },
  },
  {
    operation: 'POST /api/points/{id}/papers',
    roles: ['analyst', 'coordinator'],
    async ask(scene) {
      const late = await rows<{ id: number; pointId: number; askedBy: Asker }>(
        scene,
        (sql) => sql`
          select
            id, point_id, jsonb_build_object('accountId', actor_id, 'role', actor_role) as asked_by
          from event
          where kind = 'checked' and late_days(effective_on, recorded_at) > 0
            and actor_id is not null
          order by id desc limit 20`,
      );
      const { id, pointId, askedBy } = pick(scene, late);
      const body = { eventId: id, verdict: 'seen' };
      return { path: `/api/points/${pointId}/papers`, body, askedBy };
    },
  },
];
