import { Textarea } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ROUTES_KEY } from '#client/features/routes/queries.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { SendRouteMessage } from '#server/contract/route-message.ts';

/** Dialog of a short message to one team on its route. */
export function MessageDialog({
  routeId,
  shiftId,
  teamName,
  onClose,
}: {
  routeId: number;
  shiftId: number;
  teamName: string;
  onClose: () => void;
}) {
  const { messages } = useText().routes.live;
  const write = useWrite({
    initial: { body: '' },
    schema: SendRouteMessage,
    body: ({ body }) => ({ shiftId, body }),
    send: (json, once) =>
      call(api.routes[':id'].messages.$post({ param: { id: String(routeId) }, json }, once)),
    said: messages.sent,
    refresh: [ROUTES_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={messages.to({ team: teamName })}
      lead={messages.lead}
      confirm={messages.send}
      onClose={onClose}
    >
      <Textarea label={messages.body} autosize minRows={3} {...write.field('body')} />
    </WriteDialog>
  );
}
