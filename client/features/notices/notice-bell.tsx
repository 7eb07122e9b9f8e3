import { IconBell } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { NOTHING_TYPED } from '#client/forms/use-kept-form.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useText, useLanguage } from '#client/i18n/use-text.ts';
import {
  browserSubscription,
  endBrowserSubscription,
  type BrowserSubscription,
} from '#client/offline/worker/push-subscription.ts';
import { addressToOpen } from '#client/offline/worker/pushed-notices.ts';
import { PushDevice, type NoticeGroup } from '#server/contract/push.ts';

import classes from './notices.module.css';
import { pushQuery } from './push-queries.ts';
import { noticesQuery } from './queries.ts';

const MOST_SHOWN = 99;

/** Way to the notices, with the number of unread ones. */
export default function NoticeBell() {
  const { notices: own } = useText();
  const format = useFormat();
  const { data } = useInfiniteQuery(noticesQuery);
  useKeepTold();
  const unread = data?.pages[0]?.unread ?? 0;
  const count = format.number(unread, 0);
  return (
    <Link to="/notices" className={classes.bell} title={own.title}>
      <IconBell size={20} stroke={1.6} aria-hidden="true" />
      <span className="visually-hidden">{own.title}</span>
      {unread > 0 && (
        <span className={classes.count}>
          <span aria-hidden="true">{unread > MOST_SHOWN ? `${MOST_SHOWN}+` : count}</span>
          <span className="visually-hidden">, {own.unread({ count })}</span>
        </span>
      )}
    </Link>
  );
}

type Renewal = { device: BrowserSubscription | null; groups: readonly NoticeGroup[] };

/**
 * Keeps a browser that is told of notices in order, once for each opening of the product: ties its subscription to the
 * new session, or ends one that belongs to nobody here, and opens the page of a notice that was pressed.
 */
function useKeepTold(): void {
  const client = useQueryClient();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const { sendAs } = useWrite({
    draft: NOTHING_TYPED,
    initial: { device: null, groups: [] } as Renewal,
    schema: PushDevice,
    body: ({ device, groups }) => ({ ...device, language, groups: [...groups] }),
    send: (json, once) => call(api.me.push.$post({ json }, once)),
    keep: (queries, kept) => void queries.setQueryData(pushQuery.queryKey, kept),
  });
  const renewAs = useEffectEvent(sendAs);
  useEffect(
    function renewSubscription() {
      const renew = async () => {
        const device = await browserSubscription();
        if (device === null) return;
        const { devices } = await client.fetchQuery(pushQuery);
        const known = devices.find(({ endpoint }) => endpoint === device.endpoint);
        if (known === undefined) await endBrowserSubscription();
        else if (!known.ofThisSession) renewAs({ device, groups: known.groups });
      };
      // Without a network the next opening does it.
      void renew().catch(() => undefined);
    },
    [client],
  );
  useEffect(
    function openPressed() {
      const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
      const open = ({ data }: MessageEvent<unknown>) => {
        const address = addressToOpen(data);
        if (address !== null) void navigate({ href: address });
      };
      workers?.addEventListener('message', open);
      return () => workers?.removeEventListener('message', open);
    },
    [navigate],
  );
}
