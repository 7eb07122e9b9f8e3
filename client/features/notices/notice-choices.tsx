import { Box, Button, Checkbox, Stack, Switch, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { Form } from '#client/forms/form.tsx';
import { NOTHING_TYPED } from '#client/forms/use-kept-form.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useLanguage, useText } from '#client/i18n/use-text.ts';
import {
  type BrowserSubscription,
  endBrowserSubscription,
  pushAbility,
  subscribeBrowser,
} from '#client/offline/worker/push-subscription.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import {
  groupsOfRole,
  type NoticeGroup,
  PushDevice,
  PushEnd,
  type PushState,
} from '#server/contract/push.ts';
import {
  ReminderPreference,
  WORK_MAIL_ROLES,
  type OwnReminders,
} from '#server/contract/reminder.ts';

import classes from './notice-choices.module.css';
import { browserQuery, ownRemindersQuery, pushQuery } from './push-queries.ts';

/** Choice of where each group of notices is told: in the page always, on this device and by mail as its person wishes. */
export function NoticeChoices() {
  const { notices: own } = useText();
  const mail = useQuery(ownRemindersQuery);
  const { role } = useMe();
  const groups = groupsOfRole(role);
  return (
    <Section title={own.choices} lead={own.choicesLead}>
      <ErrorNotice error={mail.error} onRetry={() => void mail.refetch()} />
      {mail.isPending && <LoadingRows rows={3} />}
      {mail.data !== undefined && (
        <Stack className={classes.parts} gap="md">
          <Channels groups={groups} mail={mail.data} />
          <MailAddress chosen={mail.data} />
        </Stack>
      )}
    </Section>
  );
}

/** Says why no mail can be chosen. */
const MAIL_ADDRESS = 'mail-address';

function Channels({ groups, mail }: { groups: readonly NoticeGroup[]; mail: OwnReminders }) {
  const { notices: own } = useText();
  const device = usePushDevice();
  const onDevice = useId();
  const told = device.groups.filter((group) => groups.includes(group));
  const toggle = (group: NoticeGroup, ticked: boolean) => {
    const next = ticked ? [...told, group] : told.filter((one) => one !== group);
    if (next.length === 0) device.switchOff();
    else device.choose(next);
  };
  return (
    <>
      <div id={onDevice}>
        <DeviceSwitch device={device} groups={groups} />
      </div>
      <DataTable label={own.choices} head={[own.group, own.inPage, own.onDevice, own.byMail]}>
        {groups.map((group) => (
          <tr key={group}>
            <Box scope="row" component="th" fw={500} ta="left">
              {own.groups[group]}
            </Box>
            <td>
              <Always />
            </td>
            <td>
              <Checkbox
                className={classes.tick ?? ''}
                aria-label={own.deviceOf({ group: own.groups[group] })}
                checked={told.includes(group)}
                disabled={told.length === 0 || device.pending}
                aria-describedby={told.length === 0 ? onDevice : undefined}
                onChange={(event) => toggle(group, event.currentTarget.checked)}
              />
            </td>
            <td>
              <MailTick group={group} mail={mail} />
            </td>
          </tr>
        ))}
      </DataTable>
    </>
  );
}

function Always() {
  const { notices: own } = useText();
  return (
    <>
      <IconCheck size={18} aria-hidden="true" />
      <span className="visually-hidden">{own.always}</span>
    </>
  );
}

function DeviceSwitch({
  device,
  groups,
}: {
  device: ReturnType<typeof usePushDevice>;
  groups: readonly NoticeGroup[];
}) {
  const { notices: own } = useText();
  const ability = pushAbility();
  if (device.ready && !device.offered) return <Notice>{own.deviceOff}</Notice>;
  if (ability === 'absent') return <Notice>{own.deviceAbsent}</Notice>;
  if (ability === 'denied') return <Notice>{own.deviceDenied}</Notice>;
  const on = device.groups.length > 0;
  return (
    <>
      <Switch
        label={own.device}
        description={own.deviceMore}
        checked={on}
        disabled={!device.ready || device.pending}
        onChange={() => {
          if (on) device.switchOff();
          else void device.switchOn(groups);
        }}
      />
      {device.refused && <Notice>{own.deviceRefused}</Notice>}
      <ErrorNotice error={device.error} />
    </>
  );
}

