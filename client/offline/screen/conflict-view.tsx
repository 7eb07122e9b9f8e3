import { Flex } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import type { Meanwhile } from '#client/offline/outbox/kinds.ts';
import { useLoadKind } from '#client/offline/outbox/outbox-context.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';

import { EntryContent } from './entry-content.tsx';
import shared from '#client/ui/shared.module.css';
import classes from './outbox.module.css';

/** Both sides of a conflict: what the writer wants recorded, and what was recorded meanwhile, by whom and when. */
export function ConflictView({ entry }: { entry: Entry }) {
  const text = useText();
  const own = text.outbox;
  const loadKind = useLoadKind();
  const changes = useQuery({
    queryKey: ['outbox', 'meanwhile', entry.id, entry.key],
    queryFn: async (): Promise<readonly Meanwhile[]> => {
      const kind = await loadKind(entry.kind);
      return (await kind?.meanwhile?.(entry, text)) ?? [];
    },
    staleTime: 0,
  });
  return (
    <div className={classes.sides}>
      <section aria-label={own.mine}>
        <h3>{own.mine}</h3>
        <p className={`${shared.aside} ${shared.wrap}`}>{own.mineMore}</p>
        <EntryContent entry={entry} />
      </section>
      <section aria-label={own.meanwhile}>
        <h3>{own.meanwhile}</h3>
        {changes.isPending && <LoadingRows rows={2} height={20} />}
        <ErrorNotice error={changes.error} onRetry={() => void changes.refetch()} />
        {changes.data !== undefined && <Changes changes={changes.data} />}
      </section>
    </div>
  );
}

function Changes({ changes }: { changes: readonly Meanwhile[] }) {
  const { outbox: text } = useText();
  const format = useFormat();
  if (changes.length === 0) return <p>{text.meanwhileNone}</p>;
  return (
    <Flex component="ul" direction="column" gap="xs" fz="sm">
      {changes.map(({ what, who, at }) => (
        <li key={`${at} ${what}`}>
          <p>{what}</p>
          <p className={`${shared.aside} ${shared.wrap}`}>
            {text.meanwhileLine({ who, time: format.dateTime(at) })}
          </p>
        </li>
      ))}
    </Flex>
  );
}
