import type { ComparedCommune, Comparison } from '#server/contract/comparison.ts';
import { isSeenEnough, sumOfConduct, type ConductCounts } from '#server/contract/conduct.ts';
import { judge } from '#server/methods/decision-rule.ts';
import { empiricalBayes } from '#server/methods/empirical-bayes.ts';
import { poissonRate } from '#server/methods/exact-poisson.ts';
import { funnelLimits, funnelPosition } from '#server/methods/funnel.ts';
import { overDispersion, type OverDispersion } from '#server/methods/over-dispersion.ts';
import { standardise, type Standardised } from '#server/methods/standardisation.ts';

/** Counts of one stratum of a commune. */
type Stratum = {
  communeId: number;
  stratum: string;
  events: number;
  exposure: number;
  received?: number;
};
type Quality = { communeId: number; whole: number; part: number };
/** Tips of a commune that were in time, as the comparison shows them. */
export type TipsInTime = NonNullable<ComparedCommune['onTime']> & { communeId: number };
type Commune = ComparedCommune['commune'];

export type Counted = {
  now: readonly Stratum[];
  before: readonly Stratum[];
  completeness: readonly Quality[];
  checked: readonly Quality[] | null;
  replies: readonly { communeId: number; part: number }[] | null;
  /** Null for other measures than tips. */
  onTime: readonly TipsInTime[] | null;
  conduct: readonly (ConductCounts & { communeId: number })[];
};

/** Points along which the limits are drawn. */
const CURVE_POINTS = 320;

/** Every commune against what the city's own rates would have brought it, judged by the decision rule. */
export function compareCommunes(
  communes: readonly Commune[],
  counted: Counted,
): Pick<Comparison, 'observed' | 'exposure' | 'dispersion' | 'limits' | 'communes'> {
  const now = byCommune(counted.now);
  const before = byCommune(counted.before);
  const units = communes.map(({ id }) => now.get(id) ?? nothing(id));
  const dispersion = overDispersion(units);
  const smoothed = empiricalBayes(
    units.map(({ observed, exposure }) => ({ events: observed, exposure })),
  );
  const shares = {
    completeness: shareOf(counted.completeness),
    checked: shareOf(counted.checked ?? []),
    replied: new Map((counted.replies ?? []).map(({ communeId, part }) => [communeId, part])),
  };
  return {
    observed: units.reduce((sum, { observed }) => sum + observed, 0),
    exposure: units.reduce((sum, { exposure }) => sum + exposure, 0),
    dispersion,
    limits: curve(Math.max(8, ...units.map(({ expected }) => expected)), dispersion),
    communes: communes.map((commune, i) =>
      rowOf(commune, counted, dispersion, {
        unit: units[i] ?? nothing(commune.id),
        previous: before.get(commune.id) ?? null,
        smoothedRate: smoothed.rates[i] ?? null,
        completeness: shares.completeness.get(commune.id) ?? null,
        // A commune whose closed places nobody looked at at all is not praised for its silence.
        checkedShare: counted.checked === null ? null : (shares.checked.get(commune.id) ?? null),
        onTime: onTimeOf(counted.onTime, commune.id),
        replied: counted.replies === null ? null : (shares.replied.get(commune.id) ?? 0),
      }),
    ),
  };
}

function rowOf(
  commune: Commune,
  counted: Counted,
  dispersion: OverDispersion,
  found: { unit: Standardised; previous: Standardised | null } & Pick<
    ComparedCommune,
    'smoothedRate' | 'completeness' | 'checkedShare' | 'onTime' | 'replied'
  >,
): ComparedCommune {
  const { unit, previous, ...known } = found;
  const received = receivedOf(counted.now, commune.id);
  const conduct = conductOf(counted.conduct, commune.id);
  const rate = poissonRate(unit.observed, unit.exposure);
  const judged = { ...unit, ...known, previous, seenEnough: isSeenEnough(conduct), received };
  return {
    commune,
    observed: unit.observed,
    received,
    expected: unit.expected,
    exposure: unit.exposure,
    ratio: unit.ratio,
    rate: rate?.rate ?? null,
    interval: rate === null ? null : [...rate.interval],
    ...funnelPosition(unit, dispersion),
    actionLimits: [...funnelLimits(unit.expected, dispersion).action],
    verdict: judge(judged, dispersion),
    looks: conduct.looks,
    previousObserved: previous?.observed ?? 0,
    changeZ: countChange(previous?.observed ?? 0, unit.observed).z,
    ...known,
  };
}

function byCommune(strata: readonly Stratum[]): Map<number, Standardised> {
  const counts = strata.map(({ communeId, ...rest }) => ({ unit: String(communeId), ...rest }));
  return new Map(standardise(counts).map((unit) => [Number(unit.unit), unit]));
}

/** Events of a commune at places that had been received; null where nothing is handed over. */
function receivedOf(strata: readonly Stratum[], id: number): number | null {
  if (!strata.some(({ received }) => received !== undefined)) return null;
  return strata
    .filter(({ communeId }) => communeId === id)
    .reduce((sum, { received }) => sum + (received ?? 0), 0);
}

function onTimeOf(counted: Counted['onTime'], id: number): ComparedCommune['onTime'] {
  if (counted === null) return null;
  const row = counted.find(({ communeId }) => communeId === id);
  return { all: row?.all ?? 0, own: row?.own ?? 0, awaiting: row?.awaiting ?? 0 };
}

function conductOf(all: Counted['conduct'], id: number): ConductCounts {
  return sumOfConduct(all.filter(({ communeId }) => communeId === id));
}

function nothing(id: number): Standardised {
  return { unit: String(id), observed: 0, expected: 0, exposure: 0, ratio: null };
}

function shareOf(rows: readonly Quality[]): Map<number, number> {
  return new Map(rows.map(({ communeId, whole, part }) => [communeId, part / whole]));
}

/** Denser where little is expected, where the limits bend most. */
function curve(most: number, dispersion: OverDispersion): Comparison['limits'] {
  return Array.from({ length: CURVE_POINTS }, (_, i) => {
    const expected = most * 1.05 * ((i + 1) / CURVE_POINTS) ** 2;
    const { warning, action } = funnelLimits(expected, dispersion);
    return { expected, warning: [...warning], action: [...action] };
  });
}

/**
 * Wheeler's z of two counts in equal periods, 2(√now − √before): percentages of small counts say nothing
 * (Wheeler 2016). Beyond ±3 the change is more than chance would bring.
 */
export function countChange(before: number, now: number): { z: number; signals: boolean } {
  const z = 2 * (Math.sqrt(now) - Math.sqrt(before));
  return { z, signals: Math.abs(z) > 3 };
}
