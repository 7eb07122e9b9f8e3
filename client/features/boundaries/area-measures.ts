import type { BoundaryReport } from '#server/contract/boundary.ts';

export type AreaUnit = 'squareMetres' | 'hectares' | 'squareKilometres';

const HECTARE_M2 = 10_000;
const SQUARE_KILOMETRE_M2 = 1_000_000;

/** An area (m²) in the unit in which people speak of one that large. */
export function areaInUnit(squareMetres: number): { value: number; unit: AreaUnit } {
  if (squareMetres >= SQUARE_KILOMETRE_M2) {
    return { value: squareMetres / SQUARE_KILOMETRE_M2, unit: 'squareKilometres' };
  }
  return squareMetres >= HECTARE_M2
    ? { value: squareMetres / HECTARE_M2, unit: 'hectares' }
    : { value: squareMetres, unit: 'squareMetres' };
}

type Area = BoundaryReport['areas'][number];
export type ComparedArea = Area & {
  /** Share of the area before by which it grew; null where there was none. */
  change: number | null;
};

/** Areas beside those before, the greatest differences first, those without one last. */
export function compareAreas(areas: readonly Area[]): ComparedArea[] {
  const compared = areas.map((area): ComparedArea => {
    const before = area.previousAreaKm2;
    const known = before !== null && before > 0;
    return { ...area, change: known ? area.areaKm2 / before - 1 : null };
  });
  const size = ({ change }: ComparedArea) => (change === null ? -1 : Math.abs(change));
  return compared.toSorted((a, b) => size(b) - size(a) || a.code.localeCompare(b.code));
}

/** True when a report has nothing that needs attention. */
export function isSpotless(report: BoundaryReport): boolean {
  const lists = [
    report.conflicts,
    report.missing,
    report.unmatched,
    report.invalid,
    report.overlaps,
    report.gaps,
    report.strayed,
    report.warnings,
  ];
  return lists.every((list) => list.length === 0);
}

/** Reason why a file cannot be imported: areas that claim one commune together, or communes it lacks. */
export function obstacleOf(
  report: BoundaryReport,
  allowPartial: boolean,
): 'duplicates' | 'missing' | null {
  if (report.conflicts.some(({ reason }) => reason === 'duplicate')) return 'duplicates';
  return report.missing.length > 0 && !allowPartial ? 'missing' : null;
}
