import * as z from 'zod';

import { AnnulmentPreview } from './annulment.ts';
import { CommuneShare } from './commune.ts';
import { EventKind } from './point.ts';
import { IsoDate } from './time.ts';

/** Acts of one press on many points: each of them carries the same id, drawn by the device that recorded them. */
export const BatchId = z.uuid();

/** Names of communes that effects speak of by their ids. */
export const NamedCommunes = z.array(CommuneShare.omit({ lead: true }));
export type NamedCommunes = z.infer<typeof NamedCommunes>;

/** `annul`: declared mistaken; `withdraw`: a proposed hand-over that waits for its answers is taken back. */
export const UndoingWay = z.enum(['annul', 'withdraw']).meta({ id: 'UndoingWay' });

/** One act of a batch, with all that follows when it is undone, or the reason why it cannot be now. */
export const BatchAct = AnnulmentPreview.extend({
  pointId: z.number().int(),
  code: z.string(),
  officialName: z.string(),
  kind: EventKind,
  effectiveOn: IsoDate,
  way: UndoingWay,
  /** A waiting part of the hand-over that is withdrawn; null where the act is annulled. */
  handoverId: z.number().int().nullable(),
  /** It has been annulled or withdrawn already. */
  undone: z.boolean(),
}).meta({ id: 'BatchAct' });
export type BatchAct = z.infer<typeof BatchAct>;

/** The acts of one press at points within reach, in the order of their recording. */
export const ActBatch = z
  .object({ id: BatchId, items: z.array(BatchAct), communes: NamedCommunes })
  .meta({ id: 'ActBatch' });
export type ActBatch = z.infer<typeof ActBatch>;
