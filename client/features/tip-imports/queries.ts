import { useMutation } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { readProblem } from '#client/api/problem.ts';
import type { TableFormat } from '#server/contract/import-history.ts';
import type { TipImportPreview } from '#server/contract/tip-import.ts';

/** Preview of the import of a file; nothing is written. */
export function usePreview() {
  return useMutation({
    mutationFn: (file: File): Promise<TipImportPreview> =>
      call(api['tip-imports'].preview.$post({ form: { file } })),
  });
}

/** The rows of a table that would not be written, as a file with the reasons. */
export async function fetchRefusedTips(file: File, format: TableFormat): Promise<Blob> {
  const response = await api['tip-imports'].refused.$post({ form: { file, format } });
  if (!response.ok) throw await readProblem(response.clone());
  return response.blob();
}
