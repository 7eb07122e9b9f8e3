import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import type { Meanwhile } from '#client/offline/outbox/kinds.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import { FieldRouteList } from '#server/contract/route-result.ts';
import { RouteDetail, type RouteShift } from '#server/contract/route.ts';

/** Refusals after which a result or a stop can only fail on this route. */
export const ROUTE_SETTLED = [
  'route.not_found',
  'route.not_published',
  'route.stop_unknown',
  'route.shift_finished',
  'route.result_id_taken',
] as const satisfies readonly ProblemCode[];

/**
 * Lists what others recorded on the entry's route: the end of the shift, and the result of the same stop. Throws
 * ApiProblem, ApiUnreachable.
 */
export async function meanwhileOnRoute(
  entry: Entry,
  { routes: text }: Text,
): Promise<readonly Meanwhile[]> {
  const { routeId, stop } = entry.context as { routeId: number; stop?: { id: number } };
  const { items } = FieldRouteList.parse(await call(api.routes.mine.$get({})));
  const listed = items.filter((route) => route.routeId === routeId);
  // A route that is over leaves the list the day after.
  const shifts =
    listed.length > 0 ? listed.map(({ shift }) => shift) : await shiftsOfRoute(routeId);
  const results = listed.flatMap(({ stops }) =>
    stops.flatMap(({ id, name, result }) =>
      result === null || id !== stop?.id
        ? []
        : [
            {
              what: `${name}: ${text.field.results[result.result]}`,
              who: result.recordedBy,
              at: result.finishedAt,
            },
          ],
    ),
  );
  const ends = shifts.flatMap(({ teamName, finishedAt }) =>
    finishedAt === null ? [] : [{ what: text.field.finished, who: teamName, at: finishedAt }],
  );
  return [...results, ...ends].toSorted((a, b) => a.at.localeCompare(b.at));
}

async function shiftsOfRoute(routeId: number): Promise<readonly RouteShift[]> {
  const asked = { param: { id: String(routeId) }, query: {} };
  return RouteDetail.parse(await call(api.routes[':id'].$get(asked))).shifts;
}
