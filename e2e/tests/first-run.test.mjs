// An empty directory becomes an installation: three administrators, rules and places, the first
// person of a street, the first building; until somebody in it raises a matter that arrives.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { done, page, shot, test } from '../support/browser.mjs';
import { accessible, fits } from '../support/checks.mjs';
import { PROGRAM, startEmpty } from '../support/server.mjs';

const PASSWORD = 'Bright-summer7';

/** The code of an authenticator app now, from the secret that the page shows. */
function code(secret, now = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/[^A-Z2-7]/gi, '').toUpperCase()]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Sets the second factor that the page asks for, and goes on. */
async function secondFactor(one) {
  await one.locator('details summary').click();
  const secret = await one.locator('details .mono').innerText();
  await one.locator('[name=code]').fill(code(secret));
  await one.locator('form:has([name=code]) button').click();
  await one.locator('.spares').waitFor();
  await one.locator('a.btn.p').click();
}

/** Follows a link for a password, and signs in. */
async function enter(one, link, name) {
  await one.goto(link);
  await one.locator('[name=password]').fill(PASSWORD);
  await one.locator('form button').first().click();
  await one.locator('[name=name]').fill(name);
  await one.locator('[name=password]').fill(PASSWORD);
  await one.locator('form[action="/sign-in"] button').click();
}

async function fill(one, fields, button) {
  for (const [name, value] of Object.entries(fields)) {
    await one.locator(`[name=${name}]`).fill(value);
  }
  await one.locator(button).click();
}

for (const [kind, js] of [['desk', true], ['phone', false]]) {
  test(`an empty directory becomes an installation (${kind}, script ${js ? 'on' : 'off'})`, async () => {
    const server = await startEmpty();
    const seen = async (one, name) => {
      await fits(one);
      if (js) await accessible(one);
      await shot(one, `first-run-${name}-${kind}`);
    };
    const keeper = (name, role, person) => {
      const typed = ['account', 'add', name, '--role', role, '--person', person];
      const said = execFileSync(PROGRAM, [...typed, '--json', '--data', server.data]);
      return server.url + JSON.parse(said).link;
    };
    try {
      const operator = await page(kind, { js });
      await operator.goto(server.link);
      await seen(operator, '1-setup');
      const account = { person: '周敏', name: 'zhou', password: PASSWORD };
      await fill(operator, account, 'form[action="/setup"] button');
      await seen(operator, '2-factor');
      await secondFactor(operator);
      assert.match(operator.url(), /\/desk/);
      assert.match(await operator.locator('main').innerText(), /开局：下一步/);
      await seen(operator, '3-desk');

      const security = await page(kind, { js });
      await enter(security, keeper('han', 'security_admin', '韩冬'), 'han');
      await secondFactor(security);
      keeper('lin', 'auditor', '林书');

      await operator.goto(`${server.url}/opening`);
      await seen(operator, '4-opening');
      await operator.locator('[name=charter]').first().check();
      const ground = { district: '石景山区', street: '老山街道', short: 'LS', office: '老山街道办事处' };
      await fill(operator, ground, 'form[action="/opening/ground"] button');
      await fill(operator, { building: '银河大厦', storeys: '6' }, 'form[action="/opening/building"] button');
      await seen(operator, '5-ground');

      await security.goto(`${server.url}/opening`);
      await fill(security, { person: '罗凡', name: 'luofan' }, 'form[action="/opening/people"] button');
      await security.locator('form[action$="/link"] button').click();
      const link = await security.locator('#link .mono').innerText();
      await seen(security, '6-account');
      await security.goto(`${server.url}/opening`);
      assert.match(await security.locator('main').innerText(), /可以用了/);
      await seen(security, '7-open');

      const street = await page(kind, { js });
      await enter(street, link, 'luofan');
      if (await street.locator('details .mono').count()) await secondFactor(street);
      await street.goto(`${server.url}/buildings`);
      await street.locator('a[href^="/buildings/"]:not([href*="export"])').first().click();
      const code = new URL(street.url()).pathname.split('/').pop();
      const somebody = await page('phone', { js });
      await somebody.goto(`${server.url}/b/${code}/raise`);
      await somebody.locator('[name=text]').fill('三层走廊的灯不亮');
      await somebody.locator('form[enctype] button.p, form[enctype] button.big').last().click();
      await somebody.waitForURL(/\/follow\//);
      await street.goto(`${server.url}/desk`);
      assert.match(await street.locator('main').innerText(), /走廊的灯不亮/);
      await seen(street, '8-arrived');
      for (const one of [operator, security, street, somebody]) await done(one);
    } finally {
      await server.stop();
    }
  });
}
