import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { judgementOf } from '#server/contract/tip-judgement.ts';
import type { DayOffBody, DeadlineRule } from '#server/contract/tip-clock.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { writeAsActor, writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { actInNameOf } from '#server/features/communes/queries.ts';

import { readClockData } from './read-clocks.ts';
import { insertDeadlineRule, listRunningTipIds, setDayOff } from './clock-queries.ts';
import { listTipEvents } from './event-queries.ts';
import { findTip } from './queries.ts';
import { derivedFrom } from './read-tip.ts';
import { updateTip } from './write-queries.ts';

/**
 * A new rule for a kind of tip from a day on, today or later: clocks that run keep the rule under which they
 * started. Throws `check.schedule_in_past` for an earlier day, `tip.rule_day_taken` where the day has one.
 */
export async function addDeadlineRule(deps: Deps, actor: Actor, rule: DeadlineRule): Promise<void> {
  refuseForbiddenText({ origin: rule.origin });
  if (rule.validFrom < deps.clock.today()) throw new AppError('check.schedule_in_past');
  await writeAsActor(deps.database, actor, async (sql) => {
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
 * Says that a day is off, worked, or an ordinary one, and derives the due days of all open tips anew in the
 * same transaction. Gives back how many moved.
 */
export async function changeDayOff(
  deps: Deps,
  actor: Actor,
  day: DayOffBody,
): Promise<{ moved: number }> {
  refuseForbiddenText({ name: day.name });
  return writeAsSystem(deps.database, async (sql) => {
    // The rights stay the system's: an administrator sees no tip, and yet every clock has to follow.
    await actInNameOf(sql, actor);
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
