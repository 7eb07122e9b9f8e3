import { useText } from '#client/i18n/use-text.ts';
import { SecretDialog } from '#client/ui/secret-dialog.tsx';
import type { Account } from '#server/contract/account.ts';

import classes from './accounts.module.css';

/** A secret that an administrator hands over: a link, the code that another's link needs, or a binding code. */
export type Issued = { kind: 'link' | 'code' | 'binding'; account: Account; secret: string };

/** A link or code that can be read now and never again; closes only by its own button. */
export function SecretOnce({ issued, onClose }: { issued: Issued; onClose: () => void }) {
  const text = useText();
  const { kind, account, secret } = issued;
  const { title, more, name } = wordsOf(text, kind);
  return (
    <SecretDialog title={title} secret={secret} seen={text.accounts.secretSeen} onClose={onClose}>
      <p>{more({ name: account.name })}</p>
      {kind === 'link' && account.link?.awaitsConfirmation === true && (
        <p>{text.accounts.linkNeedsAnother}</p>
      )}
      <dl className={classes.issued}>
        <dt>{text.accounts.username}</dt>
        <dd>
          <code>{account.username}</code>
        </dd>
        <dt>{name}</dt>
        <dd>
          <code>{secret}</code>
        </dd>
      </dl>
    </SecretDialog>
  );
}

function wordsOf({ accounts, singleSignOn }: ReturnType<typeof useText>, kind: Issued['kind']) {
  switch (kind) {
    case 'link':
      return { title: accounts.linkTitle, more: accounts.linkMore, name: accounts.link };
    case 'code':
      return { title: accounts.codeTitle, more: accounts.codeMore, name: accounts.code };
    case 'binding':
      return {
        title: singleSignOn.codeTitle,
        more: singleSignOn.codeMore,
        name: singleSignOn.code,
      };
  }
}
