import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { judgementOf } from '#server/contract/tip-judgement.ts';
import { type DayOffBody, DeadlineRule } from '#server/contract/tip-clock.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import {
  type Consent,
  requireSecond,
  writeForTwo,
  writeForTwoAsSystem,
} from '#server/db/write-for-two.ts';
import type { Deps } from '#server/deps.ts';

import { readClockData } from './read-clocks.ts';
import { laxerThan } from './clock-rules.ts';
import {
  findLegalRule,
  insertDeadlineRule,
  listRunningTipIds,
  setDayOff,
} from './clock-queries.ts';
import { findTip } from './queries.ts';
import { derivedFrom } from './read-tip.ts';
import { listTipEvents, updateTip } from './write-queries.ts';

/**
 * A new rule for a kind of tip from a day on, today or later: clocks that run keep the rule under which they
 * started. It decides figures, so it takes two. Throws `check.schedule_in_past` for an earlier day, `tip.rule_day_taken`
 * where the day has one, `tip.rule_beyond_law` where it is laxer than the rule that came with the reference data.
 */
export async function addDeadlineRule(
  deps: Deps,
  actor: Actor,
  rule: DeadlineRule,
  consent?: Consent,
): Promise<void> {
  refuseForbiddenText({ origin: rule.origin });
  if (rule.validFrom < deps.clock.today()) throw new AppError('check.schedule_in_past');
  await writeForTwo(deps.database, actor, consent, async (sql) => {
    const law = await findLegalRule(sql, rule.kind, rule.validFrom);
    const pointer = law === null ? null : laxerThan(rule, DeadlineRule.parse(law.rule));
    if (pointer !== null) {
      const code = 'tip.rule_beyond_law';
      throw new AppError(code, { errors: [{ pointer, code }] });
    }
    requireSecond(consent);
    await insertDeadlineRule(sql, rule, { setBy: actor.accountId, setAt: deps.clock.now() });
    await appendAudit(sql, deps.clock, {
      action: 'tip.set_rule',
      subjectKind: 'setting',
      subjectId: rule.kind,
      detail: { validFrom: rule.validFrom },
    });
  });
}

/**
 * Says that a day is off, worked, or an ordinary one, today or later, and derives the due days of all open tips anew in
 * the same transaction. It decides figures, so it takes two. Gives back how many moved.
 */
export async function changeDayOff(
  deps: Deps,
  actor: Actor,
  day: DayOffBody,
  consent?: Consent,
): Promise<{ moved: number }> {
  refuseForbiddenText({ name: day.name });
  if (day.day < deps.clock.today()) throw new AppError('check.schedule_in_past');
  // The rights are the system's: every clock has to follow, whoever may see its tip.
  return writeForTwoAsSystem(deps.database, actor, consent, async (sql) => {
    requireSecond(consent);
    await setDayOff(sql, day, { setBy: actor.accountId, setAt: deps.clock.now() });
    const { rules, calendar } = await readClockData(sql, deps.clock.today());
    let moved = 0;
    for (const tipId of await listRunningTipIds(sql)) {
      const tip = await findTip(sql, tipId, true);
      if (tip === null) continue;
      const events = await listTipEvents(sql, tipId, actor);
      const derived = derivedFrom(judgementOf(tip, events, rules, calendar));
      if (derived.dueOn === tip.dueOn && derived.statedDueOn === tip.statedDueOn) continue;
      moved += 1;
      await updateTip(sql, tipId, tip.version, { ...tip, ...derived });
    }
    await appendAudit(sql, deps.clock, {
      action: 'tip.set_day',
      subjectKind: 'setting',
      subjectId: day.day,
      detail: { kind: day.kind, moved },
    });
    return { moved };
  });
}
