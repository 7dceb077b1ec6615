// The front door answers, on phone and desk, in both languages.

import assert from 'node:assert/strict';
import { done, page, shot, test } from '../support/browser.mjs';
import { accessible, fits, light } from '../support/checks.mjs';

for (const kind of ['phone', 'desk']) {
  for (const [locale, lang] of [['zh-CN', 'zh-CN'], ['en-GB', 'en']]) {
    test(`the home page answers on a ${kind} in ${lang}`, async () => {
      const home = await page(kind, { locale });
      const answer = await home.goto('/');
      assert.equal(answer.status(), 200);
      assert.equal(await home.locator('html').getAttribute('lang'), lang);
      await accessible(home);
      await fits(home);
      await shot(home, `home-${kind}-${lang}`);
      await done(home);
    });
  }
}

test('the home page is light', async () => {
  await light('/', 'public');
});

test('what is not there answers 404 with a page', async () => {
  const missing = await page('phone');
  const answer = await missing.goto('/no-such-page');
  assert.equal(answer.status(), 404);
  await accessible(missing);
  await done(missing);
});
