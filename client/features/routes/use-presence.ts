import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import type { RouteDetail, RoutePresence } from '#server/contract/route.ts';

import { routeQuery, ROUTES_KEY, tellPresence } from './queries.ts';

const EVERY_MILLISECONDS = 5_000;

/** Tells that the route is open here, shows who else has it open, and brings in what they change. */
export function usePresence(route: RouteDetail, stopId: number | null): RoutePresence['others'] {
  const { routes } = useText();
  const client = useQueryClient();
  const told = useQuery({
    queryKey: [...ROUTES_KEY, 'presence', route.id, stopId],
    queryFn: () => tellPresence(route.id, stopId),
    refetchInterval: EVERY_MILLISECONDS,
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
  return told.data?.others ?? [];
}
