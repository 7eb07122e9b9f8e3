import type { Role } from '#server/contract/permission.ts';
import { DOCUMENT } from '#tests/support/points/register-acts.ts';

import { chance, dayOf, pick, pickNear, rows, type Scene } from './city.ts';
import type { Move } from './moves.ts';

type Signal = {
  id: number;
  version: number;
  communeId: number | null;
  askedBy: { accountId: string; role: Role };
};

async function signalOf(scene: Scene, ...states: string[]): Promise<Signal> {
  const signals = await rows<Signal>(
    scene,
    (sql) => sql`
      select
        signal.id, signal.version, point_commune.commune_id,
        jsonb_build_object('accountId', signal.raised_by, 'role', 'officer') as asked_by
      from signal
      left join point_commune
        on point_commune.point_id = signal.point_id and point_commune.lead
      where signal.state = any (${states}::text[])
      order by signal.id`,
  );
  return pickNear(scene, signals);
}

function decision(
  verb: string,
  states: readonly string[],
  given: { roles?: Move['roles']; work?: boolean; more?: (scene: Scene) => object },
): Move {
  const { roles = ['analyst'], work = false, more = () => ({}) } = given;
  return {
    operation: `POST /api/signals/{id}/${verb}`,
    roles,
    async ask(scene) {
      const signal = await signalOf(scene, ...states);
      const effectiveOn = chance(scene, 0.7) ? scene.today : dayOf(scene);
      const body = {
        effectiveOn,
        version: signal.version,
        reason: 'Đã xác minh tại chỗ.',
        documentNumber: DOCUMENT,
        note: null,
        ...more(scene),
      };
      return {
        path: `/api/signals/${signal.id}/${verb}`,
        body,
        // Two persons decide on a suspicion: who raised it, and another one.
        askedBy: signal.askedBy,
        work: work && effectiveOn === scene.today,
      };
    },
  };
}

export const SIGNAL_MOVES: readonly Move[] = [
  decision('confirm', ['suspected'], { work: true }),
  decision('reject', ['suspected'], { work: true }),
  {
    operation: 'POST /api/signals/{id}/undo',
    roles: ['analyst'],
    async ask(scene) {
      const { id, version } = await signalOf(scene, 'confirmed', 'rejected');
      return { path: `/api/signals/${id}/undo`, body: { version } };
    },
  },
  decision('appeal', ['suspected', 'confirmed'], { roles: ['leader'], work: true }),
  decision('appeal/answer', ['suspected', 'confirmed'], {
    roles: ['analyst', 'coordinator'],
    work: true,
    more: (scene) => ({ answer: pick(scene, ['upheld', 'granted']) }),
  }),
];
