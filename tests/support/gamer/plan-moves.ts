import { chance, dayOf, pick, rows, type Scene } from './city.ts';
import type { Move } from './moves.ts';

type Indicator = {
  planId: number;
  code: string;
  state: string;
  shape: string;
  comparator: string;
  target: number | null;
  measure: string | null;
};

const indicatorsOf = (scene: Scene) =>
  rows<Indicator>(
    scene,
    (sql) => sql`
      select
        plan.id as plan_id, plan.state, plan_indicator.code, plan_indicator.shape,
        plan_indicator.comparator, plan_indicator.target::float8, plan_indicator.measure
      from plan_indicator
      join plan on plan.id = plan_indicator.plan_id
      where plan.last_on >= ${scene.today}
      order by plan_indicator.id`,
  );

async function indicatorOf(scene: Scene, fits: (one: Indicator) => boolean): Promise<Indicator> {
  return pick(scene, (await indicatorsOf(scene)).filter(fits));
}

async function communeCode(scene: Scene): Promise<string> {
  const [communeId = 0] = scene.focus;
  const found = await rows<{ code: string }>(
    scene,
    (sql) => sql`select code from commune where id = ${communeId}`,
  );
  return found[0]?.code ?? '';
}

/** A target that is met more easily. */
const easier = ({ comparator, target, shape }: Indicator): number => {
  if (comparator === 'at_most') return (target ?? 1) * 10 + 1;
  return shape === 'share' ? 0.01 : 1;
};

const paper = (scene: Scene) => ({
  number: `${1 + scene.random.below(900)}/KH-UBND`,
  signedOn: scene.today,
  signerTitle: 'Chủ tịch UBND',
});

const MANAGERS = ['coordinator'] as const;
const REPORTERS = ['leader', 'officer', 'coordinator'] as const;

export const PLAN_MOVES: readonly Move[] = [
  {
    operation: 'POST /api/plans/copies',
    roles: MANAGERS,
    async ask(scene) {
      const plans = await rows<{ id: number }>(
        scene,
        (sql) => sql`select id from plan order by id`,
      );
      const year = Number(scene.today.slice(0, 4));
      return { path: '/api/plans/copies', body: { from: pick(scene, plans).id, year } };
    },
  },
  {
    operation: 'POST /api/plans/{id}/issue',
    roles: MANAGERS,
    weight: 2,
    async ask(scene) {
      const { planId } = await indicatorOf(scene, ({ state }) => state === 'draft');
      const body = paper(scene);
      const proposal = { kind: 'plan_issue', planId, act: body };
      return { path: `/api/plans/${planId}/issue`, body, proposal };
    },
  },
  {
    operation: 'POST /api/plans/{id}/indicators',
    roles: MANAGERS,
    async ask(scene) {
      const draft = await indicatorOf(
        scene,
        ({ state }) => chance(scene, 0.1) || state === 'draft',
      );
      const body = {
        code: draft.code,
        partOf: null,
        family: 'points',
        wording: 'Chỉ tiêu viết lại',
        unit: 'điểm',
        comparator: draft.comparator,
        shape: draft.shape,
        target: draft.comparator === 'none' ? null : easier(draft),
        leadAgency: 'Cơ quan thường trực',
        frequency: 'year',
        measure: draft.measure,
        note: null,
        denominator: null,
        points: [],
      };
      return { path: `/api/plans/${draft.planId}/indicators`, body };
    },
  },
  {
    operation: 'POST /api/plans/{id}/amendments',
    roles: MANAGERS,
    weight: 2,
    async ask(scene) {
      const fits = ({ state, comparator }: Indicator) =>
        state === 'issued' && comparator !== 'none';
      const indicator = await indicatorOf(scene, fits);
      const changes = [{ code: indicator.code, target: easier(indicator), reason: 'Điều chỉnh.' }];
      const body = { ...paper(scene), changes };
      const proposal = { kind: 'plan_targets', planId: indicator.planId, act: body };
      return { path: `/api/plans/${indicator.planId}/amendments`, body, proposal };
    },
  },
  {
    operation: 'POST /api/plans/{id}/allotments',
    roles: MANAGERS,
    weight: 2,
    async ask(scene) {
      const fits = ({ state, shape, target }: Indicator) =>
        state === 'issued' && shape === 'amount' && target !== null;
      const { planId, code } = await indicatorOf(scene, fits);
      const amount = pick(scene, [0, 1, 1_000]);
      const shares = [{ commune: await communeCode(scene), amount }];
      const body = { code, shares, documentNumber: '9/TB', reason: 'Giao lại chỉ tiêu.' };
      const proposal = { kind: 'plan_allotment', planId, act: body };
      return { path: `/api/plans/${planId}/allotments`, body, proposal };
    },
  },
  {
    operation: 'POST /api/plans/{id}/results',
    roles: REPORTERS,
    weight: 3,
    async ask(scene) {
      const fits = ({ state, measure }: Indicator) => state === 'issued' && measure === null;
      const { planId, code } = await indicatorOf(scene, fits);
      const year = scene.today.slice(0, 4);
      const [firstOn, lastOn] = pick(scene, [
        [`${year}-01-01`, `${year}-03-31`],
        [`${year}-10-01`, scene.today],
        [`${year}-11-01`, `${year}-11-20`],
        [`${Number(year) - 1}-12-15`, `${year}-03-14`],
      ] as const);
      const ofCity = scene.player.role === 'coordinator' && chance(scene, 0.6);
      const amount = pick(scene, [1, 100, 100_000]);
      const body = {
        code,
        commune: ofCity ? null : await communeCode(scene),
        firstOn,
        lastOn,
        amount,
        outOf: amount,
        documentNumber: '31/BC-UBND',
        reason: 'Đính chính số liệu.',
      };
      return { path: `/api/plans/${planId}/results`, body };
    },
  },
  {
    operation: 'POST /api/prevention-model',
    roles: REPORTERS,
    async ask(scene) {
      const body = {
        commune: await communeCode(scene),
        content: 1 + scene.random.below(7),
        runs: true,
        effectiveOn: dayOf(scene),
        documentNumber: '40/KH-UBND',
        businesses: null,
      };
      return { path: '/api/prevention-model', body };
    },
  },
];
