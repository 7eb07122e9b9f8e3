import { periodOf } from '#server/contract/reporting-period.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { draftReport, sendReport } from '#server/features/reports/commands.ts';
import { readPeriodRules } from '#server/settings/period-setting.ts';

import type { Cast } from './cast.ts';

/** Sends the city's report of the year before, so that there is one to approve and to publish. */
export async function tellReports(deps: Deps, { cast }: { cast: Cast }): Promise<void> {
  const { deputy } = cast;
  const rules = await asActor(deps.database, deputy, readPeriodRules);
  const { year } = periodOf(rules, 'year', deps.clock.today());
  const { versions, currentHash } = await draftReport(deps, deputy, {
    kind: 'year',
    year: year - 1,
    number: 1,
    commune: null,
    remark: 'Đề nghị các phường, xã tiếp tục kiểm tra định kỳ các điểm đã triệt xóa (minh họa).',
    reason: null,
  });
  const [draft] = versions;
  if (draft === undefined) throw new Error('the report of the story was not drafted');
  await sendReport(deps, deputy, draft.id, currentHash);
}
