// By keyboard alone: a matter is raised and triaged, and what has the focus can be seen.

import assert from 'node:assert/strict';
import { done, page, shot, test } from '../support/browser.mjs';
import { BUILDING } from '../support/building.mjs';
import { signedIn } from '../support/people.mjs';

/** Presses Tab until `selector` has the focus; every stop on the way shows that it has it. */
async function tabTo(one, selector) {
  const stops = [];
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await one.keyboard.press('Tab');
    const stop = await one.evaluate((wanted) => {
      const here = document.activeElement;
      const label = here.id && document.querySelector(`label[for="${here.id}"]`);
      // A field may leave the ring to what encloses it, an answer to its label.
      const rings = [here, here.parentElement, label].filter(Boolean).map((element) => getComputedStyle(element));
      const ringed = rings.some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1);
      return { there: here.matches(wanted), ringed, html: here.outerHTML.slice(0, 120) };
    }, selector);
    if (stop.html.startsWith('<body')) continue;
    stops.push(stop.html);
    assert.ok(stop.ringed, `nothing shows the focus on ${stop.html}`);
    if (stop.there) return stops.length;
  }
  return assert.fail(`${selector} is not reached by Tab:\n${stops.join('\n')}`);
}

/** Presses Enter where the focus is and waits for the page it leads to. */
async function entered(one) {
  await Promise.all([one.waitForEvent('domcontentloaded'), one.keyboard.press('Enter')]);
}

test('a matter is raised by keyboard', async () => {
  const reporter = await page('desk', { js: false });
  await reporter.goto(`/b/${BUILDING}`);
  assert.equal(await tabTo(reporter, '.skip'), 1, 'the way past the header comes first');
  await reporter.keyboard.press('Enter');
  await tabTo(reporter, 'a[href$="/raise"]');
  await entered(reporter);
  await tabTo(reporter, '[name=text]');
  await reporter.keyboard.type('七层走廊西头的应急灯不亮');
  await tabTo(reporter, 'form[data-draft] > .btn.p.big');
  await shot(reporter, 'keyboard-raise');
  await entered(reporter);
  assert.match(new URL(reporter.url()).pathname, /^\/follow\/\w{8}$/);
  await done(reporter);
});

test('a matter is triaged by keyboard, by letters and without', async () => {
  const worker = await signedIn('desk', 'station_worker');
  await worker.goto('/desk');
  const links = worker.locator('.act a[href$="/triage"]');
  const before = await links.count();
  assert.ok(before > 1, 'the desk has matters to triage');

  // Tab and Enter alone, to the button that accepts.
  await tabTo(worker, '.act a[href$="/triage"]');
  await entered(worker);
  await tabTo(worker, '[data-accept]');
  await entered(worker);
  assert.equal(new URL(worker.url()).pathname, '/desk');
  assert.equal(await links.count(), before - 1);

  // J goes down the rows; Enter on the proposal accepts it.
  const row = '[data-row].sel:has(.act a[href$="/triage"])';
  for (let pressed = 0; pressed < 40 && !(await worker.locator(row).count()); pressed += 1) await worker.keyboard.press('j');
  await tabTo(worker, '[data-row].sel .act a');
  await entered(worker);
  await worker.locator('[data-accept]').waitFor();
  await entered(worker);
  assert.equal(new URL(worker.url()).pathname, '/desk');
  assert.equal(await links.count(), before - 2);
  await done(worker);
});
