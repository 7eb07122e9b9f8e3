import * as z from 'zod';

import { CommuneCode } from './commune.ts';
import { LonLat } from './geo.ts';
import { IsoDate, IsoInstant } from './time.ts';

/**
 * The figures of a commune's week, in the order of the sheet. `points_*`, `*_pending`, `*_overdue`, `*_due`,
 * `*_unchecked`, `*_awaiting_paper` and `*_open` are of the evening of the day of the figures, the others of the days of the
 * week up to it.
 */
export const WEEKLY_FIGURES = [
  'points_active',
  'points_eliminated',
  'points_handed_over',
  'points_recurring',
  'recurrences_confirmed',
  'recurrences_replied',
  'recurrences_unanswered',
  'handovers_asked',
  'handovers_confirmed',
  'handovers_refused',
  'handovers_pending',
  'handovers_overdue',
  'handovers_awaiting_paper',
  'checks_done',
  'checks_seen',
  'checks_stated',
  'checks_with_signs',
  'checks_in_vain',
  'checks_due',
  'checks_overdue',
  'checks_awaiting_paper',
  'checks_unchecked',
  'checks_unchecked_awaiting_paper',
  'signals_raised',
  'signals_confirmed',
  'signals_rejected',
  'signals_open',
] as const;
export const WeeklyFigure = z.enum(WEEKLY_FIGURES).meta({ id: 'WeeklyFigure' });
export type WeeklyFigure = z.infer<typeof WeeklyFigure>;

/** Figures behind which somebody must act: the sheet names their points by code. */
export const FIGURES_WITH_CODES = [
  'recurrences_confirmed',
  'recurrences_unanswered',
  'handovers_overdue',
  'checks_overdue',
  'checks_unchecked',
  'signals_open',
] as const satisfies readonly WeeklyFigure[];

/** More points than these are counted, not named. */
export const MOST_SHEET_CODES = 200;

const Count = z.number().int().min(0);

/** Signed content: numbers, and codes of points. `definitions` names the wording by which they were counted. */
export const WeeklyFigures = z
  .object({
    /**
     * 2: looks that were seen and looks that are only stated stand apart. 3: answers and checks that are in time only by a
     * paper that nobody else has seen are not overdue, and stand apart. 4: so do places that were looked at only by such a
     * paper, which are not unchecked.
     */
    definitions: z.literal([1, 2, 3, 4]),
    counts: z.record(WeeklyFigure, Count),
    codes: z.record(z.enum(FIGURES_WITH_CODES), z.array(z.string())),
  })
  .meta({ id: 'WeeklyFigures' });
export type WeeklyFigures = z.infer<typeof WeeklyFigures>;

/** Lists the figures of a content in their order: a sheet of an older wording lacks those that came later. */
export function figuresOf({ counts }: Pick<WeeklyFigures, 'counts'>): WeeklyFigure[] {
  return WEEKLY_FIGURES.filter((figure) => figure in counts);
}

/** The codes of the points behind a figure; none where the sheet only counts. */
export function codesOf(figures: WeeklyFigures, figure: WeeklyFigure): readonly string[] {
  const coded = FIGURES_WITH_CODES.find((one) => one === figure);
  return coded === undefined ? [] : figures.codes[coded];
}

/** Seven days; the first is a Monday unless the setting `weekly_sheet.week` says otherwise. */
export const SheetWeek = z.object({ firstOn: IsoDate, lastOn: IsoDate });
export type SheetWeek = z.infer<typeof SheetWeek>;

/** Codes of all points that a sheet names, each once and in order. */
export function codesOfAll({ codes }: WeeklyFigures): string[] {
  return [...new Set(FIGURES_WITH_CODES.flatMap((figure) => codes[figure]))].toSorted();
}

