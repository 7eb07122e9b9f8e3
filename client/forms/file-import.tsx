import { Button, SimpleGrid, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { FileDrop, keepFile } from '#client/ui/file-drop.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';

import { Form } from './form.tsx';
import { SourceFields } from './source-fields.tsx';
import shared from '#client/ui/shared.module.css';
import type { Write } from './use-write.ts';

/** A file that was chosen; the number tells two choices of the same name apart. */
export type ChosenFile = { number: number; file: File };

/** A file that is chosen, read, looked at, and taken in only when asked. */
export function FileImport<Taken>({
  accept,
  hint,
  done,
  children,
}: {
  accept: string;
  hint: string;
  /** Says what has been taken in. */
  done: (taken: Taken) => { title: string; more: string };
  /** Preview of the chosen file, with the form that imports it. */
  children: (chosen: ChosenFile, onTaken: (taken: Taken) => void) => ReactNode;
}) {
  const { geodata: text } = useText();
  const choices = useRef(0);
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [unreadable, setUnreadable] = useState<unknown>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  const take = (file: File) => {
    choices.current += 1;
    setUnreadable(null);
    setTaken(null);
    setChosen({ number: choices.current, file });
  };
  return (
    <Stack gap={16}>
      {taken !== null && <TakenNotice {...done(taken)} />}
      <FileDrop
        file={chosen?.file ?? null}
        accept={accept}
        words={{
          choose: text.chooseFile,
          chooseOther: text.chooseOther,
          drop: text.dropHere,
          hint,
          tooLarge: text.tooLarge,
        }}
        onFile={(file) => {
          keepFile(file).then(take, setUnreadable);
        }}
      />
      <ErrorNotice error={unreadable} />
      {chosen !== null &&
        children(chosen, (answer) => {
          setChosen(null);
          setTaken(answer);
        })}
    </Stack>
  );
}

/** Says what has been taken in. The preview below it is gone, so the page would otherwise stand somewhere else. */
function TakenNotice({ title, more }: { title: string; more: string }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(function goToNotice() {
    frame.current?.focus();
  }, []);
  return (
    <div ref={frame} tabIndex={-1}>
      <Notice kind="good" title={title}>
        {more}
      </Notice>
    </div>
  );
}

/** Stands in the place of what is not read yet, or could not be. */
export function NotRead({ preview }: { preview: Pick<UseQueryResult, 'error' | 'refetch'> }) {
  const { geodata: text } = useText();
  if (preview.error !== null) {
    return <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />;
  }
  return (
    <>
      <output>{text.reading}</output>
      <LoadingRows rows={3} />
    </>
  );
}

/** The origin of a file with whatever else is said of it, and the button that takes it in. */
export function SourceForm({
  write,
  submit,
  disabled = false,
  children,
}: {
  write: Pick<Write, 'formProps' | 'pending' | 'error' | 'field'>;
  /** The verb on the button. */
  submit: string;
  disabled?: boolean;
  children?: ReactNode;
}) {
  return (
    <Form {...write.formProps}>
      <Stack gap={16} align="flex-start">
        <SimpleGrid className={shared.tops} minColWidth="min(100%, 280px)" spacing="md" w="100%">
          <SourceFields field={write.field} />
          {children}
        </SimpleGrid>
        <ErrorNotice error={write.error} />
        <Button type="submit" loading={write.pending} disabled={disabled}>
          {submit}
        </Button>
      </Stack>
    </Form>
  );
}
