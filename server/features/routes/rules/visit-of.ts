import type { CheckObstacle } from '#server/contract/check.ts';
import type { InspectionKind, RecordInspection } from '#server/contract/inspection.ts';
import { AppError } from '#server/contract/problem.ts';
import type { RecordStopResult } from '#server/contract/route-result.ts';
import { civilDate } from '#server/contract/civil-day.ts';

/** Obstacles in the words of the register of inspections. */
const OBSTACLE_WORDS: Record<CheckObstacle, string> = {
  closed: 'Cơ sở đóng cửa',
  no_access: 'Không vào được',
  not_found: 'Không tìm thấy cơ sở',
  unsafe: 'Không bảo đảm an toàn',
  weather: 'Thời tiết',
  other: 'Lý do khác',
};

/**
 * Turns the result of a stop at a business into a visit of the register of inspections; its kind is that of the
 * route. Throws `request.invalid` when the place was inspected and no result of the inspection is given.
 */
export function visitOf(kind: InspectionKind, result: RecordStopResult): RecordInspection {
  const { inspection, obstacle, reason, note, finishedAt } = result;
  if (obstacle === null && inspection === null) {
    throw new AppError('request.invalid', {
      errors: [{ pointer: '/inspection', code: 'required' }],
    });
  }
  return {
    kind,
    result: inspection === null || obstacle !== null ? 'could_not_inspect' : inspection,
    inspectedOn: civilDate(finishedAt),
    obstacle: obstacle === null ? null : wordsOf(obstacle, reason),
    documentNumber: null,
    documentOn: null,
    enteredAt: finishedAt,
    note,
  };
}

function wordsOf(obstacle: CheckObstacle, reason: string | null): string {
  if (reason === null) return OBSTACLE_WORDS[obstacle];
  return obstacle === 'other' ? reason : `${OBSTACLE_WORDS[obstacle]}: ${reason}`.slice(0, 1_000);
}