const Remark = z.string().trim().normalize('NFC').min(3).max(1_000);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** One signed version; none is ever changed. */
export const WeeklySheet = z
  .object({
    id: z.number().int(),
    version: z.number().int(),
    asOf: IsoDate,
    figures: WeeklyFigures,
    hash: Hash,
    /** True when the figures still give the hash under which they were signed. */
    intact: z.boolean(),
    remark: z.string().nullable(),
    /** Reason for a version after the first; null for the first one. */
    reason: z.string().nullable(),
    preparedBy: z.string().nullable(),
    signedBy: z.string(),
    signedAt: IsoInstant,
  })
  .meta({ id: 'WeeklySheet' });
export type WeeklySheet = z.infer<typeof WeeklySheet>;

export const WeeklyDraft = z
  .object({ remark: z.string().nullable(), preparedBy: z.string(), preparedAt: IsoInstant })
  .meta({ id: 'WeeklyDraft' });
export type WeeklyDraft = z.infer<typeof WeeklyDraft>;

const SheetCommune = z.object({
  id: z.number().int(),
  code: z.string(),
  name: z.string(),
  type: z.enum(['phuong', 'xa']),
});
export type SheetCommune = z.infer<typeof SheetCommune>;

/** For the drawing beside the figures; not signed. Positions are those of today, WGS 84, longitude first. */
const SheetMap = z.object({
  /** Rings of the commune's area, simplified by about 20 m; none without a boundary set. */
  outline: z.array(z.array(LonLat)),
  /** Positions of the points that the figures or a signed version name. */
  places: z.array(z.object({ code: z.string(), place: LonLat })),
});
export type SheetMap = z.infer<typeof SheetMap>;

/** A commune's week: the figures as they are now, and every version that was signed, latest first. */
export const WeeklySheetView = z
  .object({
    commune: SheetCommune,
    week: SheetWeek,
    /** Origin of the first day of the week. */
    weekOrigin: z.string(),
    asOf: IsoDate,
    current: WeeklyFigures,
    currentHash: Hash,
    draft: WeeklyDraft.nullable(),
    versions: z.array(WeeklySheet),
    map: SheetMap,
    /** Reason why the reader may not prepare it; null when they may. */
    whyNotPrepare: z.string().nullable(),
    whyNotSign: z.string().nullable(),
    today: IsoDate,
  })
  .meta({ id: 'WeeklySheetView' });
export type WeeklySheetView = z.infer<typeof WeeklySheetView>;

export const WeeklySheetQuery = z.object({
  commune: CommuneCode,
  /** Any day of the week; this week when absent. */
  week: IsoDate.optional(),
});
export type WeeklySheetQuery = z.infer<typeof WeeklySheetQuery>;

export const SignaturesQuery = WeeklySheetQuery.pick({ week: true });

/** Signatures of a week by the reader's communes. */
export const WeeklySignatures = z
  .object({
    week: SheetWeek,
    today: IsoDate,
    items: z.array(
      z.object({
        commune: SheetCommune,
        signed: z
          .object({
            version: z.number().int(),
            asOf: IsoDate,
            signedBy: z.string(),
            signedAt: IsoInstant,
          })
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'WeeklySignatures' });
export type WeeklySignatures = z.infer<typeof WeeklySignatures>;

export const PrepareSheetBody = z
  .object({ commune: CommuneCode, week: IsoDate, remark: Remark.nullable() })
  .meta({ id: 'PrepareSheet' });
export type PrepareSheet = z.infer<typeof PrepareSheetBody>;

export const SignSheetBody = z
  .object({
    commune: CommuneCode,
    week: IsoDate,
    /** The latest version that the signer saw, 0 for none; a newer one refuses this. */
    after: z.number().int().min(0),
    /** Hash of the figures that the signer saw; the request is refused when they have changed. */
    hash: Hash,
    remark: Remark.nullable().default(null),
    /** Needed for every version after the first. */
    reason: Remark.nullable().default(null),
  })
  .meta({ id: 'SignSheet' });
export type SignSheet = z.infer<typeof SignSheetBody>;
