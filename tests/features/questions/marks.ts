import type { Questions } from '#server/contract/question.ts';
import type { FeatureMarks } from '#tests/support/marks/feature-marks.ts';
import { HERE } from '#tests/support/marks/planter.ts';

import { closeMonthly } from './close-monthly.ts';

const COMMUNE = '00070';

/** Words in an answer to a question. */
const plantAnswers: FeatureMarks = async (planter, by) => {
  // Reporting months end on the 14th: one commune closes just before it, two others in the middle of theirs.
  const { database } = planter.test;
  await closeMonthly(database, COMMUNE, [12, 12, 12, 12, 12, 12, 12, 12, 12, 12]);
  await closeMonthly(database, '09700', [20, 25, 1, 5, 28, 22, 3, 18, 26, 2]);
  await closeMonthly(database, '00082', [21, 24, 2, 6, 27, 23, 4, 19, 25, 3]);
  const { items } = await planter.does<Questions>(by.leader, 'GET /api/questions', {});
  const question = items.find(({ kind }) => kind === 'bunched_closures');
  if (question === undefined) throw new Error('nothing is asked');
  await planter.does(by.leader, 'POST /api/questions/replies', {
    kind: question.kind,
    communeId: question.commune?.id,
    year: question.year,
    state: 'filed',
    words: `Phường xếp lịch theo đợt cao điểm. ${HERE}`,
    documentNumbers: [HERE],
    after: 0,
  });
};
export default plantAnswers;
