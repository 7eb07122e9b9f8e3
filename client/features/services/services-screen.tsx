import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useMe } from '#client/api/me.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { Page } from '#client/ui/page.tsx';
import { can } from '#server/contract/permission.ts';
import {
  AddSupportServiceBody,
  SUPPORT_SERVICE_KINDS,
  type SupportService,
  WithdrawSupportServiceBody,
} from '#server/contract/support-service.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { Directory } from './directory.tsx';
import { SERVICES_KEY } from './queries.ts';

type Open =
  | { what: 'entry'; service: SupportService | null }
  | { what: 'withdraw'; service: SupportService }
  | null;

/** The directory behind the sign-in: the same for all, and kept by the coordinator. */
export default function ServicesScreen() {
  const { services: own } = useText();
  const keeps = can(useMe().role, 'services:manage');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <Page
      title={own.title}
      lead={own.lead}
      actions={
        keeps && (
          <Button
            className="screen-only"
            leftSection={<IconPlus size={18} stroke={1.6} aria-hidden="true" />}
            onClick={() => setOpen({ what: 'entry', service: null })}
          >
            {own.add}
          </Button>
        )
      }
    >
      {keeps ? (
        <Directory
          actionsOf={(service) => (
            <>
              <Button
                variant="default"
                size="compact-md"
                aria-label={own.changeOf({ name: service.name })}
                onClick={() => setOpen({ what: 'entry', service })}
              >
                {own.change}
              </Button>
              <Button
                variant="default"
                size="compact-md"
                aria-label={own.withdrawOf({ name: service.name })}
                onClick={() => setOpen({ what: 'withdraw', service })}
              >
                {own.withdraw}
              </Button>
            </>
          )}
        />
      ) : (
        <Directory />
      )}
      {open?.what === 'entry' && <EntryDialog service={open.service} onClose={close} />}
      {open?.what === 'withdraw' && <WithdrawDialog service={open.service} onClose={close} />}
    </Page>
  );
}

/** Takes an entry out of the directory. */
function WithdrawDialog({ service, onClose }: { service: SupportService; onClose: () => void }) {
  const { services: own } = useText();
  const write = useWrite({
    initial: {},
    schema: WithdrawSupportServiceBody,
    body: () => ({ version: service.version }),
    send: (json, once) =>
      call(
        api.services.entries[':id'].withdraw.$post(
          { param: { id: String(service.id) }, json },
          once,
        ),
      ),
    refresh: [SERVICES_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      weighty
      title={own.withdrawOf({ name: service.name })}
      lines={[{ label: own.name, value: service.name }]}
      confirm={own.withdraw}
      onClose={onClose}
    />
  );
}

/** Adds a service to the directory, or writes `service` anew. */
function useEntry(service: SupportService | null, onDone: () => void) {
  const { services: own } = useText();
  return useWrite({
    draft: `support service ${service?.id ?? ''}`,
    initial: {
      kind: service?.kind ?? null,
      name: service?.name ?? '',
      offers: service?.offers ?? '',
      area: service?.area ?? '',
      address: service?.address ?? '',
      telephone: service?.telephone ?? '',
      website: service?.website ?? '',
      hours: service?.hours ?? '',
      source: service?.source ?? '',
      confirmedOn: (service?.confirmedOn ?? today()) as IsoDate | null,
    },
    schema: AddSupportServiceBody,
    words: own.wrong,
    // Whoever writes an entry has made sure of it.
    check: ({ confirmedOn }) => ({
      confirmedOn: confirmedOn === null ? own.wrong.confirmedOn : null,
    }),
    send(entry, once) {
      const { entries } = api.services;
      if (service === null) return call(entries.$post({ json: entry }, once));
      const json = { ...entry, version: service.version };
      return call(entries[':id'].change.$post({ param: { id: String(service.id) }, json }, once));
    },
    said: own.saved,
    refresh: [SERVICES_KEY],
    onDone,
  });
}

/** A new entry, or one written anew. */
export function EntryDialog({
  service,
  onClose,
}: {
  service: SupportService | null;
  onClose: () => void;
}) {
  const text = useText();
  const own = text.services;
  const write = useEntry(service, onClose);
  const { field } = write;
  const shelter = write.values.kind === 'shelter';
  return (
    <WriteDialog
      write={write}
      title={service === null ? own.add : own.changeOf({ name: service.name })}
      confirm={text.common.save}
      onClose={onClose}
    >
      <Select
        label={own.kindLabel}
        allowDeselect={false}
        data={SUPPORT_SERVICE_KINDS.map((kind) => ({ value: kind, label: own.kind[kind] }))}
        {...field('kind')}
      />
      <TextInput label={own.name} {...field('name')} />
      <Textarea label={own.offers} autosize minRows={2} {...field('offers')} />
      <TextInput label={own.area} {...field('area')} />
      <TextInput
        label={own.telephone}
        description={own.telephoneMore}
        inputMode="tel"
        {...field('telephone')}
      />
      <TextInput
        label={own.address}
        description={shelter ? own.shelterAddress : undefined}
        disabled={shelter && write.values.address === ''}
        {...field('address')}
      />
      <TextInput label={own.hours} {...field('hours')} />
      <TextInput label={own.website} inputMode="url" {...field('website')} />
      <TextInput label={own.source} description={own.sourceMore} {...field('source')} />
      <DateField label={own.confirmedOn} maxDate={today()} {...field('confirmedOn')} withAsterisk />
    </WriteDialog>
  );
}
