import { describe, expect, it } from 'vitest';

import { foldText } from '#server/contract/text.ts';
import {
  askAll,
  describeShares,
  heldByGrade,
  hitRate,
  type Question,
} from '#tests/support/held-out-addresses.ts';
import { heldOutStops } from '#tests/support/held-out-stops.ts';
import { makeStreets } from '#tests/support/made-streets.ts';
import { realDataMissing } from '#tests/support/real-data.ts';
import { misspell } from '#tests/support/street-names.ts';

import type { GazetteerIndex } from './gazetteer-index.ts';

/** Fewer answers say nothing about a share of nine in ten. */
const LEAST_ANSWERS = 20;

type City = { index: GazetteerIndex; questions: Question[] };

const made = makeStreets(5);
const cities: [name: string, city: () => City][] = [['an invented city', () => made]];
if (!realDataMissing) cities.push(['half of the bus stops', () => heldOutStops(11, 12)]);

describe.each(cities)('of addresses that %s lacks', (_name, read) => {
  const { index, questions } = read();
  const asked = askAll(index, questions);

  it('nine of ten that need nobody’s choice lie within the radius that is stated, whatever the grade', () => {
    const shares = heldByGrade(asked);
    const judged = shares.filter(({ answers }) => answers >= LEAST_ANSWERS);
    expect(judged.length).toBeGreaterThanOrEqual(4);
    expect(describeShares(judged.filter(({ held }) => held < 0.9))).toBe('');
  });

  it('one slip of the pen loses at most five in a hundred, and marks that are left out as few', () => {
    const spoil = misspell(3);
    const rate = hitRate(asked);
    const spoilt = (change: (text: string) => string) =>
      hitRate(
        askAll(
          index,
          questions.map(({ text, place }) => ({ text: change(text), place })),
        ),
      );
    const [withSlip, withoutMarks] = [spoilt(spoil), spoilt(foldText)];
    expect(rate - withSlip).toBeLessThanOrEqual(0.05);
    expect(rate - withoutMarks).toBeLessThanOrEqual(0.05);
  });
});

describe('a street that no gazetteer knows', () => {
  it('is never answered by another street without a person being asked', () => {
    const near = made.names.flatMap((name) => [
      `${name}g`,
      `${name} Hạ`,
      name.slice(1),
      `${name.slice(0, -1)}m`,
    ]);
    const unknown = near.filter((name) => !made.names.includes(name));
    const answers = askAll(
      made.index,
      unknown.flatMap((name) => [
        { text: `12 ${name}`, place: [0, 0] },
        { text: `phố ${name}`, place: [0, 0] },
      ]),
    );
    const found = answers.filter(({ items }) => items.length > 0);
    expect(found.length).toBeGreaterThan(100);
    expect(found.filter(({ ambiguous }) => !ambiguous)).toEqual([]);
  });
});
