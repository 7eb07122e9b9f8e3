import { Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { communesQuery } from '#client/api/communes.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { IndicatorView, PlanView } from '#server/contract/plan.ts';

import { ActFrame } from './act-frame.tsx';
import { readShares, writeShares } from './share-lines.ts';
import { usePlanAct } from './queries.ts';

/** A line for each commune; together they make the target, or the reason is said. */
export function AllotDialog({
  plan,
  indicator,
  onClose,
}: {
  plan: PlanView;
  indicator: IndicatorView;
  onClose: () => void;
}) {
  const { plans: own } = useText();
  const format = useFormat();
  const act = usePlanAct();
  const communes = useQuery(communesQuery).data?.items ?? [];
  const [tried, setTried] = useState(false);
  const [typed, setTyped] = useState(() => writeShares(indicator.allotment?.shares ?? []));
  const [documentNumber, setDocumentNumber] = useState('');
  const [reason, setReason] = useState('');
  const read = readShares(typed, communes);
  const total = read.shares.reduce((sum, { amount }) => sum + amount, 0);
  const differs = total !== indicator.target;
  function submit() {
    setTried(true);
    if (read.wrong !== null || (differs && reason.trim().length < 3)) return;
    const json = {
      code: indicator.code,
      shares: read.shares,
      documentNumber: documentNumber.trim() === '' ? null : documentNumber.trim(),
      reason: differs ? reason.trim() : null,
    };
    act.mutate({ act: 'allot', id: plan.id, json }, { onSuccess: onClose });
  }
  return (
    <ActFrame
      title={own.allotOf({ wording: indicator.wording })}
      lead={own.allotLead}
      confirm={own.allot}
      pending={act.isPending}
      error={act.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Textarea
        label={own.shares}
        description={own.sharesMore}
        autosize
        minRows={6}
        maxRows={14}
        value={typed}
        error={read.wrong === null ? null : own.shareWrong({ line: read.wrong })}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <p aria-live="polite">
        {own.allottedSum({
          total: format.number(total),
          target: format.number(indicator.target ?? 0),
          count: format.number(read.shares.length, 0),
        })}
      </p>
      {differs && (
        <TextInput
          label={own.differsReason}
          withAsterisk
          maxLength={500}
          value={reason}
          error={tried && reason.trim().length < 3 ? own.reasonMissing : null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={own.document}
        maxLength={60}
        value={documentNumber}
        onChange={(event) => setDocumentNumber(event.currentTarget.value)}
      />
    </ActFrame>
  );
}
