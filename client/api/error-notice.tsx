import { useLanguage } from '#client/i18n/use-text.ts';
import { ProblemNotice } from '#client/ui/problem-notice.tsx';

import { describeError } from './describe-error.ts';

/**
 * Shows the error of a request in the reader's words; nothing without an error.
 * @param onRetry asks again for what was to be shown; absent where something was to be written
 */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { language } = useLanguage();
  if (error === null || error === undefined) return null;
  const described = describeError(error, language, { reads: onRetry !== undefined });
  return <ProblemNotice {...described} {...(onRetry === undefined ? {} : { onRetry })} />;
}
