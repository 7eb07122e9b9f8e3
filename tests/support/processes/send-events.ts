import { createWebhookSender } from '#server/outside/webhook-sender.ts';

/** Sends an event to each address that it is given, as the server does, and prints the outcomes by address as JSON. */
const sender = createWebhookSender({ hosts: ['127.0.0.1'] });
const outcomes: Record<string, string> = {};
for (const address of process.argv.slice(2)) {
  outcomes[address] = (await sender.send(address, {}, '{}')).outcome;
}
sender.close();
console.log(JSON.stringify(outcomes));
