import { test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const { pointDraw } = words;

test('a way and an area are measured on the map by the keys and by the pointer, and Escape ends it', async ({
  people,
}) => {
  const officer = await people.as('officer');
  const { map } = officer;
  await officer.open('/?at=105.845,21.025&z=14&panel=closed');
  await map.settled();
  await map.startsMeasuring();
  await map.measuresByNumbers('21,02; 105,84', '21,02; 105,85');
  await map.expectMeasured(pointDraw.length({ size: '1 km' }));
  await map.endsMeasuringByKey();
  await map.expectMeasureButtonFocused();

  await map.startsMeasuring();
  await map.measuresArea();
  await map.measuresFrom([105.84, 21.02]);
  await map.measuresFrom([105.85, 21.02]);
  await map.measuresFrom([105.85, 21.03]);
  await map.expectMeasured(/^Diện tích: 5[78](,\d)? ha$/);
  await map.endsMeasuringByKey();
});
