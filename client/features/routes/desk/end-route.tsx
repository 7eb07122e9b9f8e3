import { Menu, Textarea } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { routeQuery, ROUTES_KEY } from '#client/features/routes/queries.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DeleteRoute, type RouteDetail, WithdrawRoute } from '#server/contract/route.ts';

/** The way in which a route ends: a published one is withdrawn, a draft deleted; null where neither can be. */
export type RouteEnd = 'withdraw' | 'delete';

function endOf({ mayPlan, state }: RouteDetail): RouteEnd | null {
  if (!mayPlan) return null;
  return state === 'published' ? 'withdraw' : 'delete';
}

/** Entry of the menu that opens the dialog; the dialog stands outside of the menu, which closes. */
export function EndRouteItem({
  route,
  onOpen,
}: {
  route: RouteDetail;
  onOpen: (end: RouteEnd) => void;
}) {
  const { routes } = useText();
  const end = endOf(route);
  if (end === null) return null;
  return (
    <Menu.Item onClick={() => onOpen(end)}>
      {end === 'withdraw' ? routes.withdraw : routes.deleteDraft}
    </Menu.Item>
  );
}

/** Dialog of withdrawing a published route: its teams read the reason. */
export function WithdrawDialog({ route, onClose }: { route: RouteDetail; onClose: () => void }) {
  const { routes } = useText();
  const write = useWrite({
    draft: `withdrawal of route ${route.id}`,
    initial: { reason: '' },
    schema: WithdrawRoute,
    send: (json, once) =>
      call(api.routes[':id'].withdraw.$post({ param: { id: String(route.id) }, json }, once)),
    said: routes.withdrawDone,
    keep: (client, withdrawn) => void client.setQueryData(routeQuery(route.id).queryKey, withdrawn),
    refresh: [ROUTES_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={routes.withdraw}
      lead={routes.withdrawMore}
      confirm={routes.withdraw}
      weighty
      onClose={onClose}
    >
      <Textarea label={routes.withdrawReason} autosize minRows={2} {...write.field('reason')} />
    </WriteDialog>
  );
}

/** Question before a draft is deleted for good. */
export function DeleteDialog({ route, onClose }: { route: RouteDetail; onClose: () => void }) {
  const { routes } = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const write = useWrite({
    initial: {},
    schema: DeleteRoute,
    body: () => ({ version: route.version }),
    send: (json, once) =>
      call(api.routes[':id'].delete.$post({ param: { id: String(route.id) }, json }, once)),
    said: routes.deleteDraftDone,
    refresh: [[...ROUTES_KEY, 'list']],
    onDone: () => void navigate({ to: '/routes' }),
  });
  const { title, stops } = route;
  return (
    <WriteDialog
      write={write}
      title={routes.deleteDraft}
      lead={routes.deleteDraftMore({ title, count: format.number(stops.length, 0) })}
      confirm={routes.deleteDraft}
      weighty
      onClose={onClose}
    />
  );
}
