import type { FeatureDeclaration, NoticeDeclaration, ProblemDeclaration } from './declaration.ts';
import { ACCOUNT } from './account.ts';
import { ANALYSIS } from './analysis.ts';
import { ANNULMENT } from './annulment.ts';
import { ATTRIBUTION } from './attribution.ts';
import { CHECK } from './check.ts';
import { FILE } from './file.ts';
import { FORMAT } from './format.ts';
import { GEODATA } from './geodata.ts';
import { HANDOVER } from './handover.ts';
import { IMPORT } from './import.ts';
import { INSPECTION } from './inspection.ts';
import { LATE_ENTRY } from './late-entry.ts';
import { MAP } from './map.ts';
import { OGC } from './ogc.ts';
import { OPERATION } from './operation.ts';
import { OVERVIEW } from './overview.ts';
import { PASSKEY } from './passkey.ts';
import { PLAN } from './plan.ts';
import { PROPOSAL } from './proposal.ts';
import { QUESTION } from './question.ts';
import { REGISTER } from './register.ts';
import { REPLY } from './reply.ts';
import { REPORT } from './report.ts';
import { REQUEST } from './request.ts';
import { ROUTE } from './route.ts';
import { SET_UP } from './set-up.ts';
import { SIGNAL } from './signal.ts';
import { SINGLE_SIGN_ON } from './single-sign-on.ts';
import { SUPPORT_SERVICE } from './support-service.ts';
import { TIP } from './tip.ts';
import { WEBHOOK } from './webhook.ts';
import { WEEKLY_SHEET } from './weekly-sheet.ts';
import { WORKLIST } from './worklist.ts';

/** The features that add to what others list, in the order in which those lists name them. */
const FEATURES = [
  ACCOUNT,
  ANALYSIS,
  ANNULMENT,
  ATTRIBUTION,
  CHECK,
  FILE,
  FORMAT,
  GEODATA,
  HANDOVER,
  IMPORT,
  INSPECTION,
  LATE_ENTRY,
  MAP,
  OGC,
  OPERATION,
  OVERVIEW,
  PASSKEY,
  PLAN,
  PROPOSAL,
  QUESTION,
  REGISTER,
  REPLY,
  REPORT,
  REQUEST,
  ROUTE,
  SET_UP,
  SIGNAL,
  SINGLE_SIGN_ON,
  SUPPORT_SERVICE,
  TIP,
  WEBHOOK,
  WEEKLY_SHEET,
  WORKLIST,
] as const;

type Feature = (typeof FEATURES)[number];
type NameIn<F, Part extends keyof FeatureDeclaration> =
  F extends Readonly<Record<Part, infer Declared>> ? keyof Declared & string : never;

export type ScreenName = NameIn<Feature, 'screens'>;
export type NoticeKind = NameIn<Feature, 'notices'>;
export type ProblemCode = NameIn<Feature, 'problems'>;
type PrintKind = Extract<Feature, { prints: unknown }>['prints'][number];

const DECLARED: readonly FeatureDeclaration[] = FEATURES;

/** The name of every screen in both languages. */
export const SCREENS = Object.assign({}, ...DECLARED.map(({ screens }) => screens)) as Readonly<
  Record<ScreenName, { vi: string; en: string }>
>;

/** Every kind of notice; each goes only to the persons whom it concerns. */
export const NOTICES = Object.assign({}, ...DECLARED.map(({ notices }) => notices)) as Readonly<
  Record<NoticeKind, NoticeDeclaration>
>;

/** Every kind of paper or picture that is noted when somebody takes it out. */
export const PRINT_KINDS = DECLARED.flatMap(({ prints = [] }) => prints) as readonly PrintKind[];

/** Every expected failure by its code, which is stable and only ever added. */
export const PROBLEMS = Object.assign({}, ...DECLARED.map(({ problems }) => problems)) as Readonly<
  Record<ProblemCode, ProblemDeclaration>
>;
