import { logExport } from '#client/api/log-export.ts';
import { filterQueryText, type Filter } from '#client/register/filter.ts';
import type { ExportReceipt, ExportRequest } from '#server/contract/export.ts';

export type ExportKind = ExportRequest['kind'];

export type ExportOrder = {
  kind: ExportKind;
  purpose: string;
  filter: Filter;
  /** How many points the filter lets through. */
  points: number;
};

/**
 * Writes to the log what is taken out and for what, before anything is produced. The words that
 * were searched for may be a person's, so they are not told.
 */
export function recordExport(order: ExportOrder): Promise<ExportReceipt> {
  const { kind, purpose, points } = order;
  const view = filterQueryText({ ...order.filter, q: '' });
  return logExport({ kind, purpose, points, view });
}
