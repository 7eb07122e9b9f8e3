import { SET_UP_CODE, type SetUp } from '#server/contract/set-up.ts';

import { apiQuery } from './api-query.ts';
import { call } from './call.ts';
import { api } from './client.ts';

/** State of the installation: if a backup may be restored, and how far a restore is. */
export const setUpQuery = apiQuery(['set-up'], api['set-up'].$get, {}, { staleTime: 0 });

/** Sends a backup as it lies on the disk, without reading it into memory; returns once it has arrived. */
export async function sendBackup(file: File, code: string): Promise<SetUp> {
  return call(
    api['set-up'].restore.$post(
      { header: { [SET_UP_CODE]: code } },
      { headers: { 'content-type': 'application/octet-stream' }, init: { body: file } },
    ),
  );
}
