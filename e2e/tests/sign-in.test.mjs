// Whoever works here signs in and finds the desk.

import assert from 'node:assert/strict';
import { done, page, shot, test } from '../support/browser.mjs';
import { accessible, fits, light } from '../support/checks.mjs';
import { signedIn } from '../support/people.mjs';

test('a stranger at the desk is asked to sign in', async () => {
  const stranger = await page('desk');
  await stranger.goto('/desk');
  assert.equal(new URL(stranger.url()).pathname, '/sign-in');
  await accessible(stranger);
  await fits(stranger);
  await shot(stranger, 'sign-in');
  await done(stranger);
});

test('a wrong password is told beside the form, and nothing else', async () => {
  const stranger = await page('phone', { js: false });
  await stranger.goto('/sign-in');
  await stranger.locator('[name=name]').fill('nobody');
  await stranger.locator('[name=password]').fill('not this one');
  const [answer] = await Promise.all([
    stranger.waitForResponse((response) => response.request().method() === 'POST'),
    stranger.locator('form button').first().click(),
  ]);
  assert.equal(answer.status(), 422);
  assert.equal(await stranger.locator('[name=name]').inputValue(), 'nobody');
  assert.equal(await stranger.locator('[name=password]').inputValue(), '');
  await done(stranger);
});

for (const [kind, js] of [['desk', true], ['phone', false]]) {
  test(`a station worker lands on the desk (${kind}, script ${js ? 'on' : 'off'})`, async () => {
    const worker = await signedIn(kind, 'station_worker', { js });
    const answer = await worker.goto('/desk');
    assert.equal(answer.status(), 200);
    if (js) await accessible(worker);
    await fits(worker);
    await shot(worker, `desk-${kind}`);
    await done(worker);
  });
}

test('the desk is light', async () => {
  const worker = await signedIn('desk', 'station_worker');
  const cookies = await worker.context().cookies();
  await light('/desk', 'staff', { cookies });
  await done(worker);
});

test('an operator needs a second factor, and sees no matter', async () => {
  const operator = await signedIn('desk', 'operator');
  const answer = await operator.goto('/matters');
  assert.equal(answer.status(), 404);
  await done(operator);
});
