import { useText } from '#client/i18n/use-text.ts';
import { SecretDialog } from '#client/ui/secret-dialog.tsx';
import type { Account } from '#server/contract/account.ts';

import classes from './accounts.module.css';

/** A secret that an administrator hands over: a link, or the code that another administrator's link needs. */
export type Issued = { kind: 'link' | 'code'; account: Account; secret: string };

/** A link or code that can be read now and never again; closes only by its own button. */
export function SecretOnce({ issued, onClose }: { issued: Issued; onClose: () => void }) {
  const text = useText();
  const { kind, account, secret } = issued;
  const isCode = kind === 'code';
  return (
    <SecretDialog
      title={isCode ? text.accounts.codeTitle : text.accounts.linkTitle}
      secret={secret}
      seen={text.accounts.secretSeen}
      onClose={onClose}
    >
      <p>
        {isCode
          ? text.accounts.codeMore({ name: account.name })
          : text.accounts.linkMore({ name: account.name })}
      </p>
      {!isCode && account.link?.awaitsConfirmation === true && (
        <p>{text.accounts.linkNeedsAnother}</p>
      )}
      <dl className={classes.issued}>
        <dt>{text.accounts.username}</dt>
        <dd>
          <code>{account.username}</code>
        </dd>
        <dt>{isCode ? text.accounts.code : text.accounts.link}</dt>
        <dd>
          <code>{secret}</code>
        </dd>
      </dl>
    </SecretDialog>
  );
}
