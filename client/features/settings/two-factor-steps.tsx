import { Button, CopyButton, Group, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';

import type { TwoFactorSetup } from '#client/api/authentication.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { QrCode } from '#client/ui/qr-code.tsx';

import { useFinishTwoFactor } from './queries.ts';
import classes from './settings.module.css';

const CODE = /^\d{6}$/;

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
  const finish = useFinishTwoFactor();
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setWrong(!CODE.test(code.trim()));
    if (!CODE.test(code.trim())) return;
    finish.mutate(code.trim(), {
      onSuccess: () => {
        notifications.show({ message: text.settings.secondDone });
        onClose();
      },
    });
  };
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      <ErrorNotice error={finish.error} />
      <TextInput
        label={text.session.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        error={wrong ? text.session.codeMissing : undefined}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Group gap={8}>
        <Button type="submit" loading={finish.isPending}>
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
