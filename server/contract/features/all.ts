import type { FeatureDeclaration, NoticeDeclaration } from './declaration.ts';
import { ACCOUNT } from './account.ts';
import { ANALYSIS } from './analysis.ts';
import { ATTRIBUTION } from './attribution.ts';
import { GEODATA } from './geodata.ts';
import { HANDOVER } from './handover.ts';
import { INSPECTION } from './inspection.ts';
import { MAP } from './map.ts';
import { OPERATION } from './operation.ts';
import { OVERVIEW } from './overview.ts';
import { PLAN } from './plan.ts';
import { PROPOSAL } from './proposal.ts';
import { QUESTION } from './question.ts';
import { REPLY } from './reply.ts';
import { REPORT } from './report.ts';
import { ROUTE } from './route.ts';
import { SIGNAL } from './signal.ts';
import { SUPPORT_SERVICE } from './support-service.ts';
import { TIP } from './tip.ts';
import { WEBHOOK } from './webhook.ts';
import { WEEKLY_SHEET } from './weekly-sheet.ts';
import { WORKLIST } from './worklist.ts';

/** The features that add to what others list, in the order in which those lists name them. */
const FEATURES = [
  ACCOUNT,
  ANALYSIS,
  ATTRIBUTION,
  GEODATA,
  HANDOVER,
  INSPECTION,
  MAP,
  OPERATION,
  OVERVIEW,
  PLAN,
  PROPOSAL,
  QUESTION,
  REPLY,
  REPORT,
  ROUTE,
  SIGNAL,
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
