import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { RouteDetail } from '#server/contract/route.ts';

import { countProblems, stopsOf } from './orders.ts';
import { publishRoute, routeQuery, ROUTES_KEY } from './queries.ts';
import { RouteChangeList } from './route-changes.tsx';

/** What will be recorded, and what is accepted by it, before it is. */
export function PublishDialog({ route, onClose }: { route: RouteDetail; onClose: () => void }) {
  const { routes } = useText();
  const format = useFormat();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const { drawn, wanted } = route.randomShare;
  const low = drawn < wanted;
  const left = stopsOf(route, null).length;
  const broken = countProblems(route);
  const publishing = useMutation({
    mutationFn: () =>
      publishRoute(route.id, {
        version: route.version,
        randomShareReason: low ? reason.trim() : null,
      }),
    onSuccess: async (published) => {
      client.setQueryData(routeQuery(route.id).queryKey, published);
      notifications.show({ message: routes.published });
      onClose();
      await client.invalidateQueries({ queryKey: ROUTES_KEY, refetchType: 'active' });
    },
  });
  return (
    <Modal opened onClose={onClose} title={routes.publishTitle}>
      <Stack gap={12}>
        <p>{routes.publishMore}</p>
        {route.unpublished.map(({ shiftId, changes }) => (
          <div key={shiftId}>
            <p>
              {routes.publishChanges({
                team: route.shifts.find(({ id }) => id === shiftId)?.teamName ?? '',
              })}
            </p>
            <RouteChangeList changes={changes} />
          </div>
        ))}
        {broken > 0 && <p>{routes.publishProblems({ count: format.number(broken, 0) })}</p>}
        {left > 0 && <p>{routes.leftOut({ count: format.number(left, 0) })}</p>}
        {low && (
          <Textarea
            label={routes.randomReason}
            required
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <ErrorNotice error={publishing.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {routes.form.cancel}
          </Button>
          <Button
            loading={publishing.isPending}
            disabled={low && reason.trim().length < 3}
            onClick={() => publishing.mutate()}
          >
            {routes.publishConfirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
