import { Button, FileButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { call, newIdempotencyKey, once } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { confirmed } from '#client/api/confirm-again.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { drawId } from '#client/offline/outbox/new-entry.ts';
import { Notice } from '#client/ui/notice.tsx';
import { PlainInput } from '#client/ui/plain-input.tsx';
import { AttachmentForm } from '#server/contract/attachment.ts';

import { given } from './entered-values.ts';
import { DraftLine } from './form.tsx';
import classes from './forms.module.css';
import { limitsOf } from './schema-fields.ts';
import shared from '#client/ui/shared.module.css';
import { useKeptForm } from './use-kept-form.ts';
import type { ProposedAct, Write } from './use-write.ts';

const WITHOUT_PAPER: readonly ProposedAct['kind'][] = ['role', 'disable', 'enable'];

/** Refusal of a form that stands on a page; an act that takes two persons can be proposed there. */
export function FormRefusal({ write }: { write: Pick<Write, 'error' | 'proposal'> }) {
  const [sent, setSent] = useState<ProposedAct | null>(null);
  const { proposal, error } = write;
  if (proposal === null) return <ErrorNotice error={error} />;
  // Drawn anew with each act: what is sent once is not offered again.
  if (sent !== null && JSON.stringify(sent) === JSON.stringify(proposal)) return null;
  return <ProposeInstead act={proposal} onDone={() => setSent(proposal)} />;
}

/** Sends an act that takes two persons as a proposal, with its paper as a file where one is asked for. */
export function ProposeInstead({ act, onDone }: { act: ProposedAct; onDone: () => void }) {
  const { proposals: own } = useText();
  const [file, setFile] = useState<File | null>(null);
  const about = Object.entries(act).filter(([name]) => name.endsWith('Id'));
  const { form, kept } = useKeptForm({
    draft: `paper of proposal ${act.kind} ${about.flat().join(' ')}`,
    initialValues: { number: '' },
  });
  const { number } = form.getValues();
  const asksForPaper = !WITHOUT_PAPER.includes(act.kind);
  const sending = useProposal(act, () => {
    void kept.sent();
    onDone();
  });
  const paper = file === null ? null : { file, number: given(number) ?? '' };
  const missing = asksForPaper && (file === null || given(number) === null);
  return (
    <Notice title={own.neededTitle}>
      <DraftLine kept={kept} />
      <p>{asksForPaper ? own.neededMore : own.neededByAdministrators}</p>
      {asksForPaper && (
        <div className={classes.pair}>
          <PlainInput
            label={own.paperNumber}
            {...form.getInputProps('number')}
            {...limitsOf(AttachmentForm, 'documentNumber')}
            withAsterisk
          />
          <div>
            <p className={shared.muted}>{file === null ? own.noPaper : file.name}</p>
            <FileButton
              accept="image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf"
              onChange={setFile}
            >
              {(props) => (
                <Button {...props} variant="default" mih={44}>
                  {own.choosePaper}
                </Button>
              )}
            </FileButton>
          </div>
        </div>
      )}
      <ErrorNotice error={sending.error} />
      <Button
        mih={44}
        loading={sending.isPending}
        disabled={missing}
        onClick={() => sending.mutate(paper)}
      >
        {own.send}
      </Button>
    </Notice>
  );
}

/** Sends the paper first: a proposal names one that the server has. The same file goes under the same id again. */
function useProposal(act: ProposedAct, onDone: () => void) {
  const { proposals: own } = useText();
  const client = useQueryClient();
  const [key] = useState(newIdempotencyKey);
  const [paperId] = useState(drawId);
  return useMutation({
    mutationFn: async (paper: { file: File; number: string } | null) => {
      if (paper !== null) {
        const { file, number: documentNumber } = paper;
        const form = { id: paperId, purpose: 'paper' as const, documentNumber, file };
        await call(api.attachments.$post({ form }));
      }
      const json = { ...act, paperId: paper === null ? null : paperId };
      return confirmed(() => call(api.proposals.$post({ json }, once(key))));
    },
    onSuccess: async () => {
      notifications.show({ message: own.sent });
      onDone();
      await client.invalidateQueries({ queryKey: ['proposals'] });
    },
  });
}
