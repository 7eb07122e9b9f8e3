import { IN_HOAN_KIEM } from '#tests/support/points/register-acts.ts';
import { TIP_KINDS } from '#server/contract/tip-kind.ts';

import { chance, dayOf, lateness, pick, pickNear, rows, type Scene } from './city.ts';
import type { Asked, Asker, Move } from './moves.ts';

type Tip = {
  id: number;
  version: number;
  communeId: number;
  kind: string;
  stage: 'received' | 'verified' | 'classified';
  accepted: boolean;
  suspended: boolean;
  lastOn: string;
  dueOn: string;
};

const WORKERS = ['analyst', 'leader', 'officer'] as const;

async function openTip(scene: Scene, fits: (tip: Tip) => boolean = () => true): Promise<Tip> {
  const tips = await rows<Tip>(
    scene,
    (sql) => sql`
      select
        id, version, commune_id, kind, suspended, due_on, accepted_on is not null as accepted,
        case
          when classified_on is not null then 'classified'
          when verified_on is not null then 'verified'
          else 'received'
        end as stage,
        (select max(effective_on) from tip_event where tip_id = tip.id) as last_on
      from tip where handled_on is null
      order by id`,
  );
  const fitting = tips.filter(fits);
  return pickNear(scene, fitting.length > 0 && chance(scene, 0.9) ? fitting : tips);
}

/** A step on a tip: of today, or of a day that suits better. */
function step(
  verb: string,
  fits: (tip: Tip) => boolean,
  more: (scene: Scene, tip: Tip) => Record<string, unknown> = () => ({}),
  isWork: (tip: Tip, body: Record<string, unknown>) => boolean = () => true,
): Move {
  return {
    operation: `POST /api/tips/{id}/${verb}`,
    roles: WORKERS,
    weight: verb === 'accept' || verb === 'forward' ? 1 : 2,
    async ask(scene): Promise<Asked> {
      const tip = await openTip(scene, fits);
      const drawn = dayOf(scene);
      const effectiveOn = drawn < tip.lastOn && chance(scene, 0.8) ? tip.lastOn : drawn;
      const body = {
        version: tip.version,
        effectiveOn,
        ...lateness(scene, effectiveOn),
        ...more(scene, tip),
      };
      const closes = verb === 'handle' || verb === 'forward';
      // A tip that is closed before its due day counts by the clock's day, whichever day was typed.
      const counted = closes && tip.dueOn >= scene.today;
      const work = (effectiveOn === scene.today || counted) && isWork(tip, body);
      return { path: `/api/tips/${tip.id}/${verb}`, body, work, closes };
    },
  };
}

/** Makes a move that takes, refuses or withdraws a pending transfer, by whoever may do so or tries all the same. */
function transferAnswer(verb: 'take' | 'refuse' | 'withdraw'): Move {
  return {
    operation: `POST /api/tip-transfers/{id}/${verb}`,
    roles: WORKERS,
    async ask(scene) {
      const asked = await rows<{ id: number; communeId: number; askedBy: Asked['askedBy'] }>(
        scene,
        (sql) => sql`
          select
            id, ${verb === 'withdraw' ? sql`from_commune_id` : sql`to_commune_id`} as commune_id,
            jsonb_build_object('accountId', asked_by, 'role', asked_role) as asked_by
          from tip_transfer where state = 'pending'
          order by id`,
      );
      const { id, askedBy } = pickNear(scene, asked);
      const body = verb === 'take' ? {} : { reason: 'Không thuộc địa bàn.' };
      const path = `/api/tip-transfers/${id}/${verb}`;
      return { path, body, ...(askedBy === undefined ? {} : { askedBy }) };
    },
  };
}

const never = () => false;

export const TIP_MOVES: readonly Move[] = [
  {
    operation: 'POST /api/tips',
    roles: WORKERS,
    weight: 2,
    ask(scene) {
      const receivedOn = dayOf(scene);
      const [communeId = 0] = scene.focus;
      return {
        path: '/api/tips',
        body: {
          kind: pick(scene, TIP_KINDS),
          channel: 'hotline',
          receivedOn,
          ...(chance(scene, 0.5) ? { communeId } : { position: IN_HOAN_KIEM }),
        },
        work: receivedOn === scene.today,
      };
    },
  },
  step('accept', ({ accepted }) => !accepted),
  step('verify', ({ stage }) => stage === 'received'),
  step(
    'classify',
    ({ stage }) => stage === 'verified',
    (scene, { kind }) => ({ kind: chance(scene, 0.3) ? kind : pick(scene, TIP_KINDS) }),
    (tip, { kind }) => kind === tip.kind,
  ),
  step('extend', ({ stage }) => stage !== 'received', undefined, never),
  step('suspend', ({ suspended }) => !suspended, undefined, never),
  step('resume', ({ suspended }) => suspended),
  step(
    'handle',
    ({ stage }) => stage === 'classified',
    (scene) => ({ outcome: pick(scene, ['substantiated', 'unsubstantiated', 'duplicate']) }),
  ),
  step(
    'forward',
    () => true,
    () => ({ authority: 'Cơ quan có thẩm quyền' }),
    // Nobody here sees that it arrived.
    never,
  ),
  {
    operation: 'POST /api/tips/{id}/transfer',
    roles: WORKERS,
    weight: 2,
    async ask(scene) {
      const tip = await openTip(scene);
      const others = await rows<{ id: number }>(
        scene,
        (sql) => sql`select id from commune where valid_to is null order by id limit 20`,
      );
      const body = {
        version: tip.version,
        effectiveOn: scene.today,
        communeId: pick(scene, others).id,
        note: null,
        documentNumber: '78/CV-UBND',
      };
      return { path: `/api/tips/${tip.id}/transfer`, body };
    },
  },
  transferAnswer('take'),
  transferAnswer('refuse'),
  transferAnswer('withdraw'),
  {
    operation: 'POST /api/tips/{id}/papers',
    roles: ['analyst', 'coordinator'],
    async ask(scene) {
      const late = await rows<{ tipId: number; seq: number; askedBy: Asker }>(
        scene,
        (sql) => sql`
          select
            tip_id, seq, jsonb_build_object('accountId', actor_id, 'role', actor_role) as asked_by
          from tip_event
          where late_days(effective_on, recorded_at) > 0 and actor_id is not null
          order by id desc limit 20`,
      );
      const { tipId, seq, askedBy } = pick(scene, late);
      return { path: `/api/tips/${tipId}/papers`, body: { seq, verdict: 'seen' }, askedBy };
    },
  },
  {
    operation: 'POST /api/tip-imports/{id}/undo',
    roles: WORKERS,
    async ask(scene) {
      const runs = await rows<{ id: number }>(
        scene,
        (sql) => sql`select id from import_run where register = 'tips' order by id`,
      );
      return { path: `/api/tip-imports/${pick(scene, runs).id}/undo`, body: {} };
    },
  },
];
