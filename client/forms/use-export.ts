import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useText } from '#client/i18n/use-text.ts';
import { ExportRequest, type ExportReceipt } from '#server/contract/export.ts';

import { useWrite } from './use-write.ts';

/**
 * The purpose given last on this page: the next export of the same work only confirms it. In memory alone, since it may
 * name people and places.
 */
let lastPurpose = '';

/** Content of an export, without its purpose. */
export type ExportOrder = Omit<ExportRequest, 'purpose'>;
/** Export as it was logged: its purpose and receipt stand on every page and picture. */
export type LoggedExport = { purpose: string; receipt: ExportReceipt };

/**
 * Writes to the log what leaves the system and what for; only then may `onLogged` produce anything. The purpose is
 * asked for in `field('purpose')`, which begins with the last one, unless it is known.
 */
export function useExport(
  order: ExportOrder,
  onLogged: (logged: LoggedExport) => void | Promise<void>,
  known?: string,
) {
  const { map } = useText();
  return useWrite({
    draft: 'purpose of an export',
    initial: { purpose: lastPurpose },
    schema: ExportRequest,
    body: ({ purpose }) => ({ ...order, purpose: known ?? purpose }),
    words: { purpose: map.exportPurposeMissing },
    async send(json, once) {
      const receipt = await call(api.exports.$post({ json }, once));
      lastPurpose = json.purpose;
      await onLogged({ purpose: json.purpose, receipt });
      return receipt;
    },
  });
}
