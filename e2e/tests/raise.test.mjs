// People in the building: from the code on the wall to the query code, with script and without.

import assert from 'node:assert/strict';
import { Burden, demanded, done, followed, page, shot, test, watched } from '../support/browser.mjs';
import { BUILDING, photo, wallCode } from '../support/building.mjs';
import { accessible, fits } from '../support/checks.mjs';

const SEND = 'form[data-draft] > .btn.p.big';

test('a matter is raised without script by the code on the wall, with a photo, and followed', async () => {
  const reporter = await page('phone', { js: false });
  await reporter.goto(await wallCode(12));
  assert.equal(new URL(reporter.url()).pathname, `/b/${BUILDING}`);
  assert.match(await reporter.locator('.hero').innerText(), /12 层/, 'the code knows where it hangs');
  await shot(reporter, 'building-phone');

  const raising = new Burden(reporter);
  await raising.go(`.hero a[href*="/raise"]`);
  assert.deepEqual(await demanded(reporter, 'form[data-draft]'), ['text']);
  await raising.type('[name=text]', '十二层茶水间的热水器漏电跳闸，地上有水');
  // A photo and a number are free to leave out, and so are not counted.
  await reporter.locator('[name=photos]').setInputFiles(await photo(reporter));
  await reporter.locator('[name=phone]').fill('13912345580');
  await shot(reporter, 'raise-phone');
  await raising.go(SEND);
  raising.within({ typed: 1, acts: 2 });
  await fits(reporter);
  await shot(reporter, 'raised-phone');
  const code = (await reporter.locator('.code').innerText()).replaceAll(/\s/g, '');
  assert.match(code, /^[2-9A-HJKMNP-Z]{8}$/, 'eight characters nobody mistakes');

  const following = new Burden(reporter);
  await reporter.goto('/follow');
  await following.type('[name=code]', code.toLowerCase());
  await following.go('form[action="/follow"] button');
  following.within({ typed: 1, acts: 1 });
  assert.equal(new URL(reporter.url()).pathname, `/follow/${code}`);
  const said = await reporter.locator('main').innerText();
  assert.match(said, /热水器漏电跳闸/, 'their own words');
  assert.match(said, /还没有人看过/, 'who looked at the number');
  assert.equal(await reporter.locator('.phs img').count(), 1, 'their photo');
  assert.equal((await reporter.request.get(await reporter.locator('.phs a').getAttribute('href'))).status(), 200);
  await shot(reporter, 'follow-phone');
  await done(reporter);
});

test('what is missing is told beside the field, and what was typed stays', async () => {
  const reporter = await page('phone', { js: false });
  await reporter.goto(`/b/${BUILDING}/raise`);
  await reporter.locator('[name=phone]').fill('12');
  await reporter.locator('form[data-draft]').evaluate((form) => (form.noValidate = true));
  await reporter.locator('[name=text]').fill(' ');
  const [answer] = await Promise.all([
    reporter.waitForResponse((response) => response.request().method() === 'POST'),
    reporter.locator(SEND).click(),
  ]);
  assert.equal(answer.status(), 422);
  assert.ok(await reporter.locator('#e-text, #e-phone').count(), 'the message beside the field');
  assert.equal(await reporter.locator('[name=phone]').inputValue(), '12');
  await done(reporter);
});

test('what may be the same matter is shown first, and joined in one tap', async () => {
  const neighbour = await page('phone');
  await neighbour.goto(`/b/${BUILDING}/raise`);
  await neighbour.locator('[name=text]').fill('2 号客梯早高峰反复停梯');
  await neighbour.locator(SEND).click();
  await neighbour.locator('#same').waitFor();
  assert.match(await neighbour.locator('#same').innerText(), /2 号客梯/);
  await accessible(neighbour);
  await shot(neighbour, 'same-phone');
  const joining = new Burden(neighbour);
  await joining.go('#same .btn.p');
  joining.within({ typed: 0, acts: 1 });
  assert.match(new URL(neighbour.url()).pathname, /^\/follow\/\w{8}$/);
  assert.doesNotMatch(await neighbour.locator('main').innerText(), /您写的/, 'whoever joined reads nobody else’s words');
  await done(neighbour);
});

test('a draft with its photo outlives a lost connection and a closed page', async () => {
  const reporter = await page('phone');
  const context = reporter.context();
  await reporter.goto(`/b/${BUILDING}/raise`);
  const picture = await photo(reporter);
  await context.setOffline(true);
  await reporter.locator('[name=text]').fill('九层东侧安全门的闭门器坏了，门关不严');
  await reporter.locator('[name=photos]').setInputFiles(picture);
  await reporter.locator(SEND).click();
  await reporter.locator('[data-draft-note]').waitFor();
  assert.match(await reporter.locator('[data-drafts]').innerText(), /闭门器坏了/);
  await shot(reporter, 'draft-phone');

  // The page is closed; when there is a line again any page of the building sends what was kept.
  const later = watched(await context.newPage());
  await reporter.close();
  await context.setOffline(false);
  await later.goto(`/b/${BUILDING}`);
  const note = later.locator('[data-draft-note] a');
  await note.waitFor();
  await shot(later, 'draft-sent-phone');
  await followed(later, '[data-draft-note] a');
  assert.match(new URL(later.url()).pathname, /^\/follow\/\w{8}$/);
  assert.match(await later.locator('main').innerText(), /闭门器坏了/);
  assert.equal(await later.locator('.phs img').count(), 1, 'the photo went along');
  await later.goto(`/b/${BUILDING}`);
  await later.waitForLoadState('networkidle');
  assert.equal(await later.locator('[data-drafts-panel]').isVisible(), false, 'nothing is left to send');
  await done(later);
});
