import * as z from 'zod';

import {
  ClockSettings,
  DayOffBody,
  DeadlineRule,
  NewDeadlineRule,
} from '#server/contract/tip-clock.ts';
import {
  AcceptTipBody,
  ClassifyTipBody,
  ExtendTipBody,
  ForwardTipBody,
  HandleTipBody,
  ResumeTipBody,
  ReviewTipPaperBody,
  SuspendTipBody,
  TipDetail,
  VerifyTipBody,
} from '#server/contract/tip.ts';
import { yearsWithoutHolidays } from '#server/contract/working-days.ts';
import { asSystem } from '#server/db/transaction.ts';
import { answerInWrite } from '#server/db/write-once.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { addDeadlineRule, changeDayOff } from './clock-commands.ts';
import { listDaysOff } from './clock-queries.ts';
import { reviewTipPaper } from './commands.ts';
import { readClockData } from './read-clocks.ts';
import { type StepInput, takeStep } from './step-commands.ts';
import { readTip, readTipIn } from './read-tip.ts';

const read = route('get', '/tip-clocks', {
  tags: ['tips'],
  summary: 'The rules of the clocks with their origins, and the days off',
  right: 'signed-in',
  responses: { 200: jsonResponse(ClockSettings, 'Everything that clocks follow') },
});

const addRule = route('post', '/tip-clocks/rules', {
  tags: ['tips'],
  summary: 'A rule for a kind of tip from a day on',
  right: 'settings:manage',
  body: NewDeadlineRule,
  responses: { 201: jsonResponse(DeadlineRule, 'The rule') },
  problems: ['text.personal_data', 'check.schedule_in_past', 'tip.rule_day_taken'],
});

const setDay = route('post', '/tip-clocks/days', {
  tags: ['tips'],
  summary: 'A day off, a weekend day that is worked, or an ordinary day after all',
  right: 'settings:manage',
  body: DayOffBody,
  responses: { 200: jsonResponse(z.object({ moved: z.int() }), 'How many due days moved') },
  problems: ['text.personal_data'],
});

export const tipClockRoutes = newRouter()
  .openapi(read, async (c) => {
    const { database, clock } = c.var.deps;
    const settings = await asSystem(database, async (sql) => ({
      ...(await readClockData(sql, clock.today())),
      daysOff: await listDaysOff(sql),
    }));
    const { rules, daysOff, dueSoonDays } = settings;
    const unknownYears = yearsWithoutHolidays(daysOff, clock.today());
    return c.json({ rules: [...rules], daysOff, dueSoonDays, unknownYears }, 200);
  })
  .openapi(addRule, async (c) => {
    const rule = c.req.valid('json');
    await addDeadlineRule(c.var.deps, c.var.actor, rule);
    return c.json(rule, 201);
  })
  .openapi(setDay, async (c) =>
    c.json(await changeDayOff(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  );

/** Refusals that every step of a tip can meet. */
export const stepProblems = [
  'tip.not_found',
  'tip.changed_meanwhile',
  'tip.closed',
  'tip.suspended',
  'tip.not_suspended',
  'tip.wrong_stage',
  'tip.no_clock',
  'tip.no_extension',
  'lifecycle.future_date',
  'lifecycle.before_earlier_event',
  'late_entry.paper_missing',
  'late_entry.paper_day_wrong',
  'text.personal_data',
  'text.secret_marking',
] as const;

/** A step of a tip: the same answers for all, and what its body asks beyond that. */
function stepRoute<Path extends string, Body extends z.ZodType>(
  path: Path,
  body: Body,
  summary: string,
) {
  return route('post', `/tips/{id}/${path}`, {
    tags: ['tips'],
    summary,
    right: 'tips:work',
    params: RowParameter,
    body,
    answersInWrite: true,
    responses: { 200: jsonResponse(TipDetail, 'The tip after the step') },
    problems: stepProblems,
  });
}

const accept = stepRoute('accept', AcceptTipBody, 'Record the acceptance that starts its clock');
const verify = stepRoute('verify', VerifyTipBody, 'Record that it was verified');
const classify = stepRoute('classify', ClassifyTipBody, 'Record its kind and category');
const extend = stepRoute('extend', ExtendTipBody, 'Record an extension of its time limit');
const suspend = stepRoute('suspend', SuspendTipBody, 'Record that it was suspended');
const resume = stepRoute('resume', ResumeTipBody, 'Record that it was resumed');
const handle = stepRoute('handle', HandleTipBody, 'Record what became of it');
const forward = stepRoute(
  'forward',
  ForwardTipBody,
  'Pass it on to the authority that has to handle it; that closes it here',
);

const review = route('post', '/tips/{id}/papers', {
  tags: ['tips'],
  summary: 'Say what the paper of a step shows that was entered after its day',
  right: 'papers:review',
  params: RowParameter,
  body: ReviewTipPaperBody,
  responses: { 200: jsonResponse(TipDetail, 'The tip after the look') },
  problems: [
    'tip.not_found',
    'late_entry.not_found',
    'late_entry.same_person',
    'late_entry.already_reviewed',
    'text.personal_data',
    'text.secret_marking',
  ],
});

/** Takes a step and answers with the tip after it, both in one transaction. */
function stepped(
  { deps, actor }: AppEnv['Variables'],
  tipId: number,
  step: Parameters<typeof takeStep>[3],
  input: StepInput,
): Promise<TipDetail> {
  const act = () => takeStep(deps, actor, tipId, step, input);
  return answerInWrite(act, (sql) => readTipIn(sql, deps, actor, tipId));
}

export const tipStepRoutes = newRouter()
  .openapi(review, async (c) => {
    const { id } = c.req.valid('param');
    await reviewTipPaper(c.var.deps, c.var.actor, id, c.req.valid('json'));
    return c.json(await readTip(c.var.deps, c.var.actor, id), 200);
  })
  .openapi(accept, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await stepped(c.var, id, 'accepted', c.req.valid('json')), 200);
  })
  .openapi(verify, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await stepped(c.var, id, 'verified', c.req.valid('json')), 200);
  })
  .openapi(classify, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await stepped(c.var, id, 'classified', c.req.valid('json')), 200);
  })
  .openapi(extend, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await stepped(c.var, id, 'extended', c.req.valid('json')), 200);
  })
  .openapi(suspend, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await stepped(c.var, id, 'suspended', c.req.valid('json')), 200);
  })
  .openapi(resume, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await stepped(c.var, id, 'resumed', c.req.valid('json')), 200);
  })
  .openapi(forward, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await stepped(c.var, id, 'forwarded', c.req.valid('json')), 200);
  })
  .openapi(handle, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await stepped(c.var, id, 'handled', c.req.valid('json')), 200);
  });
