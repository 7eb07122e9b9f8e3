import { Button } from '@mantine/core';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { FIELD_KEY } from '#client/features/routes/phone/field-queries.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { clockOf } from '#client/i18n/clock-text.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Disclosure } from '#client/ui/disclosure.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ReadRouteMessage, type TeamMessage } from '#server/contract/route-message.ts';
import { type FieldRoute, FieldRouteList } from '#server/contract/route-result.ts';
import type { RouteChange } from '#server/contract/route-publication.ts';

/** Differences between two states of a team's route, one line each. */
export function RouteChangeList({ changes }: { changes: readonly RouteChange[] }) {
  const { routes } = useText();
  return (
    <ul>
      {changes.map((change) => (
        <li key={`${change.kind}-${change.stopId}`}>{changeWords(change, routes.changes)}</li>
      ))}
    </ul>
  );
}

type Words = ReturnType<typeof useText>['routes']['changes'];

function changeWords(change: RouteChange, words: Words): string {
  const { kind, code, name, startBefore, startAfter } = change;
  const place = [code, name].filter((part) => part !== null).join(' ') || words.unnamed;
  const [before, after] = [startBefore, startAfter].map((start) =>
    start === null ? '' : clockOf(start),
  );
  switch (kind) {
    case 'added':
      return words.added({ place, time: after ?? '' });
    case 'removed':
      return words.removed({ place, time: before ?? '' });
    case 'retimed':
      return words.retimed({ place, before: before ?? '', after: after ?? '' });
    case 'described':
      return words.described({ place, time: after ?? '' });
    case 'shift':
    case 'team_added':
    case 'team_removed':
      return words[kind];
  }
}

const SEEN_KEY = 'dia-ban.route-seen.';

/** Shows a team what the planners have told it since the first publication: messages, and what has changed. */
export function PublishedChanges({ route }: { route: FieldRoute }) {
  return (
    <>
      <TeamMessages route={route} />
      <LatestChanges key={route.publication.version} route={route} />
    </>
  );
}

/** Shows the changes of a later publication until somebody on this phone confirms having read them. */
function LatestChanges({ route }: { route: FieldRoute }) {
  const { routes } = useText();
  const format = useFormat();
  const { version, publishedAt, changes } = route.publication;
  const key = `${SEEN_KEY}${route.routeId}-${route.shift.id}`;
  const [seen, setSeen] = useState(() => localStorage.getItem(key));
  if (changes.length === 0 || seen === String(version)) return null;
  const markSeen = () => {
    localStorage.setItem(key, String(version));
    setSeen(String(version));
  };
  return (
    <div aria-live="polite">
      <Notice title={routes.changes.told({ at: format.dateTime(publishedAt) })}>
        <RouteChangeList changes={changes} />
        <Button variant="default" size="md" mt={8} onClick={markSeen}>
          {routes.changes.read}
        </Button>
      </Notice>
    </div>
  );
}

/** Messages of the planners to the team; an unread one stands open until somebody on this account has read it. */
function TeamMessages({ route }: { route: FieldRoute }) {
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
