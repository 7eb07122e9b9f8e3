import { Box, Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMergedRef } from '@mantine/hooks';
import type { QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod';

import {
  disableTwoFactor,
  enableTwoFactor,
  type TwoFactorSetup,
  verifyTotp,
} from '#client/api/authentication.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { meQuery, useMe } from '#client/api/me.ts';
import { Form } from '#client/forms/form.tsx';
import { SECRET } from '#client/forms/use-kept-form.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { CopyButton } from '#client/ui/copy-text.tsx';
import { Section } from '#client/ui/page.tsx';
import { QrCode } from '#client/ui/qr-code.tsx';
import { useFirstFocus } from '#client/ui/use-first-focus.ts';

import shared from '#client/ui/shared.module.css';
import classes from './settings.module.css';

/** Six digits, as the authenticator shows them. */
const Proof = z.object({
  code: z
    .string()
    .trim()
    .max(6)
    .regex(/^\d{6}$/),
});

/** Scan, keep the backup codes, prove it with one code. Only then is the second step on. */
function TwoFactorSteps({ setup, onClose }: { setup: TwoFactorSetup; onClose: () => void }) {
  const text = useText();
  return (
    <Stack className={classes.steps} gap="xs" align="flex-start">
      <h3>{text.settings.stepScan}</h3>
      <Group className={classes.scan} gap="md">
        <QrCode value={setup.uri} label={text.settings.qrCode} />
        <p>
          {text.settings.secret}
          <Box component="code" className={shared.wrap} display="block" fz="md">
            {secretOf(setup.uri)}
          </Box>
        </p>
      </Group>
      <h3>{text.settings.stepBackup}</h3>
      <p className={shared.muted}>{text.settings.backupMore}</p>
      <BackupCodes codes={setup.backupCodes} />
      <h3>{text.settings.stepCode}</h3>
      <Prove onClose={onClose} />
    </Stack>
  );
}

function BackupCodes({ codes }: { codes: readonly string[] }) {
  const text = useText();
  return (
    <>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <CopyButton
        value={codes.join('\n')}
        label={text.settings.copyCodes}
        size="xs"
        className={classes.copy ?? ''}
      />
    </>
  );
}

function Prove({ onClose }: { onClose: () => void }) {
  const text = useText();
  const write = useWrite({
    draft: SECRET,
    initial: { code: '' },
    schema: Proof,
    words: { code: text.session.codeMissing },
    send: ({ code }) => verifyTotp(code),
    said: text.settings.secondDone,
    refresh: [meQuery.queryKey],
    onDone: onClose,
  });
  return (
    <Form className={classes.form} {...write.formProps}>
      <ErrorNotice error={write.error} />
      <TextInput
        label={text.session.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        {...write.field('code')}
        withAsterisk={false}
      />
      <Group gap={8}>
        <Button type="submit" loading={write.pending}>
          {text.settings.finish}
        </Button>
        <Button variant="default" onClick={onClose}>
          {text.common.cancel}
        </Button>
      </Group>
    </Form>
  );
}

function secretOf(totpUri: string): string {
  return new URLSearchParams(totpUri.split('?')[1] ?? '').get('secret') ?? '';
}

/** The second step of the sign-in: off, being set up, or on. */
export function TwoFactor() {
  const text = useText();
  const { twoFactor } = useMe();
  const [setup, setSetup] = useState<TwoFactorSetup | null>(null);
  return (
    <Section
      title={text.settings.second}
      lead={text.settings.secondLead}
      aside={
        <span className={classes.state} data-on={twoFactor.enabled}>
          {twoFactor.enabled ? text.settings.secondOn : text.settings.secondOff}
        </span>
      }
    >
      {twoFactor.required && (
        <Box component="p" c="var(--db-warning)" mb="sm" fw={500}>
          {text.settings.secondRequired}
        </Box>
      )}
      {setup !== null && <TwoFactorSteps setup={setup} onClose={() => setSetup(null)} />}
      {setup === null && !twoFactor.enabled && <Enable onPrepared={setSetup} />}
      {twoFactor.enabled && !twoFactor.required && <Disable />}
    </Section>
  );
}

function Enable({ onPrepared }: { onPrepared: (setup: TwoFactorSetup) => void }) {
  const text = useText();
  return (
    <PasswordGate
      label={text.settings.enableSecond}
      // It is on only after the steps, see `TwoFactorSteps`.
      send={({ password }) => enableTwoFactor(password)}
      onDone={onPrepared}
    />
  );
}

function Disable() {
  const { settings: own } = useText();
  return (
    <PasswordGate
      label={own.disableSecond}
      needsCode
      send={disableTwoFactor}
      said={own.secondRemoved}
      refresh={[meQuery.queryKey]}
    />
  );
}

/** Authenticators show the digits in two groups, and people type the space too. */
const Digits = z
  .string()
  .transform((typed) => typed.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/));
const Password = z.object({ password: z.string().min(1), code: z.string() });
const PasswordAndCode = Password.extend({ code: Digits });

type GateProps<Answer> = {
  label: string;
  /** True where the six digits of the authenticator are asked for too. */
  needsCode?: boolean;
  send: (proof: { password: string; code: string }) => Promise<Answer>;
  said?: string;
  refresh?: readonly QueryKey[];
  onDone?: (answer: Answer) => void;
};

/** Asks for a proof before it acts, so that nobody changes anything on an unattended screen. */
function PasswordGate<Answer>(props: GateProps<Answer>) {
  const [asking, setAsking] = useState(false);
  if (asking) return <PasswordAsked {...props} onCancel={() => setAsking(false)} />;
  return (
    <Button variant="default" onClick={() => setAsking(true)}>
      {props.label}
    </Button>
  );
}

function PasswordAsked<Answer>({
  label,
  needsCode = false,
  onCancel,
  ...given
}: GateProps<Answer> & { onCancel: () => void }) {
  const text = useText();
  const schema = needsCode ? PasswordAndCode : Password;
  const write = useWrite({ draft: SECRET, initial: { password: '', code: '' }, schema, ...given });
  const first = useFirstFocus<HTMLFormElement>();
  const ref = useMergedRef(first, write.formProps.ref);
  const complete = schema.safeParse(write.values).success;
  return (
    <Form className={classes.form} {...write.formProps} ref={ref}>
      <ErrorNotice error={write.error} />
      <PasswordInput
        label={text.settings.confirmPassword}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': text.session.showPassword }}
        {...write.field('password')}
        withAsterisk={false}
      />
      {needsCode && (
        <TextInput
          label={text.session.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          {...write.field('code')}
          withAsterisk={false}
        />
      )}
      <Group gap={8}>
        <Button type="submit" loading={write.pending} disabled={!complete}>
          {label}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {text.common.cancel}
        </Button>
      </Group>
    </Form>
  );
}
