import type { IsoDate } from '#server/contract/time.ts';
import type { WeeklyFigures, WeeklySheet, WeeklySheetView } from '#server/contract/weekly-sheet.ts';

/** Content of the sheet that is shown. */
export type ShownSheet = {
  /** Null: the present figures, which nobody has signed. */
  version: WeeklySheet | null;
  figures: WeeklyFigures;
  asOf: IsoDate;
  remark: string | null;
  /** Version before, with which it is compared; null for the first. */
  before: { version: number; figures: WeeklyFigures } | null;
};

/** The version asked for, 0 for the present figures; without a wish the latest signed one. */
export function shownSheet(sheet: WeeklySheetView, asked: number | null): ShownSheet {
  const at = asked === null ? 0 : sheet.versions.findIndex((version) => version.version === asked);
  const version = sheet.versions[at] ?? null;
  if (version === null) {
    return {
      version,
      figures: sheet.current,
      asOf: sheet.asOf,
      remark: sheet.draft?.remark ?? null,
      before: sheet.versions[0] ?? null,
    };
  }
  const { figures, asOf, remark } = version;
  return { version, figures, asOf, remark, before: sheet.versions[at + 1] ?? null };
}
