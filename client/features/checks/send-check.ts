import { call, once } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { sendAttachment, type NewPhoto } from '#client/features/attachments/send-attachment.ts';
import type { RecordCheck } from '#server/contract/check.ts';
import type { PointDetail } from '#server/contract/point.ts';

/** Everything that a check needs to be sent, now or when there is a network again. */
export type CheckSubmission = {
  pointId: number;
  /** The check is written once under it, however often it is sent. */
  key: string;
  body: RecordCheck;
  /** Each goes by itself under its own id; the body names them. */
  photos: readonly NewPhoto[];
};

/**
 * Sends the photos, then the check; gives the record after it, or null where it was kept to be sent
 * later. Throws ApiProblem when the server refuses, ApiUnreachable when no answer comes.
 */
export type SendCheck = (submission: CheckSubmission) => Promise<PointDetail | null>;

export const sendCheck: SendCheck = async ({ pointId, key, body, photos }) => {
  for (const photo of photos) await sendAttachment({ ...photo, pointId, purpose: 'check' });
  return postCheck({ pointId, key, body });
};

/** The check alone: its photos may come before it or after it. */
export function postCheck({
  pointId,
  key,
  body,
}: Omit<CheckSubmission, 'photos'>): Promise<PointDetail> {
  const param = { id: String(pointId) };
  return call(api.points[':id'].checks.$post({ param, json: body }, once(key)));
}
