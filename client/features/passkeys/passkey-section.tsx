import { Box, Button, Flex, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { passkeysWork, makePasskey } from '#client/api/passkey.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { SECRET } from '#client/forms/use-kept-form.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Section } from '#client/ui/page.tsx';
import { type Passkey, NewPasskey } from '#server/contract/passkey.ts';

import classes from './passkeys.module.css';

import { passkeysQuery } from '#client/api/passkeys-query.ts';
import { deviceName } from '#client/ui/device-name.ts';
import shared from '#client/ui/shared.module.css';
import { PlainInput } from '#client/ui/plain-input.tsx';

const Asked = z.object({
  name: NewPasskey.shape.name,
  password: z.string(),
  code: z.string().transform((typed) => typed.replaceAll(/\s/g, '')),
});

/** Asks for a name and a proof of the person, then lets the browser make the passkey. */
function AddPasskey({ onClose }: { onClose: () => void }) {
  const { passkeys: own, session, settings } = useText();
  const byCode = useMe().twoFactor.enabled;
  const write = useWrite({
    draft: SECRET,
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
      <PlainInput label={own.name} description={own.nameMore} {...write.field('name')} />
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

/** The passkeys of the own account: what each was used for last, one more, one less. */
export function PasskeySection() {
  const { passkeys: own } = useText();
  const passkeys = useQuery(passkeysQuery);
  const [adding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<Passkey | null>(null);
  const works = passkeysWork() && passkeys.data?.available !== false;
  return (
    <Section title={own.title} lead={own.lead}>
      <ErrorNotice error={passkeys.error} onRetry={() => void passkeys.refetch()} />
      {passkeys.isPending && <LoadingRows rows={2} />}
      {passkeys.data?.items.length === 0 && works && (
        <EmptyLine title={own.empty} next="passkeys" />
      )}
      {!works && <p className={shared.aside}>{own.notHere}</p>}
      <Flex component="ul" className={classes.passkeys} direction="column" aria-label={own.title}>
        {passkeys.data?.items.map((passkey) => (
          <PasskeyRow key={passkey.id} passkey={passkey} onRemove={() => setRemoved(passkey)} />
        ))}
      </Flex>
      {/* It would move under the pointer when the list comes. */}
      {works && !passkeys.isPending && (
        <Button variant="default" mih={44} onClick={() => setAdding(true)}>
          {own.add}
        </Button>
      )}
      {adding && <AddPasskey onClose={() => setAdding(false)} />}
      {removed !== null && <RemovePasskey passkey={removed} onClose={() => setRemoved(null)} />}
    </Section>
  );
}

function PasskeyRow({ passkey, onRemove }: { passkey: Passkey; onRemove: () => void }) {
  const { passkeys: own } = useText();
  const format = useFormat();
  const { name, backedUp, createdAt, lastUsedAt, copiedAt } = passkey;
  const facts = [
    own.made({ time: format.dateTime(createdAt) }),
    lastUsedAt === null ? own.unused : own.used({ time: format.dateTime(lastUsedAt) }),
    ...(backedUp ? [own.backedUp] : []),
  ];
  return (
    <li>
      <div>
        <Box component="p" className={shared.wrap} fw={500}>
          {name}
        </Box>
        <p className={shared.aside}>{facts.join(' · ')}</p>
      </div>
      <Button variant="default" mih={44} aria-label={own.removeNamed({ name })} onClick={onRemove}>
        {own.remove}
      </Button>
      {copiedAt !== null && (
        <p className={classes.copied} role="alert">
          {own.copied({ time: format.dateTime(copiedAt) })}
        </p>
      )}
    </li>
  );
}

function RemovePasskey({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const { passkeys: own } = useText();
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) =>
      call(api.me.passkeys[':id'].$delete({ param: { id: String(passkey.id) } }, once)),
    said: own.removed,
    refresh: [passkeysQuery.queryKey],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      weighty
      title={own.removeTitle}
      lead={own.removeMore}
      lines={[{ label: own.name, value: passkey.name }]}
      confirm={own.remove}
      onClose={onClose}
    />
  );
}
