import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import type { Meanwhile } from '#client/offline/outbox/kinds.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import { FieldRouteList } from '#server/contract/route-result.ts';

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
  return items
    .filter((route) => route.routeId === routeId)
    .flatMap(({ shift, stops }) => [
      ...stops.flatMap(({ id, name, result }) =>
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
      ...(shift.finishedAt === null
        ? []
        : [{ what: text.field.finished, who: shift.teamName, at: shift.finishedAt }]),
    ])
    .toSorted((a, b) => a.at.localeCompare(b.at));
}
