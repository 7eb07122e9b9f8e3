import { PasswordInput, TextInput } from '@mantine/core';
import * as z from 'zod';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useMe } from '#client/api/me.ts';
import { makePasskey } from '#client/api/passkey.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { deviceName } from '#client/ui/device-name.ts';
import { NewPasskey } from '#server/contract/passkey.ts';

import { passkeysQuery } from '#client/api/passkeys-query.ts';

const Asked = z.object({
  name: NewPasskey.shape.name,
  password: z.string(),
  code: z.string().transform((typed) => typed.replaceAll(/\s/g, '')),
});

/** Asks for a name and a proof of the person, then lets the browser make the passkey. */
export function AddPasskey({ onClose }: { onClose: () => void }) {
  const { passkeys: own, session, settings } = useText();
  const byCode = useMe().twoFactor.enabled;
  const write = useWrite({
    initial: { name: deviceName(navigator.userAgent) ?? '', password: '', code: '' },
    schema: Asked,
    words: { name: own.nameMissing },
    check: ({ password, code }) => ({
      password: !byCode && password === '' ? own.passwordMissing : null,
      code: byCode && code.trim() === '' ? own.codeMissing : null,
    }),
    async send({ name, password, code }) {
      const proof = byCode ? { code } : { password };
      const options = await call(api.me.passkeys.options.$post({ json: proof }));
      const credential = await makePasskey(options);
      return await call(api.me.passkeys.$post({ json: { name, credential } }));
    },
    said: own.added,
    refresh: [passkeysQuery.queryKey],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={own.add}
      lead={own.addLead}
      confirm={own.goOn}
      onClose={onClose}
    >
      <TextInput
        label={own.name}
        description={own.nameMore}
        autoComplete="off"
        {...write.field('name')}
      />
      {byCode ? (
        <TextInput
          label={own.code}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          {...write.field('code')}
        />
      ) : (
        <PasswordInput
          label={settings.currentPassword}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': session.showPassword }}
          {...write.field('password')}
        />
      )}
    </WriteDialog>
  );
}
