// Every page of the site, found by following links as different people: axe finds nothing serious
// in light and dark, and no width scrolls sideways, in ordinary and in large type.

import assert from 'node:assert/strict';
import { choice, done, followed, keep, page, shot, test } from '../support/browser.mjs';
import { BUILDING } from '../support/building.mjs';
import { overhang, violations } from '../support/checks.mjs';
import { signedIn } from '../support/people.mjs';
import { patterns, reached } from '../support/site.mjs';

/** Who walks, and from where. What one has looked at the next leaves out, but for the shielded. */
const WALKERS = [
  [null, ['/', '/setup']],
  ['station_worker', ['/desk', '/charters/shijingshan-troika']],
  ['property', ['/desk']],
  ['security_admin', ['/desk']],
  ['auditor', ['/desk']],
  ['operator', ['/desk']],
  ['district', ['/desk']],
  // Exceptions are granted by the role that the charter names.
  ['street', ['/charters/shijingshan-troika/check?rule=committee.advised.employee', '/charters/shijingshan-troika/check']],
];
/** Pages that a shielded role sees otherwise than the station does. */
const SEEN_OTHERWISE = ['/desk', '/matters/{number}', '/buildings/{code}'];
/** Pages that only show where a test has made something to show, and are looked at there. */
const ELSEWHERE = ['/follow/{code}', '/setup'];
const PUBLIC = /^\/($|b\/|about\/|follow|verify|sign-in|setup)/;
const WIDTHS = [320, 360, 390, 768, 1024];

const visitor = (role, options) => (role ? signedIn('desk', role, options) : page('desk', options));
const all = await patterns();
const looked = new Map();

/** Looks at the page that is open; gives what is wrong with it, a line each. */
async function faults(one, pattern, { themes = ['light', 'dark'], sizes = ['', 'elder'] } = {}) {
  const found = [];
  const html = one.locator('html');
  const set = (name, value) => html.evaluate((root, [key, to]) => (to === null ? root.removeAttribute(key) : root.setAttribute(key, to)), [name, value]);
  for (const theme of themes) {
    await set('data-theme', theme);
    // Dark differs in its colours alone.
    const rules = theme === 'dark' ? ['color-contrast'] : undefined;
    for (const violation of await violations(one, rules)) found.push(`${theme}: ${violation}`);
  }
  await set('data-theme', 'light');
  const window = one.viewportSize();
  for (const size of sizes) {
    await set('data-elder', size ? '' : null);
    for (const width of WIDTHS.filter((width) => width > 320 || PUBLIC.test(pattern))) {
      await one.setViewportSize({ width, height: 800 });
      const over = await overhang(one);
      if (over > 0) found.push(`${over} px wider than ${width}${size ? ', large type' : ''}`);
    }
  }
  await set('data-elder', null);
  await one.setViewportSize(window);
  if (found.length === 0) return found;
  const picture = await keep(one, `fault${pattern}`);
  return found.map((fault) => `${one.url()} ${fault}\n      ${picture}`);
}

for (const [role, start] of WALKERS) {
  test(`every page a ${role ?? 'stranger'} reaches is accessible and fits`, async () => {
    const walker = await visitor(role);
    const pages = await reached(walker, all, start);
    const found = [];
    for (const [pattern, address] of pages) {
      if (looked.has(pattern) && !(role === 'property' && SEEN_OTHERWISE.includes(pattern))) continue;
      looked.set(pattern, [role, address]);
      await walker.goto(address);
      found.push(...(await faults(walker, pattern)));
    }
    assert.deepEqual(found, [], 'what is wrong');
    await done(walker);
  });
}

test('the page behind a query code is accessible and fits, new and later', async () => {
  const reporter = await page('phone');
  await reporter.goto(`/b/${BUILDING}/raise`);
  await reporter.locator('[name=text]').fill('三层会议室投影幕布卷不上去');
  await followed(reporter, 'form[data-draft] > .btn.p.big');
  const found = await faults(reporter, '/follow/{code}');
  await reporter.goto(new URL(reporter.url()).pathname);
  found.push(...(await faults(reporter, '/follow/{code}')));
  looked.set('/follow/{code}', [null, new URL(reporter.url()).pathname]);
  assert.deepEqual(found, [], 'what is wrong');
  await done(reporter);
});

