import { Button, Progress } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';

import { isStarting } from '#client/api/come-back.ts';
import { configurationQuery } from '#client/api/configuration.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { sendBackup, setUpQuery } from '#client/api/set-up.ts';
import { Form } from '#client/forms/form.tsx';
import { SECRET } from '#client/forms/use-kept-form.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { sentencesIn, useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { FileDrop } from '#client/ui/file-drop.tsx';
import { LanguageChoice } from '#client/ui/language-choice.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Mark } from '#client/ui/mark.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { CodeInput } from '#client/ui/plain-input.tsx';
import { ProblemNotice } from '#client/ui/problem-notice.tsx';
import { ScreenTitle } from '#client/ui/screen-title.tsx';
import {
  RestoreForm as Fields,
  type RestorePhase,
  type RestoreState,
} from '#server/contract/set-up.ts';

import classes from './set-up.module.css';

/** Part of the bar at which a phase begins; it ends where the next one begins. */
const BEGINS: Readonly<Record<RestorePhase, number>> = {
  receiving: 0,
  checking: 0.3,
  loading: 0.45,
  files: 0.8,
  starting: 0.95,
  ready: 1,
  failed: 1,
};
const ENDS: Readonly<Record<RestorePhase, number>> = {
  receiving: BEGINS.checking,
  checking: BEGINS.loading,
  loading: BEGINS.files,
  files: BEGINS.starting,
  starting: 1,
  ready: 1,
  failed: 1,
};

/** Progress of a restore, as a bar, in words and for screen readers. */
function RestoreProgress({ restore }: { restore: RestoreState }) {
  const { setUp: own } = useText();
  const sentence = useSentence(restore);
  const share = shareOf(restore);
  const spoken = useSteps(restore, sentence, share);
  return (
    <section className={classes.form} aria-labelledby="restore-title">
      <h2 id="restore-title">{own.running}</h2>
      <Progress
        value={share * 100}
        size="lg"
        radius={4}
        animated={restore.phase === 'starting'}
        aria-label={own.running}
      />
      <p className={classes.sentence}>{sentence}</p>
      <output className="visually-hidden">{spoken}</output>
    </section>
  );
}

function useSentence({ phase, done, total, table }: RestoreState): string {
  const { setUp: own } = useText();
  const format = useFormat();
  const bytes = { done: format.bytes(done), total: total === null ? '?' : format.bytes(total) };
  const counted = { done: format.number(done, 0), total: format.number(total ?? 0, 0) };
  switch (phase) {
    case 'receiving':
      return own.receiving(bytes);
    case 'checking':
      return own.checking(bytes);
    case 'loading':
      return own.loading({
        ...counted,
        number: format.number(table?.number ?? 0, 0),
        of: table === null ? '?' : format.number(table.of, 0),
      });
    case 'files':
      return own.files(counted);
    case 'starting':
    case 'ready':
    case 'failed':
      return own.starting;
  }
}

function shareOf({ phase, done, total }: RestoreState): number {
  const within = total === null || total === 0 ? 0 : Math.min(1, done / total);
  return BEGINS[phase] + (ENDS[phase] - BEGINS[phase]) * within;
}

/** Read aloud at every quarter of a phase only: each second would never let the listener go. */
function useSteps(restore: RestoreState, sentence: string, share: number): string {
  const { phase } = restore;
  const width = ENDS[phase] - BEGINS[phase];
  const quarter = `${phase} ${width === 0 ? 0 : Math.floor(((share - BEGINS[phase]) / width) * 4)}`;
  const [spoken, setSpoken] = useState({ quarter, sentence });
  if (spoken.quarter !== quarter) setSpoken({ quarter, sentence });
  return spoken.sentence;
}

const ASK_MILLISECONDS = 1_000;

/** The page of an empty installation: the operator restores a backup, and sees how far that is. */
export default function SetUpScreen() {
  const { setUp: own } = useText();
  const [sending, setSending] = useState(false);
  const state = useQuery({
    ...setUpQuery,
    refetchInterval: ({ state: { data } }) =>
      sending || isUnderWay(data?.restore ?? null) ? ASK_MILLISECONDS : false,
  });
  const restore = state.data?.restore ?? null;
  const starting = isStarting(state.failureReason);
  const underWay = isUnderWay(restore);
  useFreshConfiguration(restore?.phase === 'ready');
  return (
    <main id="main" className={classes.screen}>
      <div className={classes.column}>
        <div className={classes.head}>
          <Mark size={40} />
          <ScreenTitle>{own.title}</ScreenTitle>
          <LanguageChoice />
        </div>
        {state.isPending && !starting && <LoadingRows rows={3} />}
        {!underWay && <ErrorNotice error={state.error} onRetry={() => void state.refetch()} />}
        {underWay && restore !== null && (
          <RestoreProgress restore={starting ? { ...restore, phase: 'starting' } : restore} />
        )}
        {state.data !== undefined && !underWay && (
          <Ended unused={state.data.unused} ready={restore?.phase === 'ready'} />
        )}
        {state.data?.unused === true && restore?.phase !== 'ready' && (
          <div hidden={underWay}>
            <RestoreForm
              failed={restore?.problem ?? null}
              onSending={setSending}
              onSettled={() => void state.refetch()}
            />
          </div>
        )}
      </div>
    </main>
  );
}

function isUnderWay(restore: RestoreState | null): boolean {
  return restore !== null && restore.phase !== 'ready' && restore.phase !== 'failed';
}

/** The sign-in asks anew what there is: a demonstration shows its accounts, and nothing is restored a second time. */
function useFreshConfiguration(isReady: boolean): void {
  const client = useQueryClient();
  useEffect(
    function forgetConfiguration() {
      if (isReady) client.removeQueries({ queryKey: configurationQuery.queryKey });
    },
    [client, isReady],
  );
}

function Ended({ unused, ready }: { unused: boolean; ready: boolean }) {
  const { setUp: own } = useText();
  if (unused && !ready) return null;
  return (
    <Notice kind={ready ? 'good' : 'info'} title={ready ? own.ready : own.used}>
      <p>{ready ? own.readyMore : own.usedMore}</p>
      <Link to="/sign-in" className={classes.link}>
        {own.signIn}
      </Link>
    </Notice>
  );
}

type Values = { code: string; file: File | null };

/**
 * Code and file of a restore.
 * @param failed code of the problem of the restore before
 */
function RestoreForm({
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
    draft: SECRET,
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
    <Form className={classes.form} {...write.formProps}>
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
    </Form>
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
