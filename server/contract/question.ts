import * as z from 'zod';

import { DatedCommune } from './attribution.ts';
import { Reply, WriteReplyBody } from './reply.ts';
import { RuleChange } from './rule-change.ts';
import { IsoDate } from './time.ts';

/**
 * Patterns of the register that a commune is asked about. `bunched_closures`: closures that begin in the last days of
 * reporting months. `quick_returns`: places closed in these days that came back just after the month's end.
 * `near_new_places`: new places within the matching radius of a place closed shortly before.
 * `unseen_handovers`: hand-overs confirmed in series for places that nobody had looked at since their elimination.
 * `late_entries`: acts that are in time only by the day that was typed, with a paper that nobody else has seen.
 * `softened_kinds`: tips classified as a kind whose clock ends later. `last_day_transfers`: tips passed on to another
 * commune just before their due day, or after it. `own_tips`: tips closed by the person who had taken them in.
 * `backdated_looks`: looks of an earlier day that nobody else and no photo has seen. `annulled_facts`: recurrences,
 * hand-overs and signs that were declared mistaken. `suspected_delistings`: suspicions whose place was delisted.
 */
export const COMMUNE_KINDS = [
  'bunched_closures',
  'quick_returns',
  'near_new_places',
  'unseen_handovers',
  'late_entries',
  'softened_kinds',
  'last_day_transfers',
  'own_tips',
  'backdated_looks',
  'annulled_facts',
  'suspected_delistings',
] as const;
export type CommuneQuestionKind = (typeof COMMUNE_KINDS)[number];
/**
 * Asked of the city, which its coordinator answers for. `changed_rules`: rules that decide figures, made looser within a
 * reporting year.
 */
export const QUESTION_KINDS = [...COMMUNE_KINDS, 'changed_rules'] as const;
export const QuestionKind = z.enum(QUESTION_KINDS).meta({ id: 'QuestionKind' });
export type QuestionKind = z.infer<typeof QuestionKind>;

/** Measures of the setting `question.patterns`. */
export const QuestionSettings = z
  .strictObject({
    /** The last days of a reporting month that count as its end. */
    windowDays: z.number().int().min(1).max(14),
    /** Closures with no more days than this between them are one run, which counts by its first day. */
    runGapDays: z.number().int().min(0).max(31),
    /** Days after a month's end within which a return is just after. */
    returnDays: z.number().int().min(1).max(90),
    /** Days since a closure for which it is recent. */
    recentDays: z.number().int().min(1).max(730),
    /** Minutes between two confirmations of one series, and how many make one. */
    seriesMinutes: z.number().int().min(1).max(1_440),
    seriesFewest: z.number().int().min(2).max(100),
    /** Days before the due day of a tip that count as the last. */
    transferDays: z.number().int().min(1).max(30),
    /** Days after a suspicion within which a delisting still belongs to it. */
    suspicionDays: z.number().int().min(1).max(730),
    /** Rules made looser within a reporting year from which on the city is asked. */
    rulesFewest: z.number().int().min(1).max(100),
    /** Cases below which nothing is asked. */
    fewestHits: z.number().int().min(2).max(100),
    /** Questions of all kinds together that an honest commune is asked in a year, at most. */
    honestQuestions: z.number().min(0).max(0.05),
    /** Correlation of two cases within one commune, by which honest communes differ, before the city's own are known. */
    correlation: z.number().min(0.001).max(0.5),
  })
  .meta({ id: 'QuestionSettings' });
export type QuestionSettings = z.infer<typeof QuestionSettings>;

/** The measure whose days the words of a pattern name; null where they name none. */
export const QUESTION_DAYS = {
  bunched_closures: 'windowDays',
  quick_returns: 'returnDays',
  near_new_places: 'recentDays',
  unseen_handovers: null,
  late_entries: null,
  softened_kinds: null,
  last_day_transfers: 'transferDays',
  own_tips: null,
  backdated_looks: null,
  annulled_facts: null,
  suspected_delistings: 'suspicionDays',
  changed_rules: null,
} as const satisfies Record<QuestionKind, keyof QuestionSettings | null>;

/** One case behind a question. */
export const QuestionCase = z
  .object({
    /** The place, the tip or the rule that it is about. */
    point: z.object({ pointId: z.number().int(), code: z.string(), name: z.string() }).nullable(),
    tip: z.object({ tipId: z.number().int(), code: z.string() }).nullable(),
    rule: RuleChange.pick({ rule: true, origin: true }).nullable(),
    on: IsoDate,
    /** The day of what followed, or of the other place's elimination; null where there is none. */
    thenOn: IsoDate.nullable(),
    /** The place closed shortly before, near which this one lies. */
    other: z.object({ pointId: z.number().int(), code: z.string(), name: z.string() }).nullable(),
  })
  .meta({ id: 'QuestionCase' });
export type QuestionCase = z.infer<typeof QuestionCase>;

/** A version of an answer; the city's own names no commune. */
export const Answer = Reply.extend({ commune: Reply.shape.commune.nullable() }).meta({
  id: 'QuestionAnswer',
});
export type Answer = z.infer<typeof Answer>;

/** A question to a commune, with its reason and what the commune says to it. It is no verdict and changes no figure. */
export const Question = z
  .object({
    kind: QuestionKind,
    /** Null: the city itself. */
    commune: DatedCommune.nullable(),
    /** Reporting year. */
    year: z.number().int(),
    /** The day after the month with which it arose. */
    askedOn: IsoDate,
    /** The days that are counted: the reporting year, or the year before too, up to the end of a month. */
    countedFrom: IsoDate,
    countedTo: IsoDate,
    hits: z.number().int(),
    tried: z.number().int(),
    /** Hits that this commune would have if it did as all others do; null for the city. */
    expected: z.number().nullable(),
    /** The same in all other communes together, this year and the year before. */
    otherHits: z.number().int(),
    otherTried: z.number().int(),
    /** Share of communes that do as all others do in which a year shows such a number; null for the city. */
    honestShare: z.number().nullable(),
    /** The hits, latest first, at most 50. */
    cases: z.array(QuestionCase),
    /** Versions of the commune's answer that the reader may see, the latest first. */
    versions: z.array(Answer),
    /** Reason why the reader may not write or file one; null when they may. */
    whyNotDraft: z.string().nullable(),
    whyNotFile: z.string().nullable(),
  })
  .meta({ id: 'Question' });
export type Question = z.infer<typeof Question>;

export const Questions = z
  .object({
    items: z.array(Question),
    settings: QuestionSettings,
    origin: z.string(),
    today: IsoDate,
  })
  .meta({ id: 'Questions' });
export type Questions = z.infer<typeof Questions>;

/** An answer to a question, or a draft of one; `communeId` is null where the city is asked. */
export const WriteAnswerBody = WriteReplyBody.omit({ cycle: true })
  .extend({
    kind: QuestionKind,
    communeId: z.int32().nullable(),
    year: z.number().int().min(1900).max(2200),
  })
  .meta({ id: 'WriteAnswer' });
export type WriteAnswerBody = z.infer<typeof WriteAnswerBody>;
