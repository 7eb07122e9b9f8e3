import { useMutation, useQueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { TIPS_KEY } from '#client/api/tips.ts';
import type { TipImportPreview, TipImportResult } from '#server/contract/tip-import.ts';

/** Preview of the import of a file; nothing is written. */
export function usePreview() {
  return useMutation({
    mutationFn: (file: File): Promise<TipImportPreview> =>
      call(api['tip-imports'].preview.$post({ form: { file } })),
  });
}

/** Takes in the rows that are ready. */
export function useTipImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File): Promise<TipImportResult> =>
      call(api['tip-imports'].$post({ form: { file } })),
    onSuccess: () => client.invalidateQueries({ queryKey: TIPS_KEY }),
  });
}