test('the page behind a one-time link is accessible and fits', async () => {
  const keeper = await signedIn('desk', 'security_admin');
  await keeper.goto('/admin/accounts');
  await followed(keeper, 'tbody tr:last-child a');
  await followed(keeper, 'form[action$="/link"] button');
  const found = await faults(keeper, '/admin/accounts/{id}');
  const link = new URL(await keeper.locator('#link .mono').innerText());
  const invited = await page('phone');
  const answer = await invited.goto(link.pathname + link.search);
  assert.equal(answer.status(), 200);
  found.push(...(await faults(invited, '/setup')));
  looked.set('/setup', [null, null]);
  assert.deepEqual(found, [], 'what is wrong');
  await done(invited);
  await done(keeper);
});

test('the report on a table with errors is accessible and fits', async () => {
  const worker = await signedIn('desk', 'station_worker');
  await worker.goto('/imports');
  const rows = '工单编号,主要内容,小区点位,来电时间,工单状态\nEP-1,电梯停了,没人知道的地方,2024-02-30 09:00,办理中\n';
  const file = { name: 'errors.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) };
  await worker.locator('[name=file]').setInputFiles(file);
  await followed(worker, 'form[action="/imports"] button');
  looked.set('/imports/{id}', ['station_worker', new URL(worker.url()).pathname]);
  assert.deepEqual(await faults(worker, '/imports/{id}'), [], 'what is wrong');
  await done(worker);
});

test('the pages of a whistle are accessible and fit, from the call to the rating', async () => {
  const found = [];
  const look = async (one, pattern) => {
    looked.set(pattern, [null, new URL(one.url()).pathname]);
    found.push(...(await faults(one, pattern)));
    await shot(one, `whistle${pattern}`);
  };
  const pick = async (one, values) => {
    for (const [name, value] of Object.entries(values)) await one.locator(choice(name, value)).click();
  };
  const worker = await signedIn('desk', 'station_worker');
  await worker.goto('/matters?state=in_progress');
  await followed(worker, 'tbody tr:first-child td:nth-child(2) a');
  await followed(worker, 'main a[href$="/whistle"]');
  const offices = worker.locator('.tick', { has: worker.locator('[name=called]') });
  const bureau = offices.filter({ hasText: '市场监管局' });
  const other = offices.filter({ hasNotText: '市场监管局' }).first();
  for (const office of [bureau, other]) await office.locator('label').click();
  await worker.locator('[name=ask]').fill('到场检测，当场给结论');
  await worker.locator('[name=tried]').fill('维保来过两次，物业换过配件，当晚又出同样的毛病');
  await pick(worker, { kind: 'demand', venue: 'on_site' });
  await followed(worker, 'form[action$="/whistle"] .btn.p');
  const address = new URL(worker.url()).pathname;
  assert.match(address, /^\/whistles\//, 'it was blown');
  await look(worker, '/whistles/{number}');

  // One office answers with the code of a printed sheet, and refuses: the street rules.
  const row = worker.locator('tbody tr').filter({ hasNotText: '市场监管局' });
  await Promise.all([
    worker.waitForEvent('domcontentloaded'),
    row.locator('form[action$="/sheet"] button').click(),
  ]);
  const code = (await worker.locator('dd.code').innerText()).trim();
  const outside = await page('phone');
  await outside.goto('/report-in');
  await look(outside, '/report-in');
  await outside.locator('[name=code]').fill(code);
  await followed(outside, 'form[action="/report-in"] .btn.p');
  await look(outside, '/report-in/{code}');
  await outside.locator('details', { has: outside.locator('form[action$="/refusal"]') }).locator('summary').click();
  await outside.locator('[name=ground] + label').first().click();
  await outside.locator('[name=why]').fill('这件事归市场监管部门管，我们没有检测资质');
  await followed(outside, 'form[action$="/refusal"] .btn');
  await done(outside);
  const street = await signedIn('desk', 'street');
  await street.goto(`${address}/ruling`);
  await look(street, '/whistles/{number}/ruling');
  await done(street);

  // The other reports in and does its part; then the whistle ends, and both sides are rated.
  const department = await signedIn('phone', 'department');
  await department.goto(address);
  await pick(department, { presence: 'on_site' });
  await department.locator('[name=measure]').fill('今天下午带设备到场检测');
  await followed(department, 'form[action$="/report"] .btn.p');
  await department.locator('[name=result]').fill('门机参数漂移，已责令维保当场校准');
  await followed(department, 'form[action$="/completion"] .btn.p');
  await worker.goto(address);
  await worker.locator('[name=ending]').fill('检测结论已给出，维保当天校准，不再需要各部门');
  await followed(worker, 'form[action$="/ending"] .btn');
  await worker.goto(`${address}/rating`);
  await look(worker, '/whistles/{number}/rating');
  await done(worker);
  await department.goto(address);
  await look(department, '/whistles/{number}');
  await done(department);
  assert.deepEqual(found, [], 'what is wrong');
});

test('what becomes of a photo and of a request for erasure is accessible and fits', async () => {
  const found = [];
  const reporter = await page('phone', { js: false });
  await reporter.goto(`/b/${BUILDING}/raise`);
  await reporter.locator('[name=text]').fill('十层茶水间的水槽裂了一道缝');
  const picture = await reporter.screenshot({ type: 'jpeg' });
  const file = { name: 'crack.jpg', mimeType: 'image/jpeg', buffer: picture };
  await reporter.locator('[name=photos]').setInputFiles(file);
  await followed(reporter, 'form[data-draft] > .btn.p.big');
  await reporter.goto(new URL(reporter.url()).pathname);
  const asking = reporter.locator('details', { has: reporter.locator('form[action$="/erasure"]') });
  await asking.locator('summary').click();
  await followed(reporter, 'form[action$="/erasure"] button');
  await done(reporter);

  const worker = await signedIn('desk', 'station_worker');
  await worker.goto(`/matters?q=${encodeURIComponent('水槽裂了')}`);
  await followed(worker, 'tbody tr:first-child td:nth-child(2) a');
  await followed(worker, 'main a[href$="/withholding"]');
  looked.set('/matters/{number}/photos/{key}/withholding', [null, null]);
  found.push(...(await faults(worker, '/matters/{number}/photos/{key}/withholding')));
  await done(worker);

  const keeper = await signedIn('desk', 'security_admin');
  await keeper.goto('/desk');
  await followed(keeper, 'main a[href^="/admin/requests/"]');
  looked.set('/admin/requests/{id}', [null, null]);
  found.push(...(await faults(keeper, '/admin/requests/{id}')));
  await done(keeper);
  assert.deepEqual(found, [], 'what is wrong');
});

test('every page of the list of endpoints was looked at', () => {
  assert.deepEqual(all.filter((pattern) => !looked.has(pattern)), [], 'pages nobody reached by links');
});

test('the pages are accessible and fit in English', async () => {
  const found = [];
  for (const role of [null, 'station_worker']) {
    const reader = await visitor(role, { locale: 'en-GB' });
    const theirs = [...looked].filter(([pattern, [by, address]]) => by === role && address && !ELSEWHERE.includes(pattern));
    assert.ok(theirs.length > 5, `${role} has pages to read`);
    for (const [pattern, [, address]] of theirs) {
      await reader.goto(address);
      assert.equal(await reader.locator('html').getAttribute('lang'), 'en');
      found.push(...(await faults(reader, pattern, { themes: ['light'] })));
    }
    await done(reader);
  }
  assert.deepEqual(found, [], 'what is wrong');
});
