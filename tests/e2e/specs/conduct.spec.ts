import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

test.describe('the line of conduct beside a figure', () => {
  test('leads from each number to exactly as many cases @daily', async ({ people }) => {
    const analyst = await people.as('analyst');
    await analyst.open('/comparison');
    await analyst.expectScreen(words.analysis.title);
    await analyst.conduct.expectShares('recurrences');
    const own = await analyst.conduct.follows('recurrences', 'own');
    expect(own).toBeGreaterThan(0);
    await analyst.conduct.expectCases('own', own);
  });

  test('is of the commune for its leader, on the page of its commune @phone', async ({
    people,
  }) => {
    const leader = await people.as('leader');
    await leader.open('/commune');
    const own = await leader.conduct.follows('recurrences', 'own');
    await leader.conduct.expectCases('own', own);
    await leader.conduct.opensFirstCase();
    await leader.point.expectEventsAtLeast(1);
  });
});
