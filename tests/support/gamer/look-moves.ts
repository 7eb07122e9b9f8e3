import { REACH, type Role } from '#server/contract/permission.ts';
import { DOCUMENT } from '#tests/support/points/register-acts.ts';

import { chance, dayOf, lateness, pick, pickNear, rows, type Scene } from './city.ts';
import type { Move } from './moves.ts';
import { placeOf } from './point-moves.ts';

const check: Move = {
  operation: 'POST /api/points/{id}/checks',
  roles: ['analyst', 'leader', 'officer', 'inspector'],
  weight: 3,
  async ask(scene) {
    const place = await placeOf(scene, 'handed_over', 'eliminated');
    const effectiveOn = dayOf(scene);
    const result = pick(scene, ['no_sign', 'no_sign', 'no_sign', 'signs', 'could_not_check']);
    const there = chance(scene, 0.2);
    const [x, y] = place.position;
    const position = there ? place.position : chance(scene, 0.2) ? [x + 0.03, y] : null;
    const byMeasured = REACH[scene.player.role] === 'communes';
    const body = {
      effectiveOn,
      result,
      note: null,
      reason: 'Lý do thử.',
      ...lateness(scene, effectiveOn, true),
      position,
      accuracyMetres: position === null ? null : pick(scene, [10, 100_000]),
      photoIds: [],
    };
    return {
      path: `/api/points/${place.id}/checks`,
      body,
      // Somebody who is not of the commune sees; who is of it shows where they stood that day.
      work: !byMeasured || (effectiveOn === scene.today && there),
    };
  },
};

const answer = (verb: 'confirm' | 'refuse'): Move => ({
  operation: `POST /api/handovers/{id}/${verb}`,
  roles: ['leader'],
  weight: 2,
  async ask(scene) {
    const { id, askedBy } = pickNear(scene, await partsOf(scene, 'pending'));
    const effectiveOn = dayOf(scene);
    const refusal = { reason: 'other', reasonText: 'Chưa đủ căn cứ để nhận.' };
    const body = {
      effectiveOn,
      note: null,
      ...lateness(scene, effectiveOn, true),
      ...(verb === 'refuse' ? refusal : {}),
    };
    return {
      path: `/api/handovers/${id}/${verb}`,
      body,
      askedBy,
      work: effectiveOn === scene.today,
    };
  },
});

type Part = { id: number; communeId: number; askedBy: { accountId: string; role: Role } };

const partsOf = (scene: Scene, state: string) =>
  rows<Part>(
    scene,
    (sql) => sql`
      select
        id, commune_id,
        jsonb_build_object('accountId', proposed_by, 'role', 'analyst') as asked_by
      from handover where state = ${state} and proposed_by is not null
      order by id`,
  );

const proposer = (verb: 'respond' | 'withdraw'): Move => ({
  operation: `POST /api/handovers/{id}/${verb}`,
  roles: ['analyst', 'coordinator'],
  async ask(scene) {
    const parts = await partsOf(scene, verb === 'respond' ? 'refused' : 'pending');
    const { id, askedBy } = pickNear(scene, parts);
    const words = 'Lý do của bên đề nghị.';
    const said =
      verb === 'respond'
        ? { response: pick(scene, ['accepted', 'contested']), text: words }
        : { reason: words };
    const body = { effectiveOn: scene.today, documentNumber: DOCUMENT, note: null, ...said };
    // The own word taken back, or that of another person.
    const own = askedBy.accountId === scene.player.client.account?.accountId;
    return { path: `/api/handovers/${id}/${verb}`, body, askedBy, work: own };
  },
});

/** Looks at places, and all that is said about hand-overs. */
export const LOOK_MOVES: readonly Move[] = [
  check,
  answer('confirm'),
  answer('refuse'),
  proposer('respond'),
  proposer('withdraw'),
];
