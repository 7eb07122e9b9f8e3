import type { Role } from '#server/contract/permission.ts';
import { addDays } from '#server/contract/time.ts';

import { chance, pick, rows, type Scene } from './city.ts';
import type { Asked, Move } from './moves.ts';

const COORDINATOR: readonly Role[] = ['coordinator'];
const ADMIN: readonly Role[] = ['admin'];
const DECIDERS: readonly Role[] = ['analyst', 'coordinator', 'admin'];
const ROLES = ['analyst', 'coordinator', 'admin', 'leader', 'officer', 'planner'] as const;

const setting = (operation: string, kind: string, body: (scene: Scene) => object): Move => ({
  operation: `POST ${operation}`,
  roles: COORDINATOR,
  ask(scene) {
    const act = body(scene);
    return { path: operation, body: act, proposal: { kind, act } };
  },
});

const accountOf = (scene: Scene) => pick(scene, scene.city.players).client.account?.accountId ?? '';

async function assignment(scene: Scene): Promise<Asked> {
  const accountId = accountOf(scene);
  const role = pick(scene, ROLES);
  const needsCommune = role === 'leader' || role === 'officer';
  const act = {
    role,
    communeIds: needsCommune ? scene.focus.slice(0, 1) : [],
    validFrom: scene.today,
    validTo: null,
  };
  const proposal = { kind: 'role', accountId, act };
  return { path: `/api/accounts/${accountId}/assignments`, body: act, proposal };
}

const access = (verb: 'disable' | 'enable'): Move => ({
  operation: `POST /api/accounts/{id}/${verb}`,
  roles: ADMIN,
  ask(scene) {
    const accountId = accountOf(scene);
    const proposal = { kind: verb, accountId };
    return { path: `/api/accounts/${accountId}/${verb}`, body: {}, proposal };
  },
});

const waiting = (verb: 'confirm' | 'refuse' | 'withdraw'): Move => ({
  operation: `POST /api/proposals/{id}/${verb}`,
  roles: DECIDERS,
  weight: verb === 'confirm' ? 3 : 0.5,
  async ask(scene) {
    type Waiting = { id: number; version: number | null; accountId: string; role: Role };
    const proposals = await rows<Waiting>(
      scene,
      (sql) => sql`
        select proposal.id, point.version, proposal.asked_by as account_id, proposal.asked_role as role
        from proposal
        left join point on point.id = proposal.point_id
        where proposal.state = 'waiting'
          and (${verb === 'withdraw'} or ${scene.player.role} = any (proposal.decider_roles))
        order by proposal.id`,
    );
    const { id, version, ...askedBy } = pick(scene, proposals);
    const body = verb === 'confirm' ? { pointVersion: version } : { reason: 'Không đủ căn cứ.' };
    return { path: `/api/proposals/${id}/${verb}`, body, askedBy };
  },
});

export const OFFICE_MOVES: readonly Move[] = [
  { operation: 'POST /api/accounts/{id}/assignments', roles: ADMIN, weight: 4, ask: assignment },
  access('disable'),
  access('enable'),
  waiting('confirm'),
  waiting('refuse'),
  waiting('withdraw'),
  setting('/api/check-schedules', 'check_schedule', (scene) => ({
    days: pick(scene, [[30, 180], [365], [3_650], [14, 60]]),
    leadDays: 0,
    watchDays: pick(scene, [1, 365]),
    retryDays: pick(scene, [3, 90]),
    validFrom: addDays(scene.today, chance(scene, 0.8) ? 0 : -30),
    origin: 'Kế hoạch thử',
  })),
  setting('/api/tip-clocks/rules', 'tip_rule', (scene) => ({
    kind: pick(scene, ['feedback', 'complaint', 'denunciation']),
    validFrom: scene.today,
    startsWith: 'received',
    limit: { amount: pick(scene, [5, 10, 60]), unit: pick(scene, ['working_day', 'day']) },
    extensions: [],
    resumption: 'remaining',
    forwarding: null,
    endsOnWorkingDay: true,
    origin: '99/QĐ-UBND',
  })),
  setting('/api/tip-clocks/days', 'day_off', (scene) => ({
    day: addDays(scene.today, pick(scene, [-3, 0, 1, 2, 5])),
    kind: 'holiday',
    name: 'Ngày nghỉ thử',
  })),
  setting('/api/analysis/populations', 'populations', (scene) => ({
    countedOn: `${scene.today.slice(0, 4)}-07-01`,
    source: 'Niên giám thử',
    items: [{ commune: '00070', people: pick(scene, [10, 5_000_000]) }],
  })),
  setting('/api/reports/periods', 'report_periods', (scene) => ({
    validFrom: scene.today,
    firstDay: pick(scene, [1, 15]),
    origin: 'Quy định thử',
  })),
  {
    operation: 'POST /api/boundaries/undo',
    roles: ADMIN,
    weight: 0.5,
    ask: () => ({ path: '/api/boundaries/undo', body: {} }),
  },
];
