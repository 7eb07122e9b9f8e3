import { RING_METRES } from '#client/map/distance-rings.tsx';
import { civilDate, dateOfDay, dayNumber } from '#server/contract/civil-day.ts';
import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { countPresses } from '#tests/e2e/presses.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { SHARP } from '#tests/e2e/unpainted-maps.ts';
import { format, words } from '#tests/e2e/words.ts';

const PURPOSE = 'Báo cáo giao ban tuần';
const RETURNED = 'Cơ sở tắm hơi Minh Họa Số 9';
/** An evening of the invented story, which ends today. */
const EVENING = dateOfDay(dayNumber(civilDate(new Date().toISOString())) - 120);
const VIEW = `status=recurring,eliminated&as_of=${EVENING}&at=105.8525,21.0287&z=11`;

test.use(SHARP);

test('a map leaves the system as a picture, on paper and as a record: each says its purpose first, holds what the screen showed, and is in the log', async ({
  people,
}) => {
  const analyst = await people.as('analyst');
  await analyst.open(`/?${VIEW}`);
  await analyst.map.settled();
  await analyst.exports.opens();
  await analyst.exports.triesPicture();
  await analyst.exports.expectPurposeMissing();
  await analyst.exports.states(PURPOSE);
  const picture = await analyst.exports.takesPicture();
  expect(picture.name).toBe(`dia-ban-${EVENING}.png`);
  expect(picture.width).toBeGreaterThan(1_000);
  expect(picture.height).toBeGreaterThan(700);
  // Ground, marks, letters: an empty canvas has one.
  expect(picture.colours).toBeGreaterThan(200);
  await leavesByFewPresses(analyst);
  await printsSheet(analyst);
  await printsRings(analyst);
  await printsRecord(analyst);

  const auditor = await people.as('auditor');
  await auditor.open('/audit');
  await auditor.audit.filtersByAction('export.map_picture');
  await auditor.audit.expectLine(PURPOSE);
});

/** The second picture, whose purpose is that of the first unless it is changed, and the link of the same view. */
async function leavesByFewPresses({ page, exports, address }: App): Promise<void> {
  const picture = await countPresses(page);
  await exports.opens();
  await exports.takesPicture();
  await picture.within('picture of this view');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const link = await countPresses(page);
  await exports.copiesLink();
  await link.within('link of this view');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address());
}

/** The view on one sheet, with legend, day, filter, purpose and maker. */
async function printsSheet(analyst: App): Promise<void> {
  await analyst.turnsTo(`/print?${VIEW}`);
  await analyst.exports.states(PURPOSE);
  await analyst.exports.preparesSheet();
  await analyst.exports.expectOnSheet(
    format.date(EVENING),
    words.register.status.recurring,
    words.register.status.eliminated,
    PURPOSE,
    /Dữ liệu minh họa/i,
    words.map.printedScale({ scale: '135.000' }),
  );
  // Zoom 11 at this latitude: 40,075,017 m × cos 21.0287° / (512 × 2¹¹).
  expect((await analyst.exports.metresPerPixel()) / 35.673).toBeCloseTo(1, 1);
  await analyst.look.screenshot('print-sheet');
  expect(await analyst.exports.pagesOnPaper()).toBe(1);
}

/** The record of a point, which bears on each of its pages what for, by whom and when. */
async function printsRecord(analyst: App): Promise<void> {
  const { id } = await analyst.server.pointNamed(RETURNED);
  await analyst.turnsTo(`/?id=${id}`);
  await analyst.point.expectOpen(RETURNED);
  await analyst.paper.printsRecord(PURPOSE);
  expect(await analyst.paper.expectMarked('record-on-paper', PURPOSE)).toBeGreaterThan(1);
}

/** A sheet of a point with its rings of distance names their radii and the point. */
async function printsRings(analyst: App): Promise<void> {
  const { id, code, anchor } = await analyst.server.pointNamed(RETURNED);
  await analyst.open(`/print?at=${anchor.join()}&z=15&id=${id}&rings=true`);
  await analyst.exports.states(PURPOSE);
  await analyst.exports.preparesSheet();
  const radii = RING_METRES.map((metres) => format.distance(metres)).join(', ');
  const point = `${code} ${RETURNED}`;
  await analyst.exports.expectOnSheet(words.map.printedRings({ radii, point }));
  await analyst.look.screenshot('print-sheet-rings');
}
