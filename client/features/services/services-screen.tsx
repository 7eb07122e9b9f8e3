import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';

import { useMe } from '#client/api/me.ts';
import { useText } from '#client/i18n/use-text.ts';
import { Page } from '#client/ui/page.tsx';
import { can } from '#server/contract/permission.ts';
import type { SupportService } from '#server/contract/support-service.ts';

import { Directory } from './directory.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

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
