import { ACCOUNT_PROBLEM_TEXT } from './account-problem-text.ts';
import { ANALYSIS_PROBLEM_TEXT } from './analysis-problem-text.ts';
import { CHECK_PROBLEM_TEXT } from './check-problem-text.ts';
import { FILE_PROBLEM_TEXT } from './file-problem-text.ts';
import { PLAN_PROBLEM_TEXT } from './plan-problem-text.ts';
import { INSPECTION_PROBLEM_TEXT } from './inspection-problem-text.ts';
import type { ProblemCode } from './problem.ts';
import { REGISTER_PROBLEM_TEXT } from './register-problem-text.ts';
import { REPLY_PROBLEM_TEXT } from './reply-problem-text.ts';
import { REPORT_PROBLEM_TEXT } from './report-problem-text.ts';
import { REQUEST_PROBLEM_TEXT } from './request-problem-text.ts';
import { SIGNAL_PROBLEM_TEXT } from './signal-problem-text.ts';
import { SUPPORT_SERVICE_PROBLEM_TEXT } from './support-service-problem-text.ts';
import { ROUTE_PROBLEM_TEXT } from './route-problem-text.ts';
import { CITY_TIME_ZONE, civilDate } from './time.ts';
import { TIP_PROBLEM_TEXT } from './tip-problem-text.ts';
import { WEEKLY_SHEET_PROBLEM_TEXT } from './weekly-sheet-problem-text.ts';

export type Language = 'vi' | 'en';

/**
 * What a reader is told: what happened, then what to do. `{name}` stands for a parameter of the
 * problem; a part in `[…]` is left out when a parameter in it was not given.
 */
export type ProblemText = Record<Language, string>;

const PROBLEM_TEXT: Record<ProblemCode, ProblemText> = {
  ...REQUEST_PROBLEM_TEXT,
  ...ACCOUNT_PROBLEM_TEXT,
  ...REGISTER_PROBLEM_TEXT,
  ...REPLY_PROBLEM_TEXT,
  ...SIGNAL_PROBLEM_TEXT,
  ...FILE_PROBLEM_TEXT,
  ...CHECK_PROBLEM_TEXT,
  ...WEEKLY_SHEET_PROBLEM_TEXT,
  ...PLAN_PROBLEM_TEXT,
  ...REPORT_PROBLEM_TEXT,
  ...SUPPORT_SERVICE_PROBLEM_TEXT,
  ...INSPECTION_PROBLEM_TEXT,
  ...TIP_PROBLEM_TEXT,
  ...ANALYSIS_PROBLEM_TEXT,
  ...ROUTE_PROBLEM_TEXT,
};

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const CITY_MINUTE = new Intl.DateTimeFormat('en-GB', {
  timeZone: CITY_TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
});

/** The sentence for a problem, with its parameters in place; dates as people write them here. */
export function problemText(
  code: ProblemCode,
  language: Language,
  parameters: Readonly<Record<string, unknown>> = {},
): string {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => readable(parameters[name]) ?? '…');
  return fill(
    PROBLEM_TEXT[code][language].replace(/\[([^[\]]*)\]/g, (_, part: string) => {
      const names = [...part.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
      return names.every((name) => readable(parameters[name]) !== undefined) ? part : '';
    }),
  );
}

function readableText(text: string): string {
  if (!ISO_INSTANT.test(text)) return text.replace(ISO_DATE, '$3/$2/$1');
  const minute = CITY_MINUTE.format(new Date(text));
  return `${minute} ${civilDate(text).replace(ISO_DATE, '$3/$2/$1')}`;
}

function readable(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return readableText(value);
  if (!Array.isArray(value)) return undefined;
  const parts = value.map(readable).filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(', ');
}
