import { Button, CopyButton, Group, TextInput } from '@mantine/core';
import * as z from 'zod';

import { verifyTotp, type TwoFactorSetup } from '#client/api/authentication.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { meQuery } from '#client/api/me.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { QrCode } from '#client/ui/qr-code.tsx';

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
export function TwoFactorSteps({ setup, onClose }: { setup: TwoFactorSetup; onClose: () => void }) {
  const text = useText();
  return (
    <div className={classes.steps}>
      <h3>{text.settings.stepScan}</h3>
      <div className={classes.scan}>
        <QrCode value={setup.uri} label={text.settings.qrCode} />
        <p>
          {text.settings.secret}
          <code className={classes.secret}>{secretOf(setup.uri)}</code>
        </p>
      </div>
      <h3>{text.settings.stepBackup}</h3>
      <p className={classes.small}>{text.settings.backupMore}</p>
      <BackupCodes codes={setup.backupCodes} />
      <h3>{text.settings.stepCode}</h3>
      <Prove onClose={onClose} />
    </div>
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
      <CopyButton value={codes.join('\n')}>
        {({ copied, copy }) => (
          <Button variant="default" size="xs" className={classes.copy} onClick={copy}>
            {copied ? text.common.copied : text.settings.copyCodes}
          </Button>
        )}
      </CopyButton>
    </>
  );
}

function Prove({ onClose }: { onClose: () => void }) {
  const text = useText();
  const write = useWrite({
    initial: { code: '' },
    schema: Proof,
    words: { code: text.session.codeMissing },
    send: ({ code }) => verifyTotp(code),
    said: text.settings.secondDone,
    refresh: [meQuery.queryKey],
    onDone: onClose,
  });
  return (
    <form className={classes.form} {...write.formProps}>
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
    </form>
  );
}

function secretOf(totpUri: string): string {
  return new URLSearchParams(totpUri.split('?')[1] ?? '').get('secret') ?? '';
}
