import { DialogFrame } from '#client/forms/dialog-frame.tsx';
import { useText } from '#client/i18n/use-text.ts';
import type { CheckResult } from '#server/contract/point.ts';

import type { CheckContext, CheckDraft } from './check-entry.ts';
import { CheckForm } from './check-form.tsx';

/** The check over the screen that it is begun from; on a phone it is the screen. */
export function CheckDialog({
  point,
  draft = null,
  result = null,
  onClose,
}: {
  point: CheckContext['point'];
  /** The entry of the outbox that is being changed; null for a new look. */
  draft?: CheckDraft | null;
  /** The result that was said before, which may still be changed. */
  result?: CheckResult | null;
  onClose: () => void;
}) {
  const text = useText();
  return (
    <DialogFrame title={text.checks.title} size={520} onClose={onClose}>
      <CheckForm
        point={point}
        draft={draft}
        result={result}
        onRecorded={onClose}
        onCancel={onClose}
      />
    </DialogFrame>
  );
}
