import { ACCOUNT_PROBLEMS } from './account.ts';
import { ANALYSIS_PROBLEMS } from './analysis.ts';
import { ANNULMENT_PROBLEMS } from './annulment.ts';
import { CHECK_PROBLEMS } from './check.ts';
import { FILE_PROBLEMS } from './file.ts';
import { FORMAT_PROBLEMS } from './format.ts';
import { INSPECTION_PROBLEMS } from './inspection.ts';
import { LATE_ENTRY_PROBLEMS } from './late-entry.ts';
import { OGC_PROBLEMS } from './ogc.ts';
import { PASSKEY_PROBLEMS } from './passkey.ts';
import { PLAN_PROBLEMS } from './plan.ts';
import { PROPOSAL_PROBLEMS } from './proposal.ts';
import { QUESTION_PROBLEMS } from './question.ts';
import { REGISTER_PROBLEMS } from './register.ts';
import { REPLY_PROBLEMS } from './reply.ts';
import { REPORT_PROBLEMS } from './report.ts';
import { REQUEST_PROBLEMS } from './request.ts';
import { ROUTE_PROBLEMS } from './route.ts';
import { SET_UP_PROBLEMS } from './set-up.ts';
import { SIGNAL_PROBLEMS } from './signal.ts';
import { SINGLE_SIGN_ON_PROBLEMS } from './single-sign-on.ts';
import { SUPPORT_SERVICE_PROBLEMS } from './support-service.ts';
import { TIP_PROBLEMS } from './tip.ts';
import { WEBHOOK_PROBLEMS } from './webhook.ts';
import { WEEKLY_SHEET_PROBLEMS } from './weekly-sheet.ts';

/** Every expected failure by its code, which is stable and only ever added. */
export const PROBLEMS = {
  ...ACCOUNT_PROBLEMS,
  ...ANALYSIS_PROBLEMS,
  ...ANNULMENT_PROBLEMS,
  ...CHECK_PROBLEMS,
  ...FILE_PROBLEMS,
  ...FORMAT_PROBLEMS,
  ...INSPECTION_PROBLEMS,
  ...LATE_ENTRY_PROBLEMS,
  ...OGC_PROBLEMS,
  ...PASSKEY_PROBLEMS,
  ...PLAN_PROBLEMS,
  ...PROPOSAL_PROBLEMS,
  ...QUESTION_PROBLEMS,
  ...REGISTER_PROBLEMS,
  ...REPLY_PROBLEMS,
  ...REPORT_PROBLEMS,
  ...REQUEST_PROBLEMS,
  ...ROUTE_PROBLEMS,
  ...SET_UP_PROBLEMS,
  ...SIGNAL_PROBLEMS,
  ...SINGLE_SIGN_ON_PROBLEMS,
  ...SUPPORT_SERVICE_PROBLEMS,
  ...TIP_PROBLEMS,
  ...WEBHOOK_PROBLEMS,
  ...WEEKLY_SHEET_PROBLEMS,
} as const;
