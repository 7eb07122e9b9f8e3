import { bitsOfPassword } from './doors.ts';
import { deviceKeys } from './session-keys.ts';

/** Lets a new password open what the former one has opened on this device. */
export async function replacePassword(password: string): Promise<void> {
  const session = await deviceKeys.read();
  if (session === null || !session.byPassword) return;
  await deviceKeys.addWay(session.accountId, await bitsOfPassword(password));
}
