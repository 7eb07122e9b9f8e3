import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import type { CategoryFit, SignalGrade, SignalMatch } from '#server/contract/signal.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';

export type Compatibility = MatchingParameters['compatibility'];

/** Categories of places that are compatible with each category of a signal. */
export function compatibleCategories({
  groups,
  compatible,
}: Compatibility): Record<string, string[]> {
  const categoriesOf = new Map(groups.map(({ code, categories }) => [code, categories]));
  return Object.fromEntries(
    groups.flatMap(({ code, categories }) => {
      const others = compatible.filter(([from]) => from === code).map(([, to]) => to);
      const fitting = [code, ...others].flatMap((group) => categoriesOf.get(group) ?? []);
      return categories.map((category) => [category, fitting] as const);
    }),
  );
}

/** Compares the category of a signal with that of a place; a signal without a category fits every place. */
export function categoryFit(
  ofSignal: string | null,
  ofPlace: string,
  compatibility: Compatibility,
): CategoryFit {
  if (ofSignal === null) return 'unknown';
  if (ofSignal === ofPlace) return 'same';
  const together = compatibility.groups.some(
    ({ categories }) => categories.includes(ofSignal) && categories.includes(ofPlace),
  );
  if (together) return 'same_group';
  const fitting = compatibleCategories(compatibility)[ofSignal] ?? [];
  return fitting.includes(ofPlace) ? 'compatible' : 'different';
}

/** Greatest distance at which a signal is matched to a place: the radius or the uncertainty of both positions, if greater. */
export function judgedMetres(match: { radiusMetres: number; uncertaintyMetres: number }): number {
  return Math.max(match.radiusMetres, match.uncertaintyMetres);
}

/** Grade by distance; null beyond the vicinity ring. A position less certain than the radius is never graded exact. */
export function gradeOf(
  match: { distanceMetres: number; radiusMetres: number; uncertaintyMetres: number },
  { radius }: Pick<MatchingParameters, 'radius'>,
): SignalGrade | null {
  const { distanceMetres, radiusMetres, uncertaintyMetres } = match;
  if (distanceMetres <= radius.exactMetres && uncertaintyMetres <= radiusMetres) return 'exact';
  if (distanceMetres <= judgedMetres(match)) return 'near';
  return distanceMetres <= radiusMetres * radius.vicinityFactor ? 'vicinity' : null;
}

/** Reason why an event so many days after a closure is no candidate recurrence; null when g < days ≤ W. */
export function outsideOf(
  days: number,
  { window }: Pick<MatchingParameters, 'window'>,
): SignalMatch['outside'] {
  if (days <= window.graceDays) return 'within_grace';
  return days > window.windowDays ? 'past_window' : null;
}

/** The match of a stored signal as it is shown. */
export function matchOf(
  signal: {
    grade: SignalGrade | null;
    distanceMetres: number | null;
    radiusMetres: number | null;
    uncertaintyMetres: number | null;
    closedOn: IsoDate | null;
    occurredOn: IsoDate;
    category: string | null;
    placeCategory: string | null;
    named: boolean;
  },
  parameters: MatchingParameters,
): SignalMatch | null {
  const { grade, closedOn, occurredOn, placeCategory, radiusMetres, uncertaintyMetres } = signal;
  if (grade === null || placeCategory === null) return null;
  const days = closedOn === null ? null : daysBetween(closedOn, occurredOn);
  return {
    grade,
    distanceMetres: signal.distanceMetres,
    radiusMetres,
    uncertaintyMetres,
    judgedMetres:
      radiusMetres === null || uncertaintyMetres === null
        ? null
        : judgedMetres({ radiusMetres, uncertaintyMetres }),
    closedOn,
    daysSinceClosure: days,
    category: categoryFit(signal.category, placeCategory, parameters.compatibility),
    named: signal.named,
    outside: days === null ? null : outsideOf(days, parameters),
  };
}
