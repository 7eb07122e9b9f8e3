import { Checkbox } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { useText } from '#client/i18n/use-text.ts';
import { ConfirmRecord } from '#client/ui/record-preview.tsx';
import { needsSecondAdministrator } from '#server/contract/access-link.ts';
import type { Account } from '#server/contract/account.ts';

import { useConfirmLink, useIssueLink } from './queries.ts';
import type { Issued } from './secret-once.tsx';

type LinkProps = { account: Account; onIssued: (issued: Issued) => void; onClose: () => void };

/** Issues a link by which the person sets a new password: handed over, or mailed to them. */
export function IssueLink({ account, onIssued, onClose }: LinkProps) {
  const text = useText();
  const issue = useIssueLink(account.id);
  const [removes, setRemoves] = useState(false);
  const [mail, setMail] = useState(account.mailable);
  const { demo } = useMe();
  const { secondFactor } = account;
  const needsAnother = needsSecondAdministrator({
    removesSecondFactor: removes,
    mailed: mail,
    secondFactor,
    demo,
  });
  const confirm = () =>
    issue.mutate(
      { removesSecondFactor: removes, mail },
      {
        onSuccess: ({ account: changed, link }) => {
          if (link !== null) return onIssued({ kind: 'link', account: changed, secret: link });
          notifications.show({ message: text.accounts.linkMailed({ name: account.name }) });
          return onClose();
        },
      },
    );
  return (
    <ConfirmRecord
      opened
      title={text.accounts.resetTitle({ name: account.name })}
      lines={[
        { label: text.accounts.account, value: account.username },
        { label: text.accounts.effect, value: text.accounts.resetRecord },
        {
          label: text.accounts.second,
          value: removes ? text.accounts.removeSecondRecord : text.accounts.keep,
        },
        {
          label: text.accounts.confirmation,
          value: needsAnother ? text.accounts.byAnother : text.accounts.noneNeeded,
        },
      ]}
      confirm={text.accounts.issueLink}
      pending={issue.isPending}
      notice={<ErrorNotice error={issue.error} />}
      onConfirm={confirm}
      onClose={onClose}
    >
      {account.mailable && (
        <Choice label={text.accounts.mailLink} checked={mail} onChange={setMail} />
      )}
      {secondFactor && (
        <Choice label={text.accounts.removeSecond} checked={removes} onChange={setRemoves} />
      )}
    </ConfirmRecord>
  );
}

function Choice({
  label,
  checked,
  onChange,
}: {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <Checkbox
      label={label}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

/** Confirms the link of another administrator; the answer holds the code that is shown once. */
export function ConfirmLink({ account, onIssued, onClose }: LinkProps) {
  const text = useText();
  const confirm = useConfirmLink(account.id);
  const removes = account.link?.removesSecondFactor === true;
  return (
    <ConfirmRecord
      opened
      title={text.accounts.confirmTitle({ name: account.name })}
      lines={[
        { label: text.accounts.account, value: account.username },
        { label: text.accounts.issuedBy, value: account.link?.issuedBy.name ?? '' },
        {
          label: text.accounts.second,
          value: removes ? text.accounts.removeSecondRecord : text.accounts.keep,
        },
      ]}
      confirm={text.accounts.confirmLink}
      pending={confirm.isPending}
      notice={<ErrorNotice error={confirm.error} />}
      onConfirm={() =>
        confirm.mutate(undefined, {
          onSuccess: ({ account: changed, code }) =>
            onIssued({ kind: 'code', account: changed, secret: code }),
        })
      }
      onClose={onClose}
    >
      <p>{text.accounts.confirmMore({ name: account.name })}</p>
    </ConfirmRecord>
  );
}
