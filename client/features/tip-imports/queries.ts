import { useMutation } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { TipImportPreview } from '#server/contract/tip-import.ts';

/** Preview of the import of a file; nothing is written. */
export function usePreview() {
  return useMutation({
    mutationFn: (file: File): Promise<TipImportPreview> =>
      call(api['tip-imports'].preview.$post({ form: { file } })),
  });
}
