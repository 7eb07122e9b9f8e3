import type { ExportReceipt, ExportRequest } from '#server/contract/export.ts';

import { call } from './call.ts';
import { api } from './client.ts';

/** Writes to the log what leaves the system and what for, before it does; gives the watermark that it bears. */
export function logExport(json: ExportRequest): Promise<ExportReceipt> {
  return call(api.exports.$post({ json }));
}
