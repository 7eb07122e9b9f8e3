import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useMe } from '#client/api/me.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { Page } from '#client/ui/page.tsx';
import { can } from '#server/contract/permission.ts';
import {
  type SupportService,
  WithdrawSupportServiceBody,
} from '#server/contract/support-service.ts';

import { Directory } from './directory.tsx';
import { EntryDialog } from './entry-dialog.tsx';
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
