// @vitest-environment happy-dom
import 'fake-indexeddb/auto';

import { PasswordInput, TextInput } from '@mantine/core';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';

import { fakePrivateFiles } from '#tests/support/browser/fake-private-files.ts';
import type { ShownForm } from '#tests/support/browser/shown-form.tsx';
import { SERVER } from '#tests/support/faults/account-key.ts';
import { storedTexts } from '#tests/support/faults/stored-texts.ts';

const Body = z.object({ words: z.string().min(1), place: z.object({ name: z.string() }) });
const PLACE = { name: 'Phố Huế', secret: '' };
const { storage } = fakePrivateFiles();

/** A page of the product on this device: its modules are as new, its stores are not. */
async function opensPage(accountId = 'leader') {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
  vi.resetModules();
  const device = await import('#client/offline/outbox/device-store.ts');
  const { deviceKeys } = await import('#client/offline/keys/session-keys.ts');
  const { forgetDevice } = await import('#client/offline/forget-device.ts');
  const { keepKeyAndOpen } = await import('#client/offline/outbox/seal.ts');
  device.allowDeviceStore(accountId, SERVER.key);
  await deviceKeys.begin(accountId);
  return {
    forgetDevice,
    /** As the outbox does once it has reached the server. */
    opensWhatIsClosed: async () => {
      await keepKeyAndOpen(await device.deviceStore(), accountId, SERVER.for(accountId));
      device.tellOpening();
    },
  };
}

type Fields = { words: string; place: { name: string; secret: string } };
let shown: ShownForm | null = null;
let sent: z.output<typeof Body>[] = [];
/** Keys of all tries; `isAnswered` is false where the answers are lost on their way. */
let keys: string[] = [];
let isAnswered = true;

/** Opens the form of a thing. */
async function opensForm(thing: string, start: Partial<Fields> = {}) {
  shown?.close();
  const { showForm } = await import('#tests/support/browser/shown-form.tsx');
  const { useWrite } = await import('./use-write.ts');
  const { WriteDialog } = await import('./write-dialog.tsx');
  function Note() {
    const write = useWrite({
      draft: `note ${thing}`,
      initial: { words: '', place: PLACE, ...start },
      schema: Body,
      send: (body, once) => {
        keys.push(once.headers['Idempotency-Key']);
        return isAnswered ? Promise.resolve(sent.push(body)) : Promise.reject(new TypeError());
      },
    });
    return (
      <WriteDialog write={write} title="Ghi chú" confirm="Ghi" onClose={() => undefined}>
        <TextInput label="Lời" {...write.field('words')} />
        <TextInput label="Nơi" {...write.field('place.name')} />
        <PasswordInput label="Mật khẩu" {...write.field('place.secret')} />
      </WriteDialog>
    );
  }
  shown = await showForm(<Note />);
  await settles();
}

const settles = () =>
  act(async () => {
    await new Promise((resolve) => {
      setTimeout(resolve, 60);
    });
  });
