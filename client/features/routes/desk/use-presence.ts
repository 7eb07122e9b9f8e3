import { notifications } from '@mantine/notifications';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { routeQuery, ROUTES_KEY, tellPresence } from '#client/features/routes/queries.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { RouteDetail, RoutePresence, RouteShift, Stop } from '#server/contract/route.ts';

/** The stop, or the day of a team, whose dialog is open, as it was when it was opened. */
export type Opened = { stop: Stop } | { shift: RouteShift } | null;

const EVERY_MILLISECONDS = 5_000;

/** Tells that the route is open here, shows who else has it open, and brings in what they change. */
export function usePresence(
  route: RouteDetail,
  opened: Opened,
): Pick<RoutePresence, 'others' | 'lastEdit'> {
  const { routes } = useText();
  const client = useQueryClient();
  const about = {
    stopId: opened !== null && 'stop' in opened ? opened.stop.id : null,
    shiftId: opened !== null && 'shift' in opened ? opened.shift.id : null,
  };
  const told = useQuery({
    // Asked again with every version: who made it is told then.
    queryKey: [...ROUTES_KEY, 'presence', route.id, about, route.version],
    queryFn: () => tellPresence(route.id, about),
    refetchInterval: EVERY_MILLISECONDS,
    placeholderData: keepPreviousData,
  });
  const version = told.data?.version ?? 0;
  const behind = version > route.version;
  useEffect(
    function bringIn() {
      if (!behind) return;
      notifications.show({ id: `route-${route.id}-changed`, message: routes.changedElsewhere });
      void client.invalidateQueries({ queryKey: routeQuery(route.id).queryKey });
    },
    [behind, client, route.id, routes.changedElsewhere],
  );
  const { others = [], lastEdit = null } = told.data ?? {};
  return { others, lastEdit: told.isPlaceholderData ? null : lastEdit };
}
