import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { ApiProblem } from '#client/api/problem.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { RouteDetail } from '#server/contract/route.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';

import { editRoute, routeQuery, ROUTES_KEY } from './queries.ts';

export type RouteEditor = {
  edit: (...operations: RouteOperation[]) => void;
  pending: boolean;
  /** Announcement for screen readers: the new place of the stop moved last. */
  said: string | null;
  error: unknown;
};

/** Edits one after the other on the version that is shown; what others did meanwhile is kept or told. */
export function useRouteEditor(route: RouteDetail): RouteEditor {
  const { routes } = useText();
  const format = useFormat();
  const client = useQueryClient();
  const [said, setSaid] = useState<string | null>(null);
  const key = routeQuery(route.id).queryKey;
  const editing = useMutation({
    scope: { id: `route-${route.id}` },
    mutationFn: (operations: RouteOperation[]) => {
      const { version } = client.getQueryData<RouteDetail>(key) ?? route;
      return editRoute(route.id, { version, operations });
    },
    onSuccess: async (answer, operations) => {
      client.setQueryData(key, answer.route);
      setSaid(standingOf(answer.route, operations));
      if (answer.merged) notifications.show({ message: routes.merged });
      if (operations.some(({ kind }) => kind === 'add' || kind === 'remove')) {
        await client.invalidateQueries({ queryKey: [...ROUTES_KEY, 'candidates'] });
      }
    },
    onError: async (error) => {
      if (error instanceof ApiProblem && error.code === 'route.changed_meanwhile')
        await client.invalidateQueries({ queryKey: key });
    },
  });
  const standingOf = ({ stops, shifts }: RouteDetail, operations: readonly RouteOperation[]) => {
    const moved = operations.find(({ kind }) => kind === 'move');
    const stop = stops.find(({ id }) => moved?.kind === 'move' && id === moved.stopId);
    if (stop === undefined) return null;
    return routes.moved({
      name: stop.code ?? stop.name,
      team: shifts.find(({ id }) => id === stop.shiftId)?.teamName ?? routes.unassigned,
      position: format.number(stop.position + 1, 0),
    });
  };
  return {
    edit: (...operations) => editing.mutate(operations),
    pending: editing.isPending,
    said,
    error: editing.error,
  };
}