const type = async (label: string, words: string) => {
  await shown?.type(label, words);
  await settles();
};
const value = (label: string) => shown?.field(label).value;
const words = () => document.body.textContent;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-02T03:42:00Z') });
  Object.defineProperty(navigator, 'storage', { value: storage, configurable: true });
  sent = [];
  keys = [];
  isAnswered = true;
});
afterEach(async () => {
  shown?.close();
  shown = null;
  vi.useRealTimers();
  const { closeDeviceStore } = await import('#client/offline/outbox/device-store.ts');
  await closeDeviceStore();
  for (const { name = '' } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
});

describe('text that is typed into a form', () => {
  it('lies sealed, and is there when the form or the page is opened again', async () => {
    await opensPage();
    await opensForm('7');
    await type('Lời', 'Cửa khóa, gọi không ai thưa');
    expect(await storedTexts('dia-ban-outbox')).not.toMatch(/Cửa khóa|note 7/);
    await opensForm('8');
    expect(value('Lời')).toBe('');
    await opensForm('7');
    expect(value('Lời')).toBe('Cửa khóa, gọi không ai thưa');
    await opensPage();
    await opensForm('7');
    expect(value('Lời')).toBe('Cửa khóa, gọi không ai thưa');
    expect(words()).toContain('Khôi phục từ 10:42');
  });

  it('is sent under the same key after a reload where the answer was lost, and the next one under another', async () => {
    await opensPage();
    await opensForm('7');
    await type('Lời', 'Có thể đã ghi');
    isAnswered = false;
    await shown?.send();
    await opensPage();
    await opensForm('7');
    isAnswered = true;
    await shown?.send();
    await opensForm('7');
    await type('Lời', 'Việc khác');
    await shown?.send();
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('goes when it is sent, emptied or dropped', async () => {
    await opensPage();
    await opensForm('7');
    await type('Lời', 'Đã gửi');
    await shown?.send();
    await opensForm('7');
    expect([sent.length, value('Lời')]).toEqual([1, '']);
    await type('Lời', 'Gõ rồi xóa');
    await type('Lời', '');
    await opensForm('7');
    expect(words()).not.toContain('Khôi phục');
    await type('Lời', 'Bỏ');
    await opensForm('7');
    const drop = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Bỏ bản nháp',
    );
    await act(async () => drop?.click());
    await settles();
    expect(value('Lời')).toBe('');
    await opensForm('7');
    expect([value('Lời'), words().includes('Khôi phục')]).toEqual(['', false]);
  });

  it('is there after the end of the session and the next sign-in, for its account alone', async () => {
    const { forgetDevice } = await opensPage();
    await opensForm('7');
    await type('Lời', 'Viết dở');
    await forgetDevice({ signsOut: null });
    await opensPage('officer');
    await opensForm('7');
    expect(value('Lời')).toBe('');
    const { opensWhatIsClosed } = await opensPage();
    await opensForm('7');
    expect(value('Lời')).toBe('');
    await opensWhatIsClosed();
    await settles();
    expect(value('Lời')).toBe('Viết dở');
  });

  it('is not shown to another account that signs in on the same page', async () => {
    await opensPage();
    await opensForm('7');
    await type('Lời', 'Viết dở');
    const { allowDeviceStore } = await import('#client/offline/outbox/device-store.ts');
    allowDeviceStore('officer', SERVER.key);
    await opensForm('7');
    expect(value('Lời')).toBe('');
  });

  it('leaves the device with the sign-out of its account', async () => {
    const { forgetDevice } = await opensPage();
    await opensForm('7');
    await type('Lời', 'Viết dở');
    await forgetDevice({ signsOut: 'leader' });
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('dia-ban-outbox');
  });

  it('is shown for copying where its field is gone or another person has changed it', async () => {
    await opensPage();
    await opensForm('7');
    await type('Lời', 'Số 12');
    await type('Nơi', 'Phố Huế, ngõ 3');
    await opensForm('7', { place: { ...PLACE, name: 'Phố Bà Triệu' } });
    expect([value('Lời'), value('Nơi')]).toEqual(['Số 12', 'Phố Bà Triệu']);
    expect(words()).toContain('Biểu mẫu đã khác lúc viết bản nháp.');
    expect(words()).toContain('Nơi: Phố Huế, ngõ 3');
    // It stays there for as long as nobody drops it.
    await type('Lời', 'Số 14');
    await opensForm('7', { place: { ...PLACE, name: 'Phố Bà Triệu' } });
    expect(value('Lời')).toBe('Số 14');
    expect(words()).toContain('Nơi: Phố Huế, ngõ 3');
  });

  it('never comes back over what was typed meanwhile', async () => {
    const { forgetDevice } = await opensPage();
    await opensForm('7');
    await type('Lời', 'Trước');
    await forgetDevice({ signsOut: null });
    const { opensWhatIsClosed } = await opensPage();
    await opensForm('7');
    await type('Lời', 'Sau');
    await opensWhatIsClosed();
    await settles();
    expect(value('Lời')).toBe('Sau');
    expect(words()).toContain('Lời: Trước');
  });

  it('is not kept where it is a password, whatever its form says', async () => {
    await opensPage();
    await opensForm('7');
    await type('Mật khẩu', 'bí mật');
    await opensForm('7');
    expect([value('Mật khẩu'), words().includes('Khôi phục')]).toEqual(['', false]);
  });

  it('is sent where the browser keeps nothing, and the person is told', async () => {
    await opensPage();
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('refused', 'SecurityError');
    });
    await opensForm('7');
    await type('Lời', 'Vẫn gửi được');
    expect(words()).toContain('Máy này không giữ được bản nháp');
    await shown?.send();
    expect(sent).toEqual([{ words: 'Vẫn gửi được', place: { name: 'Phố Huế' } }]);
    vi.restoreAllMocks();
  });
});
