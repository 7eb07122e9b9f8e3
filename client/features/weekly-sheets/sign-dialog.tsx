import { Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type FormEvent } from 'react';

import { fieldErrors } from '#client/api/describe-error.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { ActDialog } from '#client/forms/act-dialog.tsx';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import type { WeeklySheetView } from '#server/contract/weekly-sheet.ts';

import { useSignSheet } from './queries.ts';
import { useSignLines } from './sign-lines.ts';
import { useWeekName } from './week-choice.tsx';

const SHORTEST = 3;

/** Shows what the signature will record, and asks for the reason where there is a signature already. */
export function SignDialog({
  sheet,
  onSigned,
  onClose,
}: {
  sheet: WeeklySheetView;
  onSigned: () => void;
  onClose: () => void;
}) {
  const text = useText();
  const own = text.weeklySheets;
  const format = useFormat();
  const { language } = useLanguage();
  const { account } = useMe();
  const name = useWeekName();
  const latest = sheet.versions[0] ?? null;
  const [remark, setRemark] = useState(latest?.remark ?? sheet.draft?.remark ?? '');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(0);
  const sign = useSignSheet();
  const wrongReason = latest !== null && reason.trim().length < SHORTEST;
  const wrongRemark = remark.trim() !== '' && remark.trim().length < SHORTEST;
  const refused = fieldErrors(sign.error, language);
  const lines = useSignLines({ sheet, signer: account.name, remark, reason });

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(tried + 1);
    if (wrongReason || wrongRemark) return;
    sign.mutate(
      {
        commune: sheet.commune.code,
        week: sheet.week.firstOn,
        after: latest?.version ?? 0,
        hash: sheet.currentHash,
        remark: remark.trim() === '' ? null : remark.trim(),
        reason: latest === null ? null : reason.trim(),
      },
      {
        onSuccess: ({ versions }) => {
          const number = format.number(versions[0]?.version ?? 1, 0);
          notifications.show({ message: own.signed({ number }) });
          onSigned();
          onClose();
        },
      },
    );
  }

  return (
    <ActDialog
      title={own.signTitle({ week: name(sheet.week).number })}
      lead={own.signLead}
      lines={lines}
      confirm={latest === null ? own.sign : own.signAgain}
      pending={sign.isPending}
      refusals={tried}
      notice={<ErrorNotice error={sign.error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      {latest !== null && (
        <Textarea
          label={own.reasonLabel}
          withAsterisk
          autosize
          minRows={2}
          maxLength={1_000}
          value={reason}
          error={(tried > 0 && wrongReason ? own.reasonMissing : null) ?? refused['reason']}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <Textarea
        label={`${own.remarkLabel} (${text.common.optional})`}
        description={own.remarkMore}
        autosize
        minRows={2}
        maxLength={1_000}
        value={remark}
        error={(tried > 0 && wrongRemark ? own.remarkShort : null) ?? refused['remark']}
        onChange={(event) => setRemark(event.currentTarget.value)}
      />
    </ActDialog>
  );
}
