import { Button } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { FIELD_KEY } from '#client/features/routes/phone/field-queries.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Disclosure } from '#client/ui/disclosure.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ReadRouteMessage, type TeamMessage } from '#server/contract/route-message.ts';
import { FieldRouteList, type FieldRoute } from '#server/contract/route-result.ts';

/** Messages of the planners to the team; an unread one stands open until somebody on this account has read it. */
export function TeamMessages({ route }: { route: FieldRoute }) {
  const { messages: words } = useText().routes.live;
  const format = useFormat();
  const unread = route.messages.filter(({ read }) => !read);
  const read = route.messages.filter((message) => message.read);
  return (
    <div aria-live="polite">
      {unread.map((message) => (
        <UnreadMessage key={message.id} routeId={route.routeId} message={message} />
      ))}
      {read.length > 0 && (
        <Disclosure words={words.earlier({ count: format.number(read.length, 0) })} forced={false}>
          <ul>
            {read.map(({ id, body, sentAt }) => (
              <li key={id}>
                {format.clock(sentAt)}: {body}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}

function UnreadMessage({ routeId, message }: { routeId: number; message: TeamMessage }) {
  const { routes } = useText();
  const { messages: words } = routes.live;
  const format = useFormat();
  const reading = useWrite({
    initial: {},
    schema: ReadRouteMessage,
    body: () => ({ messageId: message.id }),
    send: async (json, once) => {
      const param = { id: String(routeId) };
      return FieldRouteList.parse(
        await call(api.routes[':id'].messages.read.$post({ param, json }, once)),
      );
    },
    keep: (client, list) => void client.setQueryData(FIELD_KEY, list),
  });
  return (
    <Notice title={words.received({ at: format.clock(message.sentAt) })}>
      <p>{message.body}</p>
      <ErrorNotice error={reading.error} />
      <Button variant="default" size="md" mt={8} loading={reading.pending} onClick={reading.press}>
        {routes.changes.read}
      </Button>
    </Notice>
  );
}
