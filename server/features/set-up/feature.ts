import { SET_UP_CODE, SetUp, SetUpHeaders } from '#server/contract/set-up.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { Feature } from '#server/feature.ts';
import { isUnused } from '#server/features/backups/queries.ts';
import { waitForBody } from '#server/http/listen.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { holdsRequests } from '#server/set-up.ts';

import { refuseWrongCode } from './code-middleware.ts';
import { receiveBackup, refuseSetUp } from './receive-commands.ts';

const tags = ['set-up'];

const setUpRoutes = newRouter()
  .openapi(
    route('get', '/set-up', {
      tags,
      summary: 'Whether a backup may be restored, and how far a restore is',
      right: 'public',
      whileRestoring: true,
      responses: { 200: jsonResponse(SetUp, 'The state of the installation; no data') },
    }),
    async (c) => c.json(await readSetUp(c.var.deps), 200),
  )
  .openapi(
    route('post', '/set-up/restore', {
      tags,
      summary: 'Restore a backup into an installation in which nothing was entered',
      description:
        'The body is the file. The code stands in the log of the server, or in DIABAN_SET_UP_CODE. The answer comes once ' +
        'the file has arrived, at 1 MiB a minute at least and within an hour; ask `GET /api/set-up` how far the restore is.',
      right: 'public',
      stream: SetUpHeaders,
      withoutKey: 'A second restore is refused: the installation is used after the first.',
      responses: { 202: jsonResponse(SetUp, 'The file has arrived, and the restore runs') },
      problems: [
        'set_up.used',
        'set_up.not_owner',
        'set_up.under_way',
        'set_up.wrong_code',
        'set_up.cut',
        'set_up.too_slow',
        'set_up.no_backup',
        'set_up.newer',
        'set_up.other_program',
        'set_up.disk_full',
        'request.too_many',
      ],
    }),
    async (c) => {
      const { deps } = c.var;
      await refuseSetUp(deps);
      refuseWrongCode(c, c.req.valid('header')[SET_UP_CODE]);
      waitForBody(c.env);
      const length = Number(c.req.header('content-length') ?? Number.NaN);
      await receiveBackup(deps, {
        body: c.req.raw.body ?? new Blob().stream(),
        length: Number.isSafeInteger(length) ? length : null,
      });
      return c.json({ unused: true, restore: deps.setUp.restore }, 202);
    },
  );

export const setUp = {
  uses: ['backups', 'operations'],
  subjects: {
    'set-up': 'Restoring a backup into an unused installation',
  },
  operations: [setUpRoutes],
} as const satisfies Feature;

/** Tells if a backup may be restored, and how far a restore is. Asks no database that is being written anew. */
async function readSetUp({ database, setUp }: Deps): Promise<SetUp> {
  const { restore } = setUp;
  const unused = holdsRequests(setUp) || (await asSystem(database, isUnused));
  return { unused, restore };
}
