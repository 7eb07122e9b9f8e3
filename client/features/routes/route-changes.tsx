import { Button } from '@mantine/core';
import { useState } from 'react';

import { clockOf } from '#client/i18n/clock-text.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import type { FieldRoute } from '#server/contract/route-result.ts';
import type { RouteChange } from '#server/contract/route-publication.ts';

import { TeamMessages } from './team-messages.tsx';

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
      return words.shift;
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
