import { REACH } from '#server/contract/permission.ts';

import type { Figures } from './figures.ts';
import { grown } from './marks.ts';
import type { Taken } from './play.ts';

/** Reasons why a bettered figure is in order. */
export const EXCUSES = [
  'work of the day',
  'a second person',
  'a mark',
  'nobody measured',
  'news of another commune',
  'a question',
] as const;
export type Excuse = (typeof EXCUSES)[number];

/** A figure that a step bettered, with what excuses it; null where nothing does. */
export type Bettered = { figure: string; before: number; after: number; excuse: Excuse | null };

/**
 * Finds the figures that a step bettered. Honest work betters figures too, and that is what they are for. So a bettered
 * figure is in order
 * - by work of the day: the step says something of the day on which the clock saw it entered, and it is the work that the
 *   figure counts (a tip closed, a place looked at by somebody else or with a position, a hand-over answered, an
 *   explanation filed). What unmakes, moves, puts off, re-names, re-counts or is typed as a number is never work;
 * - by a second person: two accounts stand behind the step, and not only people of the commune that is measured;
 * - by a mark: a number beside the figure that says how it came about (late, own, unseen, stated, annulled, waiting for a
 *   paper, under a changed rule) has grown;
 * - by news of another commune: a ratio gets better when others do worse, and their own people said so;
 * - by an analyst, whom no figure measures; what two made they do not unmake alone (`api/undoing-property.test.ts`).
 * A tip that is closed is no more on the list of open ones, whichever day was typed: that list takes the clock's.
 * Whoever calls it asks also if a question came.
 */
export function betteredBy(
  before: Figures,
  after: Figures,
  taken: Taken,
  codes: ReadonlyMap<number, string> = new Map(),
): Bettered[] {
  return [...before].flatMap(([figure, was]) => {
    const is = after.get(figure);
    // A rate of nothing is none, and a plan that ended is gone: neither is better than what was.
    if (is === undefined || is.good <= was.good) return [];
    const marked = grown(was.marks, is.marks).length > 0;
    const closed = taken.asked.closes === true && figure.startsWith('overview: tip');
    const seconded = byTwo(taken.persons, was.of, codes);
    const ofAnother = was.relative === true && byOthers(taken.persons, was.of, codes);
    const excuse = closed ? 'work of the day' : excuseOf(taken, { marked, seconded, ofAnother });
    return [{ figure, before: was.good, after: is.good, excuse }];
  });
}

function excuseOf(
  { asked, persons }: Taken,
  { marked, seconded, ofAnother }: { marked: boolean; seconded: boolean; ofAnother: boolean },
): Excuse | null {
  if (asked.work === true) return 'work of the day';
  if (seconded) return 'a second person';
  if (marked) return 'a mark';
  if (ofAnother) return 'news of another commune';
  return persons.every(({ role }) => role === 'analyst') ? 'nobody measured' : null;
}

/** True where two persons stand behind an act, of whom one at least does not act for the commune that is measured. */
function byTwo(
  persons: Taken['persons'],
  of: string | null,
  codes: ReadonlyMap<number, string>,
): boolean {
  const distinct = new Set(persons.map(({ accountId }) => accountId));
  const isMeasured = ({ role, communeIds }: Taken['persons'][number]) =>
    REACH[role] === 'communes' &&
    (of === null || communeIds.length === 0 || communeIds.some((id) => codes.get(id) === of));
  return distinct.size > 1 && !persons.every(isMeasured);
}

/** True where everybody who acted answers for communes, and nobody for this one. */
const byOthers = (
  persons: Taken['persons'],
  of: string | null,
  codes: ReadonlyMap<number, string>,
): boolean =>
  persons.every(
    ({ role, communeIds }) =>
      REACH[role] === 'communes' && !communeIds.some((id) => codes.get(id) === of),
  );
