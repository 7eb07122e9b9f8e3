import type { GazetteerIndex } from '#server/addresses/gazetteer-index.ts';
import { parseAddress } from '#server/addresses/parse-address.ts';
import type { Resolved } from '#server/addresses/place-readings.ts';
import { resolveAddress } from '#server/addresses/resolve-address.ts';
import { PLACE_PRECISIONS, type PlacePrecision } from '#server/contract/geocoding.ts';
import type { LonLat } from '#server/contract/geo.ts';
import { metresBetween } from '#server/methods/local-metres.ts';

/** An address, and the spot that it was written for. */
export type Question = { text: string; place: LonLat };
export type Asked = { question: Question; items: Resolved[]; ambiguous: boolean };

export function askAll(index: GazetteerIndex, questions: readonly Question[]): Asked[] {
  return questions.map((question) => ({
    question,
    ...resolveAddress(parseAddress(question.text), index),
  }));
}

const holds =
  ({ place }: Question) =>
  (one: Resolved) =>
    metresBetween(one.position, place) <= one.radiusMetres;

export type HeldShare = { grade: PlacePrecision; answers: number; held: number; radius: number };

/** The share of the answers that need nobody's choice whose circle holds the spot, by grade; `radius` is the median. */
export function heldByGrade(asked: readonly Asked[]): HeldShare[] {
  return PLACE_PRECISIONS.flatMap((grade) => {
    const own = asked.flatMap(({ question, items: [best], ambiguous }) =>
      best?.precision === grade && !ambiguous ? [{ question, best }] : [],
    );
    if (own.length === 0) return [];
    const held = own.filter(({ question, best }) => holds(question)(best)).length / own.length;
    const radii = own.map(({ best }) => best.radiusMetres).toSorted((a, b) => a - b);
    return [{ grade, answers: own.length, held, radius: radii[radii.length >> 1] ?? 0 }];
  });
}

/** The share of the questions for which one of the answers' circles holds the spot. */
export function hitRate(asked: readonly Asked[]): number {
  const hits = asked.filter(({ question, items }) => items.some(holds(question)));
  return hits.length / asked.length;
}

export function describeShares(shares: readonly HeldShare[]): string {
  return shares
    .map(({ grade, answers, held, radius }) => {
      const percent = (100 * held).toFixed(1);
      return `${grade} ${percent} % of ${answers} (median radius ${radius} m)`;
    })
    .join(', ');
}
