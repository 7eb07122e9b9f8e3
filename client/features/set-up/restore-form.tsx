import { Button } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { sendBackup } from '#client/api/set-up.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { sentencesIn, useLanguage, useText } from '#client/i18n/use-text.ts';
import { CodeInput } from '#client/ui/plain-input.tsx';
import { FileDrop } from '#client/ui/file-drop.tsx';
import { ProblemNotice } from '#client/ui/problem-notice.tsx';
import { RestoreForm as Fields } from '#server/contract/set-up.ts';

import classes from './set-up.module.css';

type Values = { code: string; file: File | null };

/**
 * Code and file of a restore.
 * @param failed code of the problem of the restore before
 */
export function RestoreForm({
  failed,
  onSending,
  onSettled,
}: {
  failed: string | null;
  onSending: (sending: boolean) => void;
  onSettled: () => void;
}) {
  const { setUp: own } = useText();
  const initial: Values = { code: '', file: null };
  const write = useWrite({
    initial,
    schema: Fields,
    body: ({ code }) => ({ code }),
    words: { code: own.codeMissing },
    check: ({ file }) => ({ file: file === null ? own.fileMissing : null }),
    send: async ({ code }, _, { file }) => {
      if (file !== null) await sendBackup(file, code);
    },
    onDone: onSettled,
    onRefused: onSettled,
  });
  useEffect(
    function tellSending() {
      onSending(write.pending);
    },
    [onSending, write.pending],
  );
  return (
    <form className={classes.form} {...write.formProps}>
      <p>{own.lead}</p>
      {write.error === null ? (
        <Failed code={write.pending ? null : failed} />
      ) : (
        <ErrorNotice error={write.error} />
      )}
      <CodeInput label={own.code} description={own.codeHint} {...write.field('code')} />
      <BackupField
        file={write.values.file}
        fault={write.form.errors['file']}
        disabled={write.pending}
        onFile={(chosen) => write.form.setFieldValue('file', chosen)}
      />
      <p className={classes.small}>{own.warning}</p>
      <Button type="submit" size="md" fullWidth loading={write.pending}>
        {own.start}
      </Button>
    </form>
  );
}

function BackupField({
  file,
  fault,
  disabled,
  onFile,
}: {
  file: File | null;
  /** Sentence beside the field; nothing where the file is right. */
  fault: ReactNode;
  disabled: boolean;
  onFile: (file: File) => void;
}) {
  const { setUp: own } = useText();
  return (
    <div data-faulty={Boolean(fault)}>
      <p className={classes.label}>{own.file}</p>
      <FileDrop
        file={file}
        accept=".backup"
        mostBytes={null}
        words={{
          choose: own.choose,
          chooseOther: own.chooseOther,
          drop: own.drop,
          hint: own.fileHint,
        }}
        disabled={disabled}
        onFile={onFile}
      />
      {Boolean(fault) && (
        <p className={classes.fault} role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

function Failed({ code }: { code: string | null }) {
  const { setUp: own } = useText();
  const { language } = useLanguage();
  if (code === null) return null;
  const sentence = sentencesIn(language)[code] ?? '';
  return <ProblemNotice title={own.failed} sentence={sentence} requestId={null} />;
}
