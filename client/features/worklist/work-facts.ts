import { communeName } from '#client/i18n/commune-name.ts';
import { handoverFacts, joined, type FactWords } from '#client/register/handover-facts.ts';
import type { HandoverFacts, SignalFacts, WorkItem } from '#server/contract/worklist.ts';

/** The few facts on which a thing is decided, a line each. */
export function workFacts(item: WorkItem, words: FactWords): string[] {
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

function refusalLine(part: HandoverFacts, { text, format }: FactWords): string {
  const own = text.worklist;
  const refusals: Readonly<Record<string, string>> = text.pointActs.refusals;
  const word = refusals[part.refusalReason ?? ''] ?? part.refusalReason ?? '';
  const reason = [word, part.refusalText].filter((words) => words !== null).join('. ');
  const by = {
    name: part.answeredBy ?? text.pointDrawer.system,
    date: part.answeredOn === null ? '' : format.date(part.answeredOn),
  };
  const { refusalCommune: commune, refusalPoint: point } = part;
  return joined([
    own.refusedBy(by),
    own.refusedFor({ reason }),
    commune === null ? null : text.handover.belongsTo({ commune: communeName(commune, text) }),
    point === null ? null : text.handover.namesPoint({ code: point.code }),
  ]);
}

function signalFacts(signal: SignalFacts, { text, format }: FactWords): string[] {
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
