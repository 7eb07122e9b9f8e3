import {
  CONSENT_CODES,
  type ConsentCode,
  type ImportPreview,
  type LikelyGrid,
  type RowProblem,
  type Vn2000Grid,
} from '#server/contract/point-import.ts';
import type { LonLat } from '#server/contract/geo.ts';

export type GridChoice = { grid: Vn2000Grid; at: LonLat };

/** Something that rows wait for: how many of them, and for metres on which grids they may lie. */
export type ConsentOffer = {
  code: ConsentCode;
  count: number;
  grids: GridChoice[];
  northingFirst: boolean;
  /** The grid that the communes named in the file point to; null where they decide nothing. */
  likely: LikelyGrid | null;
};

/**
 * Offers that the user may agree to. Rows stop asking once the user has agreed, so an offer stays as long as its
 * consent does: it must be visible to be withdrawn.
 */
export function offersOf(preview: ImportPreview, before: readonly ConsentOffer[]): ConsentOffer[] {
  return CONSENT_CODES.flatMap((code) => {
    const named = preview.problems.filter((problem) => problem.code === code);
    const waiting = named.filter((problem) => problem.severity === 'needs_consent');
    const earlier = before.find((offer) => offer.code === code);
    if (waiting.length === 0) {
      return preview.mapping.consents.includes(code) && earlier !== undefined ? [earlier] : [];
    }
    // Only the first problems are named; of those that are refused anyway there are few.
    const total = preview.problemCounts.find((entry) => entry.code === code)?.count ?? 0;
    const count = total - (named.length - waiting.length);
    const grids = gridsOf(waiting, earlier);
    const likely = grids.length === 0 ? null : (preview.likelyGrid ?? earlier?.likely ?? null);
    return [{ code, count, grids, northingFirst: turned(waiting), likely }];
  });
}

function gridsOf(waiting: readonly RowProblem[], earlier: ConsentOffer | undefined): GridChoice[] {
  const choices = new Map((earlier?.grids ?? []).map((choice) => [choice.grid, choice]));
  for (const { assumption, suggestion } of waiting) {
    if (assumption === undefined || suggestion === undefined) continue;
    const found = [{ grid: assumption.grid, position: suggestion }, ...assumption.alternatives];
    for (const { grid, position } of found) {
      if (!choices.has(grid)) choices.set(grid, { grid, at: position });
    }
  }
  return [...choices.values()];
}

function turned(waiting: readonly RowProblem[]): boolean {
  return waiting.some((problem) => problem.assumption?.northingFirst === true);
}
