import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useLanguage, useText } from '#client/i18n/use-text.ts';
import {
  endBrowserSubscription,
  subscribeBrowser,
  type BrowserSubscription,
} from '#client/offline/worker/push-subscription.ts';
import { PushDevice, PushEnd, type NoticeGroup, type PushState } from '#server/contract/push.ts';

import { browserQuery, pushQuery } from './push-queries.ts';

type Choice = { device: BrowserSubscription | null; groups: readonly NoticeGroup[] };

/** This browser as a device that is told of notices: what was chosen for it, and the acts that change it. */
export function usePushDevice() {
  const { notices: own } = useText();
  const { language } = useLanguage();
  const client = useQueryClient();
  const state = useQuery(pushQuery);
  const browser = useQuery(browserQuery);
  const [refused, setRefused] = useState(false);
  const keep = (queries: QueryClient, kept: PushState) =>
    void queries.setQueryData(pushQuery.queryKey, kept);
  const begin = useWrite({
    initial: { device: null, groups: [] } as Choice,
    schema: PushDevice,
    body: ({ device, groups }) => ({ ...device, language, groups: [...groups] }),
    send: (json, once) => call(api.me.push.$post({ json }, once)),
    said: own.deviceSaved,
    keep,
  });
  const end = useWrite({
    initial: { endpoint: browser.data?.endpoint ?? '' },
    schema: PushEnd,
    body: () => ({ endpoint: browser.data?.endpoint ?? '' }),
    send: (json, once) => call(api.me.push.end.$post({ json }, once)),
    said: own.deviceEnded,
    onDone: async () => {
      await endBrowserSubscription().catch(() => undefined);
      client.setQueryData(browserQuery.queryKey, null);
    },
    keep,
  });
  const device = browser.data ?? null;
  const known = state.data?.devices.find(({ endpoint }) => endpoint === device?.endpoint);
  const serverKey = state.data?.serverKey ?? null;
  return {
    ready: state.isSuccess && browser.isSuccess,
    offered: serverKey !== null,
    /** Groups that this browser is told of; empty where it is told nothing. */
    groups: known?.groups ?? [],
    /** True where an earlier session subscribed it: it ends with that one unless it is renewed. */
    stale: known !== undefined && !known.ofThisSession,
    /** True where the browser is subscribed and the server does not know it for this person. */
    stray: device !== null && state.isSuccess && known === undefined,
    /** The person said no, or the browser could not subscribe. */
    refused,
    pending: begin.pending || end.pending,
    error: state.error ?? begin.error ?? end.error,
    async switchOn(groups: readonly NoticeGroup[]) {
      const made = serverKey === null ? null : await subscribeBrowser(serverKey);
      setRefused(made === null);
      client.setQueryData(browserQuery.queryKey, made);
      if (made !== null) begin.sendAs({ device: made, groups });
    },
    choose: (groups: readonly NoticeGroup[]) => begin.sendAs({ device, groups }),
    switchOff: () => end.press(),
  };
}
