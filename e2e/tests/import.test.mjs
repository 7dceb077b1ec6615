// A workbook of orders through the pages, without script: with errors, corrected, written.

import assert from 'node:assert/strict';
import { Burden, done, shot, test } from '../support/browser.mjs';
import { accessible, fits } from '../support/checks.mjs';
import { signedIn } from '../support/people.mjs';

const HEAD = '工单编号,主要内容,小区点位,来电时间,工单状态\n';
const file = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const number = (kind, n) => `E2E-${kind}-${n}`;

/** The name of a building that whoever is signed in may write to. */
async function building(office) {
  await office.goto('/buildings');
  return office.locator('main table tbody a').first().innerText();
}

test('known headings take three acts and no field', async () => {
  const office = await signedIn('desk', 'street', { js: false });
  const rows = `${HEAD}${number('plain', 1)},大厅的灯坏了,${await building(office)},2024-01-05 09:00,办理中\n`;
  await office.goto('/desk');
  const burden = new Burden(office);
  await burden.act('nav.nav a[href="/imports"]');
  await office.locator('[name=file]').setInputFiles(file('plain.csv', rows));
  await burden.act('form[action="/imports"] button');
  await burden.act('form[action$="/application"] button');
  burden.within({ typed: 0, acts: 3 });
  assert.match(await office.locator('h1').innerText(), /已写入 1 件/);
  await done(office);
});

for (const kind of ['desk', 'phone']) {
  test(`a table with errors is mended on the page (${kind})`, async () => {
    const office = await signedIn(kind, 'street', { js: false });
    await office.goto('/imports');
    await fits(office);
    await shot(office, `imports-${kind}`);
    const place = await building(office);
    await office.goto('/imports');
    const rows =
      `${HEAD}${number(kind, 1)},电梯停了,${place},2024-02-30 09:00,办理中\n` +
      `${number(kind, 2)},停水,没人知道的地方 ${kind},2024-01-06 09:00,办理中\n`;
    await office.locator('[name=file]').setInputFiles(file('errors.csv', rows));
    await office.locator('form[action="/imports"] button').click();
    assert.match(await office.locator('main').innerText(), /2 月没有 30 日/);
    assert.equal(await office.locator('form[action$="/application"]').count(), 0);
    await fits(office);
    await shot(office, `import-errors-${kind}`);
    await office.locator('[name=cell-D2]').fill('2024-01-30 09:00');
    await office.locator('[name=other-0]').fill(place);
    await office.locator('form[action$="/corrections"] button.p').click();
    await fits(office);
    await shot(office, `import-clean-${kind}`);
    await office.locator('form[action$="/application"] button').click();
    assert.match(await office.locator('h1').innerText(), /已写入 2 件/);
    await fits(office);
    await shot(office, `import-written-${kind}`);
    await office.locator('a[href^="/matters?import="]').first().click();
    assert.equal(await office.locator('main table tbody tr').count(), 2);
    await done(office);
  });
}

test('the pages of imports are accessible', async () => {
  const office = await signedIn('desk', 'street');
  await office.goto('/imports');
  await accessible(office);
  await office.goto('/imports/new');
  await accessible(office);
  const rows = `${HEAD}${number('axe', 1)},电梯停了,没人知道的地方,2024-02-30 09:00,办理中\n${number('axe', 2)},停水,没人知道的地方,2024-01-06 09:00,办理中\n`;
  await office.locator('[name=file]').setInputFiles(file('axe.csv', rows));
  await office.locator('form[action="/imports"] button').click();
  await accessible(office);
  await office.goto(`${office.url().split('?')[0]}?headings=1`);
  await accessible(office);
  await done(office);
});
