// On paper: chrome off, sums open, codes whole.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { done, shot, test } from '../support/browser.mjs';
import { BUILDING } from '../support/building.mjs';
import { signedIn } from '../support/people.mjs';

const CHROME = '.side, .bar1, .tbar, .pf, .skip, .btn, form:not(.calc)';
/** A4 without its margins, in CSS pixels: 174 × 257 mm. */
const PAPER = { width: 658, height: 971 };

/** The page of `path` as paper shows it. */
async function printed(path) {
  const worker = await signedIn('desk', 'station_worker');
  await worker.goto(path);
  await worker.emulateMedia({ media: 'print' });
  await worker.setViewportSize(PAPER);
  const left = await worker.locator(CHROME).evaluateAll((parts) => parts.filter((part) => part.checkVisibility()).map((part) => part.outerHTML.slice(0, 120)));
  assert.deepEqual(left, [], 'of no use on paper');
  const over = await worker.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${over} px wider than the paper`);
  return worker;
}

/** How many sheets it takes. */
async function sheets(worker, name) {
  const pdf = await worker.pdf({ format: 'A4', preferCSSPageSize: true });
  if (process.env.LOUSHI_SHOTS) await writeFile(new URL(`../shots/${name}.pdf`, import.meta.url), pdf);
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
}

test('the sheet of wall codes prints every code whole, with the place it is for', async () => {
  const worker = await printed(`/buildings/${BUILDING}/codes`);
  const codes = worker.locator('.codes li');
  const count = await codes.count();
  assert.ok(count > 10, 'the building and its floors');
  for (const code of [codes.first(), codes.last()]) {
    const { width } = await code.locator('svg').boundingBox();
    assert.ok(width > 190, `${width} px: at least 5 cm to scan from a step away`);
    assert.match(await code.innerText(), /\/q\/\w+/, 'the address for whoever cannot scan');
  }
  await shot(worker, 'print-codes');
  const taken = await sheets(worker, 'print-codes');
  assert.ok(taken <= Math.ceil(count / 4), `${count} codes on ${taken} sheets`);
  await done(worker);
});

test('a matter prints with its sums open and its reader named', async () => {
  const worker = await signedIn('desk', 'station_worker');
  await worker.goto('/matters?state=closed');
  const path = await worker.locator('tbody a').first().getAttribute('href');
  await done(worker);
  const matter = await printed(path);
  const folded = await matter.locator('details.calc').evaluateAll((all) => all.filter((one) => ![...one.children].every((part) => part.checkVisibility())).length);
  assert.equal(folded, 0, 'calculations that stay folded on paper');
  assert.ok(await matter.locator('.wm').isVisible(), 'who printed it, and when');
  assert.ok(await matter.locator('.tl li').count(), 'what happened');
  await shot(matter, 'print-matter');
  const taken = await sheets(matter, 'print-matter');
  assert.ok(taken <= 4, `${taken} sheets`);
  await done(matter);
});
