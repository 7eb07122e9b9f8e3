import { useState } from 'react';

import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { PlanView } from '#server/contract/plan.ts';

import { ActFrame } from './act-frame.tsx';
import { PaperFields, readPaper, type PaperValues } from './paper-fields.tsx';
import { usePlanAct } from './queries.ts';

/** Under which number, on which day and by which office the draft was signed. */
export function IssueDialog({ plan, onClose }: { plan: PlanView; onClose: () => void }) {
  const { plans: own } = useText();
  const act = usePlanAct();
  const [tried, setTried] = useState(false);
  const [paper, setPaper] = useState<PaperValues>({
    number: '',
    signedOn: today(),
    signerTitle: '',
  });
  function submit() {
    setTried(true);
    const json = readPaper(paper);
    if (json !== null) act.mutate({ act: 'issue', id: plan.id, json }, { onSuccess: onClose });
  }
  return (
    <ActFrame
      title={own.issue}
      lead={own.issueLead}
      confirm={own.issue}
      pending={act.isPending}
      error={act.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <PaperFields values={paper} tried={tried} onChange={setPaper} />
    </ActFrame>
  );
}
