import type { outbox as vi } from '#client/i18n/vi/outbox.ts';

export const outbox: typeof vi = {
  title: 'Outbox',
  leadUnsent: ({ count }) => `${count} kept on this device, sent in order once there is a network.`,
  leadRefused: ({ count }) => `${count} need another look.`,
  leadNone: 'Everything has been sent.',
  list: 'What is on this device, oldest first',
  emptyTitle: 'Nothing waits to be sent',
  empty:
    'What you record without a network is kept here, survives a closed browser, and is sent by itself once there is one.',
  toWork: 'Back to my tasks',
  sendNow: 'Send now',
  kept: ({ act, code }) => `No network: “${act}”, ${code}, is kept to be sent later.`,
  replaced: 'The waiting entry has been changed.',
  state: {
    waiting: 'Waits for a network',
    behind: 'Waits for an earlier entry about the same point',
    unsure: 'Sent once without an answer; sending again does not record it twice',
    sending: 'Being sent…',
    refused: 'Not accepted by the server',
    conflict: 'Something changed while you were offline',
    sent: ({ time }) => `Sent at ${time}`,
  },
  written: ({ time }) => `Written at ${time}`,
  photos: ({ count, size }) => `${count} photos with it, ${size}`,
  content: 'What will be recorded',
  mine: 'Yours',
  mineMore: 'Not in the register yet.',
  meanwhile: 'Recorded meanwhile',
  meanwhileLine: ({ who, time }) => `${who}, ${time}`,
  meanwhileNone: 'Nothing has been recorded about this point since you saw it.',
  retry: 'Send again',
  retryMore: 'You have seen what changed and still want it recorded',
  change: 'Change',
  changeGone: 'This entry has just been sent and cannot be changed any more.',
  discard: 'Discard',
  discardTitle: 'Discard this unsent entry?',
  discardLead: 'It will not be recorded and cannot be brought back.',
  discardUnsure:
    'It was sent once: the server may have recorded it. Discarding it here does not undo that.',
  sealed: ({ count }) =>
    `${count} unsent entries of yours are sealed since the last session was ended; they open and go when there is a network.`,
  sealedAtSignIn: ({ count }) =>
    `${count} unsent entries are sealed on this device. Sign in with the account that wrote them to go on.`,
  wiped: ({ count }) =>
    `An administrator had the data of the account deleted from this device. ${count} unsent entries were deleted and not sent; record them again if they are still needed.`,
  wipedNothing:
    'An administrator had the data of the account deleted from this device. No unsent work was deleted.',
  others: ({ count }) =>
    `${count} unsent entries of another account are on this device. They are sent only when that person signs in.`,
  offline: 'Offline',
  offlineAt: ({ moment }) => `Offline, data of ${moment}`,
  unsent: ({ count }) => `${count} not sent yet`,
  refused: ({ count }) => `${count} to look at again`,
  clockBehind:
    "When this was written the device's clock was behind the server's. Check its days and times: send it again if they are right, change them if not.",
  clockOff: "This device's clock is wrong; days and times are taken from the server.",
  waitsHere: ({ act }) => `“${act}” waits for a network`,
  refusedHere: ({ act }) => `“${act}” was not accepted: look at it again`,
  open: 'Open the outbox',
  signOutTitle: 'Some work is not sent yet',
  signOutLead: ({ count }) =>
    `${count} entries are only on this device. Signing out deletes them, with all data kept here.`,
  signOutAnyway: 'Sign out and delete',
  signOutStay: 'Stay',
  updateReady: 'A new version is ready',
  update: 'Update',
  updateMore: 'Unsent work is kept.',
};
