import { readFileSync } from 'node:fs';

import type { Permission } from '#server/contract/permission.ts';
import { FILES } from '#tests/support/sources/source-imports.ts';

/** `nobody`: no session is asked for; `source`: the token of a hotline or portal; `sign-in`: it is read by the route itself; `anyone`: signed in. */
export type Right = Permission | 'anyone' | 'sign-in' | 'source' | 'nobody';

/**
 * All operations, said once more and by hand in `tests/features/<noun>/operations.txt`: the code must agree, and so must
 * a new one. A line holds the operation, its right, and two remarks: `decides` where it asks the person again five
 * minutes after the last proof; `without key` where no Idempotency-Key is needed: passwords, codes and tokens must not be
 * stored, and some writes have an id of their own or write nothing that could be written twice.
 */
const OPERATIONS = FILES.filter((file) => /^tests\/features\/[^/]+\/operations\.txt$/.test(file))
  .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'))
  .map((line) => {
    const [name = '', right = '', remarks = ''] = line.split(/ {2,}/);
    return { name, right: right as Right, remarks: remarks.split(', ') };
  });
const withRemark = (remark: string) =>
  OPERATIONS.filter(({ remarks }) => remarks.includes(remark))
    .map(({ name }) => name)
    .toSorted();

export const RIGHTS: Readonly<Record<string, Right>> = Object.fromEntries(
  OPERATIONS.map(({ name, right }) => [name, right]),
);
export const DECIDING_ROUTES = withRemark('decides');
export const WITHOUT_KEY = withRemark('without key');
