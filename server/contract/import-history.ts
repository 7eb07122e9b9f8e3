import * as z from 'zod';

import { RowProblemCode } from './point-import.ts';
import { EventKind } from './point.ts';
import { TipRowProblemCode } from './tip-import.ts';
import { TipEventKind } from './tip.ts';
import { IsoDate, IsoInstant } from './time.ts';

/**
 * Outcomes of a row: written as a new point; in the register already, the same or different; not written because it
 * waited for a decision, or because it was refused.
 */
export const ROW_OUTCOMES = ['added', 'unchanged', 'changed', 'waiting', 'refused'] as const;
export const RowOutcome = z.enum(ROW_OUTCOMES).meta({ id: 'ImportRowOutcome' });
export type RowOutcome = z.infer<typeof RowOutcome>;

/** An import that was written. All counts are rows of its file, and each row is counted once. */
export const ImportRun = z
  .object({
    id: z.number().int(),
    fileName: z.string(),
    /** SHA-256 of the file, hexadecimal. */
    fileHash: z.string(),
    importedBy: z.string(),
    importedAt: IsoInstant,
    rows: z.number().int(),
    added: z.number().int(),
    unchanged: z.number().int(),
    changed: z.number().int(),
    waiting: z.number().int(),
    refused: z.number().int(),
    /** False for an import of before its rows were kept: it cannot be opened or undone. */
    keepsRows: z.boolean(),
    undoneBy: z.string().nullable(),
    undoneAt: IsoInstant.nullable(),
  })
  .meta({ id: 'ImportRun' });
export type ImportRun = z.infer<typeof ImportRun>;

export const ImportRunQuery = z.object({
  /** Id of the last import of the page before. */
  before: z.coerce.number().int().positive().max(2_147_483_647).optional(),
});
/** A page of imports, latest first; `next` is the `before` of the following page, null at the end. */
export const ImportRunList = z
  .object({ items: z.array(ImportRun), next: z.number().int().nullable() })
  .meta({ id: 'ImportRunList' });
export type ImportRunList = z.infer<typeof ImportRunList>;

/** Things beside later events that can stand on an imported point. */
export const OTHER_STANDING = [
  'merged_into_it',
  'signal',
  'route_stop',
  'attachment',
  'plan',
  'handover_answer',
] as const;
export type OtherStanding = (typeof OTHER_STANDING)[number];

/** One thing that stands on an imported point. */
export const StandingAct = z.object({
  kind: z.union([EventKind, z.enum(OTHER_STANDING)]),
  /** Day on which it took effect; null where it has none. */
  on: IsoDate.nullable(),
});
export type StandingAct = z.infer<typeof StandingAct>;

/** A point that keeps its import from being undone, with the acts that stand on it. */
export const StandingPoint = z
  .object({
    pointId: z.number().int(),
    code: z.string(),
    officialName: z.string(),
    acts: z.array(StandingAct),
  })
  .meta({ id: 'StandingPoint' });
export type StandingPoint = z.infer<typeof StandingPoint>;

/** Things beside later events that can stand on an imported tip. */
export const OTHER_TIP_STANDING = ['signal', 'attachment'] as const;

/** A tip that keeps its import from being undone, with the acts that stand on it. */
export const StandingTip = z
  .object({
    tipId: z.number().int(),
    code: z.string(),
    acts: z.array(
      z.object({
        kind: z.union([TipEventKind, z.enum(OTHER_TIP_STANDING)]),
        on: IsoDate.nullable(),
      }),
    ),
  })
  .meta({ id: 'StandingTip' });
export type StandingTip = z.infer<typeof StandingTip>;

/** One import, and the reason why it cannot be undone. */
export const ImportRunDetail = ImportRun.extend({
  /** Code of the reason; null when it can be undone now. */
  whyNotUndo: z.string().nullable(),
  /** Number of points or tips with acts that stand on them, and the first of these. */
  standing: z.object({
    count: z.number().int(),
    items: z.array(StandingPoint),
    tips: z.array(StandingTip),
  }),
}).meta({ id: 'ImportRunDetail' });
export type ImportRunDetail = z.infer<typeof ImportRunDetail>;

export const ImportRowQuery = z.object({
  outcome: RowOutcome.optional(),
  /** Line after which the page begins. */
  after: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
});
/** A row of an import: its line in the file, what became of it, and its point where there is one. */
export const ImportRunRow = z
  .object({
    line: z.number().int(),
    outcome: RowOutcome,
    /** Null for a row that was refused: its cells are not kept. */
    name: z.string().nullable(),
    reasons: z.array(z.union([RowProblemCode, TipRowProblemCode])),
    /** Null where there was none, and once it is gone. */
    point: z.object({ id: z.number().int(), code: z.string() }).nullable(),
    /** Null also where the tip lies beyond the reader's reach. */
    tip: z.object({ id: z.number().int(), code: z.string() }).nullable(),
    /** Code of the point or tip that went when the import was undone. */
    removedCode: z.string().nullable(),
  })
  .meta({ id: 'ImportRunRow' });
export type ImportRunRow = z.infer<typeof ImportRunRow>;

export const ImportRunRowList = z
  .object({ items: z.array(ImportRunRow), next: z.number().int().nullable() })
  .meta({ id: 'ImportRunRowList' });
export type ImportRunRowList = z.infer<typeof ImportRunRowList>;

/** Formats of files that the import gives back: templates, and rows that were refused. */
export const TABLE_FORMATS = ['csv', 'xlsx'] as const;
export const TableFormat = z.enum(TABLE_FORMATS);
export type TableFormat = z.infer<typeof TableFormat>;
