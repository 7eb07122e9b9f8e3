import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';

/** The words that the office has taught the import. */
export const importWordsQuery = apiQuery(
  ['point-imports', 'words'],
  api['point-imports'].words.$get,
  {},
);
