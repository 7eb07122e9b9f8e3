import { FEWEST_ALIKE, type Open311Query, type Open311Request } from '#server/contract/open311.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { addDays } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { listReleasedTips } from './queries.ts';
import { requestOf } from './rules.ts';

/** GeoReport v2: without days, the last ninety. */
const USUAL_DAYS = 90;
const EVER = '1900-01-01';

/** The tips that may leave, as GeoReport asks for them; that they left stands in the log. */
export async function readOpen311Requests(
  deps: Deps,
  actor: Actor,
  query: Open311Query,
): Promise<Open311Request[]> {
  const today = deps.clock.today();
  const named = query.service_request_id !== undefined;
  const from = query.start_date ?? (named ? EVER : addDays(query.end_date ?? today, -USUAL_DAYS));
  return asActor(deps.database, actor, async (sql) => {
    const tips = await listReleasedTips(sql, {
      codes: query.service_request_id ?? null,
      kinds: query.service_code ?? null,
      statuses: query.status ?? null,
      // Days that leave are months: a month belongs to the period when its first day does.
      from: `${from.slice(0, 8)}01`,
      to: query.end_date ?? today,
      fewest: FEWEST_ALIKE,
      most: query.page_size,
      after: (query.page - 1) * query.page_size,
    });
    await appendAudit(sql, deps.clock, {
      action: 'export.open311',
      subjectKind: 'export',
      subjectId: null,
      detail: { requests: tips.length, from, to: query.end_date ?? today },
    });
    return tips.map(requestOf);
  });
}

/** One of them. Throws `tip.not_found`, also where fewer than three are alike. */
export async function readOpen311Request(
  deps: Deps,
  actor: Actor,
  code: string,
): Promise<Open311Request> {
  const [request] = await readOpen311Requests(deps, actor, {
    service_request_id: [code],
    page: 1,
    page_size: 1,
  });
  if (request === undefined) throw new AppError('tip.not_found');
  return request;
}
