import type { WeeklySheetView } from '#server/contract/weekly-sheet.ts';
import type { FeatureMarks } from '#tests/support/marks/feature-marks.ts';
import { HERE } from '#tests/support/marks/planter.ts';
import { eliminated } from '#tests/support/points/register-acts.ts';

const COMMUNE = '00070';

const plantSheet: FeatureMarks = async (planter, by) => {
  // The week in which a place is closed between the two signatures.
  const week = '2026-03-01';
  const sheet = { commune: COMMUNE, week };
  const prepare = { ...sheet, remark: HERE };
  await planter.does(by.officer, 'POST /api/weekly-sheets/prepare', prepare);
  const sign = async (reason: string | null) => {
    const address = `GET /api/weekly-sheets?commune=${COMMUNE}&week=${week}`;
    const seen = await planter.does<WeeklySheetView>(by.leader, address, {});
    const after = seen.versions[0]?.version ?? 0;
    const body = { ...sheet, after, hash: seen.currentHash, remark: HERE, reason };
    await planter.does(by.leader, 'POST /api/weekly-sheets/sign', body);
  };
  await sign(null);
  await eliminated(by);
  await sign(HERE);
};
export default plantSheet;
