import { expect, it } from 'vitest';

import { createWebhookSender } from './webhook-sender.ts';

const sender = createWebhookSender({
  hosts: ['localhost', 'dispatch.office', '10.0.0.7', '[::1]'],
});

it('events go to addresses of the internet over TLS', () => {
  for (const address of [
    'https://receiver.example/x',
    'https://receiver.example:8443',
    'https://8.8.8.8',
  ]) {
    expect([address, sender.accepts(address)]).toEqual([address, true]);
  }
});

it('events go into an internal network only where the operator names the host, and by http on this machine alone', () => {
  for (const address of [
    'https://dispatch.office',
    'https://10.0.0.7/',
    'http://localhost:9000/x',
    'http://[::1]/',
  ]) {
    expect([address, sender.accepts(address)]).toEqual([address, true]);
  }
  for (const address of [
    'http://dispatch.office',
    'http://127.0.0.1/',
    'https://10.0.0.8',
    'https://[fc00::1]/',
  ]) {
    expect([address, sender.accepts(address)]).toEqual([address, false]);
  }
});

it.each([
  'http://receiver.example',
  'https://user@receiver.example',
  'https://:word@receiver.example',
  'ftp://localhost/',
  'receiver.example',
])('nothing is sent to %s', async (address) => {
  expect(sender.accepts(address)).toBe(false);
  expect(await sender.send(address, {}, '{}')).toEqual({
    outcome: 'address_refused',
    status: null,
  });
});
