import { communeList, communeName } from '#client/i18n/commune-name.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { PointDetail } from '#server/contract/point.ts';
import { TRANSITIONS } from '#server/contract/transitions.ts';

import { refusalText } from '#client/features/handovers/handover-thread.ts';

import { baseLines, optional, type LineWords } from '#client/forms/base-lines.ts';
import { ACT_DESCRIPTORS } from './act-descriptors.ts';
import { asksForWords, type ActValues } from './act-values.ts';
import type { ActSubject } from './send-act.ts';

/** Everything that an act will write, before it is written. */
export function actLines(subject: ActSubject, values: ActValues, words: LineWords): RecordLine[] {
  const { text } = words;
  const { act, point } = subject;
  const { lines } = text.pointActs;
  return [
    { label: lines.point, value: `${point.code}, ${point.officialName}` },
    { label: lines.act, value: text.register.act[act] },
    ...ownLines(subject, values, words),
    { label: lines.status, value: statusLine(subject, text) },
    ...cycleLine(act, point, words),
    ...baseLines(values, words),
  ];
}

function ownLines({ act, point, handover }: ActSubject, values: ActValues, words: LineWords) {
  const { text, format } = words;
  const own = text.pointActs;
  const asks = ACT_DESCRIPTORS[act].fields;
  const signal = asks.includes('signal')
    ? point.signals.find((candidate) => candidate.id === values.signal)
    : undefined;
  return [
    ...(handover === null
      ? []
      : [{ label: own.lines.commune, value: communeName(handover.commune, text) }]),
    ...(act === 'propose_handover'
      ? [{ label: own.lines.communes, value: communeList(point.communes, text) }]
      : []),
    ...(signal === undefined
      ? []
      : [
          {
            label: own.lines.signal,
            value: own.signalLine({
              date: format.date(signal.occurredOn),
              origin: text.pointDrawer.signalOrigin[signal.origin],
            }),
          },
        ]),
    ...(asks.includes('way') ? [{ label: own.way, value: own.ways[values.way] }] : []),
    ...(values.result === null ? [] : [{ label: own.result, value: own.results[values.result] }]),
    ...(values.refusal === null
      ? []
      : [{ label: own.refusal, value: own.refusals[values.refusal] }]),
    ...(act === 'refuse_handover' || asksForWords(act, values)
      ? optional(own.reason, values.reasonText)
      : []),
    ...(asks.includes('response') ? responseLines(handover, values, text) : []),
    ...(asks.includes('grounds') ? optional(own.grounds, values.grounds) : []),
    ...(asks.includes('reason') ? optional(own.reason, values.reason) : []),
  ];
}

function responseLines(
  handover: ActSubject['handover'],
  values: ActValues,
  text: Text,
): RecordLine[] {
  const own = text.handover;
  const { namedCommune, namedPoint, response } = values;
  return [
    ...(handover === null
      ? []
      : [{ label: text.pointActs.refusal, value: refusalText(handover, text) }]),
    ...(response === null ? [] : [{ label: own.response, value: own.responses[response] }]),
    ...optional(own.responseText, values.responseText),
    ...(namedCommune === null ? [] : [{ label: own.namedCommune, value: namedCommune.label }]),
    ...(namedPoint === null ? [] : [{ label: own.namedPoint, value: namedPoint.label }]),
  ];
}

function statusLine({ act, point, handover }: ActSubject, text: Text): string {
  const { to } = TRANSITIONS[act];
  const now = text.register.status[point.status];
  const own = text.pointActs;
  if (act === 'refuse_handover' && point.status === 'handed_over') {
    return own.willBe({ from: now, to: text.register.status.eliminated });
  }
  if (to === null || to === point.status) return own.statusStays({ status: now });
  const waiting = point.handovers.filter(
    (part) => part.state === 'pending' && part.id !== handover?.id,
  );
  if (act === 'confirm_handover' && waiting.length > 0) {
    return own.afterAll({ count: String(waiting.length) });
  }
  return own.willBe({ from: now, to: text.register.status[to] });
}

function cycleLine(act: ActSubject['act'], point: PointDetail, { text, format }: LineWords) {
  const own = text.pointActs;
  if (act !== 'recognise' && act !== 'mark_recurring') return [];
  const number = format.number(point.cycle + 1, 0);
  const value =
    act === 'recognise' ? text.pointDrawer.cycle({ number }) : own.opensCycle({ number });
  return [{ label: own.lines.cycle, value }];
}