/**
 * The morning's digest and what is overdue are told by mail to those who work for a commune and choose it; what concerns
 * the own account always, where there is an address.
 */
function MailTick({ group, mail }: { group: NoticeGroup; mail: OwnReminders }) {
  const { notices: own, reminders } = useText();
  const { role } = useMe();
  const { sends: _, ...preference } = mail;
  const write = useWrite({
    draft: NOTHING_TYPED,
    initial: preference,
    schema: ReminderPreference,
    body: ({ digest, overdue }) => ({ ...preference, digest, overdue }),
    send: (json, once) => call(api.me.reminders.$post({ json }, once)),
    said: reminders.saved,
    keep: (client, saved) => void client.setQueryData(ownRemindersQuery.queryKey, saved),
  });
  if (group === 'account' && mail.sends && mail.address !== null) return <Always />;
  const byMail = group === 'digest' || group === 'overdue';
  if (!byMail || !WORK_MAIL_ROLES.includes(role)) {
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">{own.notByMail}</span>
      </>
    );
  }
  const { digest, overdue } = preference;
  return (
    <Checkbox
      className={classes.tick ?? ''}
      aria-label={own.mailOf({ group: own.groups[group] })}
      checked={preference[group]}
      disabled={write.pending || mail.address === null}
      aria-describedby={mail.address === null ? MAIL_ADDRESS : undefined}
      onChange={(event) => write.sendAs({ digest, overdue, [group]: event.currentTarget.checked })}
    />
  );
}

/** Form for the address to which mail goes. */
function MailAddress({ chosen }: { chosen: OwnReminders }) {
  const { reminders: own } = useText();
  const ofWork = WORK_MAIL_ROLES.includes(useMe().role);
  const { digest, overdue } = chosen;
  const write = useWrite({
    draft: 'address for mail',
    initial: { address: chosen.address ?? '' },
    schema: ReminderPreference,
    body: ({ address }) => ({ digest, overdue, address: address.trim() }),
    words: { address: own.addressWrong },
    send: (json, once) => call(api.me.reminders.$post({ json }, once)),
    said: own.saved,
    keep: (client, saved) => void client.setQueryData(ownRemindersQuery.queryKey, saved),
  });
  return (
    <Stack
      className={classes.form}
      gap="md"
      maw={480}
      renderRoot={(root) => <Form {...root} {...write.formProps} />}
    >
      {!chosen.sends && <Notice>{own.off}</Notice>}
      {chosen.address === null && <p id={MAIL_ADDRESS}>{own.addressFirst}</p>}
      <ErrorNotice error={write.error} />
      <TextInput
        label={own.address}
        description={ofWork ? own.addressMore : own.viewsOnly}
        type="email"
        autoComplete="email"
        {...write.field('address')}
      />
      <Button type="submit" variant="default" loading={write.pending}>
        {own.saveAddress}
      </Button>
    </Stack>
  );
}

type Choice = { device: BrowserSubscription | null; groups: readonly NoticeGroup[] };

/** This browser as a device that is told of notices: what was chosen for it, and the acts that change it. */
function usePushDevice() {
  const { notices: own } = useText();
  const { language } = useLanguage();
  const client = useQueryClient();
  const state = useQuery(pushQuery);
  const browser = useQuery(browserQuery);
  const [refused, setRefused] = useState(false);
  const keep = (queries: QueryClient, kept: PushState) =>
    void queries.setQueryData(pushQuery.queryKey, kept);
  const begin = useWrite({
    draft: NOTHING_TYPED,
    initial: { device: null, groups: [] } as Choice,
    schema: PushDevice,
    body: ({ device, groups }) => ({ ...device, language, groups: [...groups] }),
    send: (json, once) => call(api.me.push.$post({ json }, once)),
    said: own.deviceSaved,
    keep,
  });
  const end = useWrite({
    draft: NOTHING_TYPED,
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
