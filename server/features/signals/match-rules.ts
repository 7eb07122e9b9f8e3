import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import type { CategoryFit, SignalGrade, SignalMatch } from '#server/contract/signal.ts';
import { daysBetween, type IsoDate } from '#server/contract/time.ts';

type Compatibility = MatchingParameters['compatibility'];

/** The categories of places that each category of a signal speaks for. */
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

/** How the category of a signal fits that of a place; a signal without one fits everything. */
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

/** Distance from a place within which a signal speaks of it: the radius, or what both may be off if that is more. */
export function judgedMetres(match: { radiusMetres: number; uncertaintyMetres: number }): number {
  return Math.max(match.radiusMetres, match.uncertaintyMetres);
}

/** Null beyond the ring. What is only known to more than r is never called the same premises. */
export function gradeOf(
  match: { distanceMetres: number; radiusMetres: number; uncertaintyMetres: number },
  { radius }: Pick<MatchingParameters, 'radius'>,
): SignalGrade | null {
  const { distanceMetres, radiusMetres, uncertaintyMetres } = match;
  if (distanceMetres <= radius.exactMetres && uncertaintyMetres <= radiusMetres) return 'exact';
  if (distanceMetres <= judgedMetres(match)) return 'near';
  return distanceMetres <= radiusMetres * radius.vicinityFactor ? 'vicinity' : null;
}

/** Why days between a closure and an event make no candidate recurrence; null when they do: g < days ≤ W. */
export function outsideOf(
  days: number,
  { window }: Pick<MatchingParameters, 'window'>,
): SignalMatch['outside'] {
  if (days <= window.graceDays) return 'within_grace';
  return days > window.windowDays ? 'past_window' : null;
}

/** The match of a stored signal in the words and numbers that are shown for it. */
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
