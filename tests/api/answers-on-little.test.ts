import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';

import { Comparison, MEASURES } from '#server/contract/comparison.ts';
import {
  FeedbackAudit,
  PLACE_METHODS,
  PlaceAnalysisProgress,
} from '#server/contract/place-analysis.ts';
import type { PointDetail } from '#server/contract/point.ts';
import { Survival, SURVIVAL_GROUPINGS } from '#server/contract/survival.ts';
import { TipStatistics } from '#server/contract/tip-statistics.ts';
import {
  act,
  eliminated,
  IN_BA_VI,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const ASKED: [string, z.ZodType][] = [
  ...MEASURES.map((measure) => [`analysis/comparison?measure=${measure}`, Comparison] as const),
  ...SURVIVAL_GROUPINGS.flatMap((by) =>
    ['pointwise', 'equal_precision', 'hall_wellner'].map(
      (band) => [`analysis/survival?by=${by}&band=${band}`, Survival] as const,
    ),
  ),
  ['analysis/feedback-audit', FeedbackAudit],
  ['tips/statistics?from=2026-01-01&to=2026-06-30', TipStatistics],
].map(([path, schema]) => [path, schema] as [string, z.ZodType]);

/**
 * Statistics of a register that grows from nothing: every answer holds numbers, or nulls where the contract allows
 * them.
 */
describe('statistics from almost no data', () => {
  let test: TestApp;
  let by: People;
  let first: PointDetail;

  beforeAll(async () => {
    test = await createTestApp({ now: '2026-07-01T03:00:00.000Z' });
    by = await people(test);
    await test.deps.points.reload();
  });
  afterAll(() => test.close());

  /** Lists the answers that break the contract, with their faults. */
  const wrongAnswers = async (): Promise<string[]> => {
    const wrong: string[] = [];
    for (const [path, schema] of ASKED) {
      const answer = await by.analyst.get(`/api/${path}`);
      const read = schema.safeParse(await answer.json());
      if (answer.status !== 200 || !read.success) {
        wrong.push(`${path}: ${answer.status} ${read.error?.message ?? ''}`);
      }
    }
    for (const method of PLACE_METHODS) {
      const answer = await by.analyst.get(`/api/analysis/places?method=${method}&from=2025-01-01`);
      const last = (await answer.text()).trim().split('\n').at(-1) ?? '';
      const read = PlaceAnalysisProgress.safeParse(JSON.parse(last));
      if (read.data?.phase !== 'done') wrong.push(`${method}: ${last}`);
    }
    return wrong;
  };

  it('keep to their contract on an empty register', async () => {
    expect(await wrongAnswers()).toEqual([]);
  });

  it('keep to it with one closure', async () => {
    first = await eliminated(by, { officialName: 'Điểm thứ nhất' });
    expect(await wrongAnswers()).toEqual([]);
  });

  it('keep to it with two closures of which one came back', async () => {
    await eliminated(
      { ...by, officer: by.analyst },
      { officialName: 'Điểm Ba Vì', geometry: { type: 'Point', coordinates: IN_BA_VI } },
    );
    await act(by.analyst, first, 'mark-recurring', {
      effectiveOn: '2026-06-10',
      grounds: 'Biên bản kiểm tra xác nhận hoạt động trở lại',
    });
    expect(await wrongAnswers()).toEqual([]);
  });

  it('compare nothing where communes have no category in common', async () => {
    await test.database.sql`
      update point set category = case when exists (
        select from point_commune join commune on commune.id = point_commune.commune_id
        where point_commune.point_id = point.id and commune.code = '09700'
      ) then 'KS' else 'KAR' end`;
    // Results are kept until the next entry, so this asks for groups that nobody has asked for.
    const answer = await by.analyst.get('/api/analysis/survival?by=commune&groups=09700,00070');
    const survival = Survival.parse(await answer.json());
    expect(survival.curves).toHaveLength(3);
    expect(survival.test).toBeNull();
    expect(survival.pairs).toEqual([]);
  });
});
