import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { ImportWord } from '#server/contract/import-word.ts';

/** The words that the office has taught the import. */
export const importWordsQuery = queryOptions({
  queryKey: ['point-imports', 'words'],
  queryFn: ({ signal }): Promise<{ items: ImportWord[] }> =>
    call(api['point-imports'].words.$get({}, { init: { signal } })),
});
