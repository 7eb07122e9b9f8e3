import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import * as z from 'zod';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useConfiguration } from '#client/api/configuration.ts';
import { confirmAtProvider, openProviderWindow } from '#client/api/confirm-at-provider.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { passkeysWork, signWithPasskey } from '#client/api/passkey.ts';
import { passkeysQuery } from '#client/api/passkeys-query.ts';
import { useText } from '#client/i18n/use-text.ts';
import { useEscape } from '#client/ui/use-escape.ts';

import { DialogFrame, OWN_ESCAPE } from './dialog-frame.tsx';
import { Form } from './form.tsx';
import classes from './forms.module.css';
import { NO_BODY } from './schema-fields.ts';
import shared from '#client/ui/shared.module.css';
import { SECRET } from './use-kept-form.ts';
import { useWrite } from './use-write.ts';

type DialogProps = { onDone: () => void; onClose: () => void };

/**
 * Asks the person to show that they are there: by a passkey where the account has one, else by code or password, or at the
 * organisation's provider where the second factor is the provider's.
 */
export default function ConfirmDialog({ onDone, onClose }: DialogProps) {
  const { confirmAgain: own } = useText();
  const passkeys = useQuery({ ...passkeysQuery, enabled: passkeysWork() });
  const hasPasskey = passkeys.data?.items.some(({ copiedAt }) => copiedAt === null) === true;
  // Opens once it is known what to focus.
  if (passkeysWork() && passkeys.isPending) return null;
  return (
    <DialogFrame title={own.title} size={440} isOver onClose={onClose}>
      <Ways hasPasskey={hasPasskey} onDone={onDone} onClose={onClose} />
    </DialogFrame>
  );
}

/** The ways to show that one is there. Escape in them closes this dialog alone. */
function Ways({ hasPasskey, onDone, onClose }: DialogProps & { hasPasskey: boolean }) {
  const { confirmAgain: own } = useText();
  const { byProvider } = useMe().twoFactor;
  const container = useRef<HTMLDivElement>(null);
  useEscape(container, onClose);
  return (
    <div ref={container} className={classes.form}>
      <p className={shared.muted}>{own.lead}</p>
      {hasPasskey && <ByPasskey onDone={onDone} />}
      {byProvider ? (
        <ByProvider isFirst={!hasPasskey} onDone={onDone} />
      ) : (
        <ByEntry isFirst={!hasPasskey} onDone={onDone} />
      )}
    </div>
  );
}

function ByPasskey({ onDone }: Pick<DialogProps, 'onDone'>) {
  const { session, confirmAgain: own } = useText();
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    async send() {
      const options = await call(api.me.confirm.options.$post());
      const credential = await signWithPasskey(options);
      return await call(api.me.confirm.$post({ json: { credential } }));
    },
    onDone,
  });
  return (
    <>
      <Button mih={44} data-autofocus loading={write.pending} onClick={write.press} {...OWN_ESCAPE}>
        {session.usePasskey}
      </Button>
      <ErrorNotice error={write.error} />
      <p className={shared.muted}>{own.other}</p>
    </>
  );
}

/** The provider's page opens in a window of its own, so that the act stays on this one. */
function ByProvider({ isFirst, onDone }: { isFirst: boolean; onDone: () => void }) {
  const { session, confirmAgain: own } = useText();
  const label = useConfiguration()?.singleSignOn?.label ?? '';
  const [blocked, setBlocked] = useState<string | null>(null);
  const opened = useRef<Window | null>(null);
  const waiting = useRef<AbortController | null>(null);
  useEffect(function endWaiting() {
    return () => waiting.current?.abort();
  }, []);
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    async send() {
      waiting.current = new AbortController();
      const { signal } = waiting.current;
      await confirmAtProvider({ page: opened.current, onBlocked: setBlocked, signal });
    },
    onDone,
  });
  const begin = () => {
    waiting.current?.abort();
    setBlocked(null);
    opened.current = openProviderWindow();
    write.press();
  };
  return (
    <>
      {write.pending ? (
        <output>{blocked === null ? own.inOtherWindow({ label }) : own.blocked}</output>
      ) : (
        <Button
          mih={44}
          variant={isFirst ? 'filled' : 'default'}
          onClick={begin}
          {...OWN_ESCAPE}
          {...(isFirst && { 'data-autofocus': true })}
        >
          {session.throughProvider({ label })}
        </Button>
      )}
      {write.pending && blocked !== null && (
        <Button component="a" href={blocked} target="_blank" rel="noreferrer" mih={44}>
          {own.openPage({ label })}
        </Button>
      )}
      <ErrorNotice error={write.error} />
    </>
  );
}

const Entry = z.object({
  password: z.string(),
  code: z.string().transform((typed) => typed.replaceAll(/\s/g, '')),
});

function ByEntry({ isFirst, onDone }: { isFirst: boolean; onDone: () => void }) {
  const { passkeys, session, settings, confirmAgain: own } = useText();
  const byCode = useMe().twoFactor.enabled;
  const write = useWrite({
    draft: SECRET,
    initial: { password: '', code: '' },
    schema: Entry,
    check: ({ password, code }) => ({
      password: !byCode && password === '' ? passkeys.passwordMissing : null,
      code: byCode && code.trim() === '' ? passkeys.codeMissing : null,
    }),
    send: ({ password, code }) =>
      call(api.me.confirm.$post({ json: byCode ? { code } : { password } })),
    onDone,
  });
  const first = { ...OWN_ESCAPE, ...(isFirst && { 'data-autofocus': true }) };
  return (
    <Form className={classes.form} {...write.formProps}>
      {byCode ? (
        <TextInput
          label={passkeys.code}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          {...first}
          {...write.field('code')}
          withAsterisk={false}
        />
      ) : (
        <PasswordInput
          label={settings.currentPassword}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': session.showPassword }}
          {...first}
          {...write.field('password')}
          withAsterisk={false}
        />
      )}
      <ErrorNotice error={write.error} />
      <Button
        type="submit"
        mih={44}
        variant={isFirst ? 'filled' : 'default'}
        loading={write.pending}
        {...OWN_ESCAPE}
      >
        {own.confirm}
      </Button>
    </Form>
  );
}
