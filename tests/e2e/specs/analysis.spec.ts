import { countPresses } from '#tests/e2e/presses.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const RETURNED = 'Cơ sở tắm hơi Minh Họa Số 9';
const HERE = 'phường Hoàn Kiếm';

test('the analyst goes from the funnel to a commune and to its case in three clicks, and into its whole look by the keys alone', async ({
  people,
}) => {
  const app = await people.as('analyst');
  await app.open();
  await app.map.settled();
  const presses = await countPresses(app.page);
  await app.goesTo(words.destinations.analysis);
  await app.analysis.showsFunnel();
  await app.analysis.expectNobodyNamed();
  await app.analysis.opensCasesOf(HERE);
  await app.analysis.expectCasesOf(HERE);
  await app.analysis.opensFirstCase(RETURNED);
  await app.point.expectOpen(RETURNED);
  await presses.within('funnel to commune to case');

  await app.turnsTo('/comparison');
  await app.analysis.showsFunnel();
  await app.analysis.showsAllCommunes();
  await app.analysis.expectCommunesInTable(126);
  await app.analysis.opensByKeys(2);
  await app.analysis.expectCasesOf(/^Các trường hợp: (phường|xã) /);
  expect(app.address()).toMatch(/commune=\d{5}|commune=%22\d{5}%22/);
  await app.analysis.opensLook();
  await app.analysis.expectLook();
});
