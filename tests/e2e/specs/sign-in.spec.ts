import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

test.describe('the sign-in', () => {
  test('says what must not be entered, and that all is invented', async ({ people }) => {
    const stranger = await people.stranger();
    await stranger.open('/sign-in');
    await stranger.expectDemoNotice();
    await stranger.expectSaid(words.session.secrecyTitle);
  });

  test('fills itself for a role of the demonstration, and lets it in', async ({ people }) => {
    const stranger = await people.stranger();
    await stranger.open('/');
    await stranger.expectSignIn();
    await stranger.choosesDemoRole('inspector');
    await stranger.entersSignIn();
    await stranger.map.settled();
    await stranger.expectDemoNotice();
  });

  test('refuses a wrong password without telling which half was wrong', async ({ people }) => {
    const stranger = await people.stranger();
    stranger.willComplain(/status of 401 .*\/sign-in\/username/);
    await stranger.open('/sign-in');
    await stranger.types('officer', 'not the password');
    await stranger.entersSignIn();
    await stranger.expectProblem('session.wrong_credentials');
    await stranger.expectSignIn();
  });

  test('leads back to the view that was asked for', async ({ people }) => {
    const stranger = await people.stranger();
    await stranger.open('/?status=recurring');
    await stranger.expectSignIn();
    await stranger.signsIn('officer');
    await stranger.list.expectCondition(words.register.status.recurring);
    await expect
      .poll(() => new URL(stranger.address()).searchParams.get('status'))
      .toBe('recurring');
  });

  test('is gone for who signed out: the way back leads to it', async ({ people }) => {
    const stranger = await people.stranger();
    await stranger.open('/sign-in');
    await stranger.signsIn('auditor');
    await stranger.expectScreen(words.audit.title);
    await stranger.signsOut();
    await stranger.expectSignIn();
    await stranger.open('/audit');
    await stranger.expectSignIn();
  });
});
