import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { NO_FILTER, writeFilter, type Filter } from '#client/register/filter.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { CHANGE_KINDS, type ChangeKind } from '#server/contract/visit.ts';

import classes from './changes-strip.module.css';

/** Put aside until the next visit. */
const PUT_ASIDE = 'dia-ban-changes-put-aside';

const changesQuery = queryOptions({
  queryKey: ['me', 'changes'],
  queryFn: ({ signal }) => call(api.me.changes.$get({}, { init: { signal } })),
  staleTime: 5 * 60_000,
});

const LIST_OF: Record<ChangeKind, Partial<Filter>> = {
  recurred: { status: ['recurring'] },
  suspected: { flag: ['suspected'] },
  refused: { flag: ['handover_refused'] },
  overdue: { flag: ['check_overdue'] },
  proposed: { status: ['proposed'] },
};

/** Changes since the reader's last visit; each figure leads to its list in one click. */
export function ChangesStrip() {
  const { visits: own } = useText();
  const format = useFormat();
  const { data } = useQuery(changesQuery);
  const [aside, setAside] = useState(() => sessionStorage.getItem(PUT_ASIDE));
  if (data === undefined || data.since === null || data.since === aside) return null;
  const { since, counts } = data;
  const changed = CHANGE_KINDS.filter((kind) => counts[kind] > 0);
  if (changed.length === 0) return null;
  const putAside = () => {
    sessionStorage.setItem(PUT_ASIDE, since);
    setAside(since);
  };
  return (
    <section className={classes.strip} aria-label={own.name} data-changes>
      <span className={classes.title}>{own.title({ time: format.dateTime(since) })}</span>
      {changed.map((kind) => (
        <Link
          key={kind}
          to="/"
          search={(before) => ({
            ...before,
            ...writeFilter({ ...NO_FILTER, ...LIST_OF[kind] }),
            panel: 'list',
          })}
          className={classes.change}
          activeProps={{}}
          data-change={kind}
        >
          <strong>{format.number(counts[kind], 0)}</strong> {own.change[kind]}
        </Link>
      ))}
      <ActionIcon
        variant="subtle"
        color="gray"
        className={classes.close ?? ''}
        aria-label={own.close}
        onClick={putAside}
      >
        <IconX size={16} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
    </section>
  );
}
