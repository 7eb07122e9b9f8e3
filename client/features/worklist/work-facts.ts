import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { HandoverFacts, SignalFacts, WorkItem } from '#server/contract/worklist.ts';

type Words = { text: Text; format: Format };

/** The few facts on which a thing is decided, a line each. */
export function workFacts(item: WorkItem, words: Words): string[] {
  const { text, format } = words;
  const own = text.worklist;
  switch (item.kind) {
    case 'handover':
    case 'unanswered':
      return handoverFacts(item.handover, words);
    case 'refusal':
      return [refusalLine(item.handover, words), ...handoverFacts(item.handover, words)];
    case 'check': {
      const { lastOn, lastResult } = item.check;
      if (lastOn === null || lastResult === null) return [own.neverChecked];
      const result = text.pointActs.results[lastResult];
      return [own.lastChecked({ date: format.date(lastOn), result })];
    }
    case 'suspicion':
      return [...signalFacts(item.signal, words), own.signalUnverified];
    case 'signal':
      return [...signalFacts(item.signal, words), own.signalLooked];
    case 'reply': {
      const date = format.date(item.reply.happenedOn);
      const about =
        item.reply.askedFor === 'recurrence_confirmed'
          ? own.askedRecurred({ date })
          : own.askedListed({ date });
      return [about, item.reply.drafted ? own.drafted : own.askedMore];
    }
  }
}

/** What is proposed: by whom, on which paper and ground, after which elimination. */
export function handoverFacts(part: HandoverFacts, { text, format }: Words): string[] {
  const own = text.worklist;
  const date = format.date(part.proposedOn);
  const first = [
    part.proposedBy === null
      ? own.proposedOn({ date })
      : own.proposed({ name: part.proposedBy, date }),
    part.documentNumber === null ? null : own.document({ number: part.documentNumber }),
    part.attempt > 1 ? own.attempt({ number: format.number(part.attempt, 0) }) : null,
  ];
  const second = [
    part.eliminatedOn === null ? null : own.eliminatedOn({ date: format.date(part.eliminatedOn) }),
    part.othersPending > 0
      ? own.othersPending({ count: format.number(part.othersPending, 0) })
      : null,
  ];
  const grounds = part.grounds === null ? '' : own.grounds({ text: part.grounds });
  return [joined(first), joined(second), grounds].filter((line) => line !== '');
}

function refusalLine(part: HandoverFacts, { text, format }: Words): string {
  const own = text.worklist;
  const refusals: Readonly<Record<string, string>> = text.pointActs.refusals;
  const word = refusals[part.refusalReason ?? ''] ?? part.refusalReason ?? '';
  const reason = [word, part.refusalText].filter((words) => words !== null).join('. ');
  const by = {
    name: part.answeredBy ?? text.pointDrawer.system,
    date: part.answeredOn === null ? '' : format.date(part.answeredOn),
  };
  return joined([own.refusedBy(by), own.refusedFor({ reason })]);
}

function signalFacts(signal: SignalFacts, { text, format }: Words): string[] {
  const own = text.worklist;
  const first = [
    own.signalOn({
      date: format.date(signal.occurredOn),
      origin: text.pointDrawer.signalOrigin[signal.origin],
    }),
    signal.distanceMetres === null
      ? null
      : own.signalAway({ distance: format.distance(signal.distanceMetres) }),
  ];
  return [joined(first), ...(signal.note === null || signal.note === '' ? [] : [signal.note])];
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' · ');
}
