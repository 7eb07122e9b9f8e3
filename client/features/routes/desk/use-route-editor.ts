import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { ApiProblem } from '#client/api/problem.ts';
import { editRoute, routeQuery, ROUTES_KEY } from '#client/features/routes/queries.ts';
import type { Format } from '#client/i18n/format.ts';
import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import type { EditedRoute, RouteOperation } from '#server/contract/route-edit.ts';
import type { RouteDetail } from '#server/contract/route.ts';

type Side = 'before' | 'after';

export type RouteEditor = {
  edit: (...operations: RouteOperation[]) => void;
  /** Edits, and gives the route once the answer is on the screen; null where `error` tells why there is none. */
  editAndWait: (...operations: RouteOperation[]) => Promise<RouteDetail | null>;
  /** Undoes or makes again the last own edit, once those under way are done; nothing where none is left then. */
  restore: (side: Side) => void;
  pending: boolean;
  /** True where a press of undo or redo would do something, now or after the edit under way. */
  restorable: Record<Side, boolean>;
  /** Announcement for screen readers: the new place of the stop moved last, or how many were changed. */
  said: string | null;
  error: unknown;
};

/** Edits one after the other on the version that is shown; what others did meanwhile is kept or told. */
export function useRouteEditor(route: RouteDetail): RouteEditor {
  const text = useText();
  const { routes } = text;
  const format = useFormat();
  const client = useQueryClient();
  const [said, setSaid] = useState<string | null>(null);
  const key = routeQuery(route.id).queryKey;
  const editing = useMutation({
    scope: { id: `route-${route.id}` },
    mutationFn: (asked: RouteOperation[] | Side) => {
      const now = client.getQueryData<RouteDetail>(key) ?? route;
      const operations = typeof asked === 'string' ? restoring(now, asked) : asked;
      if (operations.length === 0) return unchanged(now);
      return editRoute(route.id, { version: now.version, operations });
    },
    onSuccess: async (answer, asked) => {
      const operations = typeof asked === 'string' ? [] : asked;
      client.setQueryData(key, answer.route);
      setSaid(saidOf(answer.route, operations, text, format));
      if (answer.passedOver > 0) {
        const added = format.number(answer.added, 0);
        const count = format.number(answer.passedOver, 0);
        notifications.show({ message: routes.passedOver({ added, count }) });
      }
      const missing = operations.some(({ kind }) => kind === 'remove') ? randomLack(answer) : 0;
      if (missing > 0) {
        notifications.show({ message: routes.randomLack({ count: format.number(missing, 0) }) });
      }
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
  const editAndWait = async (...operations: RouteOperation[]) => {
    const answer = await editing.mutateAsync(operations).catch(() => null);
    return answer?.route ?? null;
  };
  return {
    edit: (...operations) => editing.mutate(operations),
    editAndWait,
    restore: (side) => editing.mutate(side),
    pending: editing.isPending,
    restorable: {
      before: route.undo !== null || editing.isPending,
      // An edit under way leaves nothing to make again; an undo does.
      after: editing.isPending ? typeof editing.variables === 'string' : route.redo !== null,
    },
    said,
    error: editing.error,
  };
}

function restoring({ undo, redo }: RouteDetail, side: Side): RouteOperation[] {
  const version = side === 'before' ? undo : redo;
  return version === null ? [] : [{ kind: 'restore', version, side }];
}

async function unchanged(route: RouteDetail): Promise<EditedRoute> {
  return { route, merged: false, added: 0, passedOver: 0 };
}

/** Number of random stops that a route lacks. */
function randomLack({ route: { randomShare } }: EditedRoute): number {
  return Math.max(0, randomShare.wanted - randomShare.drawn);
}

/** Says the place that a moved stop has now, or how many stops one act has moved, locked or taken out. */
function saidOf(
  { stops, shifts }: RouteDetail,
  operations: readonly RouteOperation[],
  { routes }: Text,
  format: Format,
): string | null {
  const [first] = operations;
  const count = format.number(operations.length, 0);
  const teamOf = (shiftId: number | null) =>
    shifts.find(({ id }) => id === shiftId)?.teamName ?? routes.unassigned;
  if (first?.kind === 'remove') {
    return routes.removedMany({ count: format.number(first.stopIds.length, 0) });
  }
  if (first?.kind === 'lock') return routes.lockedMany({ count });
  if (first?.kind === 'move' && operations.length > 1) {
    return routes.movedMany({ count, team: teamOf(first.shiftId) });
  }
  const moved = operations.find(({ kind }) => kind === 'move');
  const stop = stops.find(({ id }) => moved?.kind === 'move' && id === moved.stopId);
  if (stop === undefined) return null;
  return routes.moved({
    name: stop.code ?? stop.name,
    team: teamOf(stop.shiftId),
    position: format.number(stop.position + 1, 0),
  });
}
