// The main job through everybody's pages: raised, triaged, handled, completed, sent back, called
// back, rated. Once on phones without script, once at desks with it.

import assert from 'node:assert/strict';
import { Burden, choice, demanded, done, followed, page, shot, test } from '../support/browser.mjs';
import { BUILDING } from '../support/building.mjs';
import { fits } from '../support/checks.mjs';
import { signedIn } from '../support/people.mjs';

const WORDS = {
  phone: '十五层北侧消火栓箱的玻璃碎了，容易扎手',
  desk: '六层女卫生间的门锁坏了，反锁不上',
};
const SENTENCE = '维修班换了玻璃和锁扣，边角包了胶条，当场试开两次。';

/** Raises `words` and gives the query code. */
async function raise(reporter, words) {
  await reporter.goto(`/b/${BUILDING}/raise`);
  await reporter.locator('[name=text]').fill(words);
  await followed(reporter, 'form[data-draft] > .btn.p.big');
  return new URL(reporter.url()).pathname.split('/').pop();
}

/** The row of the desk that speaks of `words`. */
const row = (desk, words) => desk.locator('[data-row]', { hasText: words.slice(0, 12) });

/** Opens the desk of `role` and follows the button of the row that speaks of `words`. */
async function fromDesk(kind, role, options, words) {
  const desk = await signedIn(kind, role, options);
  await desk.goto('/desk');
  assert.equal(await row(desk, words).count(), 1, `${role} has it on the desk once`);
  await fits(desk);
  await shot(desk, `chain-${role}-desk-${kind}`);
  await Promise.all([desk.waitForEvent('domcontentloaded'), row(desk, words).locator('.act a').click()]);
  return desk;
}

/** Completes the matter that is open on the page, first too weakly. */
async function complete(handler, sentence) {
  const completing = new Burden(handler);
  await completing.go('.ph a[href$="/completion"]');
  assert.deepEqual(await demanded(handler, 'form[action$="/completion"]'), ['sentence']);
  await handler.locator(choice('result', 'solved')).click();
  await handler.locator('[name=sentence]').fill('已处理');
  const [weak] = await Promise.all([
    handler.waitForResponse((answer) => answer.request().method() === 'POST'),
    handler.locator('form[action$="/completion"] .btn.p').click(),
  ]);
  assert.equal(weak.status(), 422, 'a sentence that says nothing is refused');
  assert.equal(await handler.locator('[name=sentence]').inputValue(), '已处理', 'and stays to be bettered');
  assert.equal(await handler.locator('[name=result][value=solved]').isChecked(), true);
  assert.match(await handler.locator('#e-sentence').innerText(), /做了什么/);
  // What was refused is drawn as it was; somebody who writes well at once picks and writes once.
  await completing.act(choice('result', 'solved'));
  await completing.type('[name=sentence]', sentence);
  await completing.go('form[action$="/completion"] .btn.p');
  completing.within({ typed: 1, acts: 3 });
}

for (const [kind, js] of [['phone', false], ['desk', true]]) {
  test(`a matter goes from its reporter to its rating (${kind}, script ${js ? 'on' : 'off'})`, async () => {
    const options = { js };
    const reporter = await page(kind, options);
    const code = await raise(reporter, WORDS[kind]);

    // The station takes the suggestion as it stands.
    const worker = await fromDesk(kind, 'station_worker', options, WORDS[kind]);
    assert.ok(await worker.locator('.days .due').isVisible(), 'the deadline is drawn before it is set');
    await shot(worker, `chain-triage-${kind}`);
    const triaging = new Burden(worker);
    await triaging.go('[data-accept]');
    triaging.within({ typed: 0, acts: 1 });
    assert.equal(await row(worker, WORDS[kind]).locator('text=分流').count(), 0, 'nothing is left to triage');
    await done(worker);

    // The property company signs, notes contact and progress, completes.
    const property = await fromDesk(kind, 'property', options, WORDS[kind]);
    const matter = new URL(property.url()).pathname;
    const signing = new Burden(property);
    await signing.go('form[action$="/signature"] button');
    signing.within({ typed: 0, acts: 1 });
    await property.locator('[name=note]').fill('经工作站转告提出人：下午到场');
    await followed(property, 'form[action$="/contact"] button');
    const telling = new Burden(property);
    assert.deepEqual(await demanded(property, 'form[action$="/progress"]'), ['progress']);
    await telling.type('[name=progress]', '已到场，要换配件');
    await telling.act('[name=outward]');
    await telling.go('form[action$="/progress"] button');
    telling.within({ typed: 1, acts: 2 });
    assert.doesNotMatch(await property.locator('main').innerText(), /匿名公开/, 'nothing of who raised it');
    await shot(property, `chain-handling-${kind}`);
    await complete(property, SENTENCE);
    await shot(property, `chain-completed-${kind}`);

    // The reporter is not content: it returns to its handler, who completes it again.
    await reporter.goto(`/follow/${code}`);
    assert.match(await reporter.locator('main').innerText(), /换了玻璃/);
    await shot(reporter, `chain-follow-completed-${kind}`);
    await reporter.locator('#reopening summary').click();
    await reporter.locator('[name=why]').fill('胶条第二天就掉了');
    await followed(reporter, '#reopening button');
    await property.goto(matter);
    assert.match(await property.locator('main').innerText(), /要求重办|重办/);
    const signAgain = property.locator('form[action$="/signature"] button');
    if (await signAgain.count()) await followed(property, 'form[action$="/signature"] button');
    await complete(property, '改用铝框整扇换新，连续观察两天完好。');
    await done(property);

    // Somebody who did not handle it calls back.
    const head = await fromDesk(kind, 'station_head', options, WORDS[kind]);
    const answers = { reached: 'yes', contacted: 'yes', solved: 'solved', satisfaction: 'satisfied' };
    for (const [name, value] of Object.entries(answers)) await head.locator(choice(name, value)).click();
    await followed(head, 'form[action$="/callback"] .btn.p');
    await done(head);

    // The reporter has the last word.
    await reporter.goto(`/follow/${code}`);
    await fits(reporter);
    await shot(reporter, `chain-follow-called-${kind}`);
    const rating = new Burden(reporter);
    await rating.act(choice('contacted', 'yes'));
    await rating.act(choice('solved', 'solved'));
    await rating.act(choice('satisfaction', 'satisfied'));
    await rating.go('#rating button');
    rating.within({ typed: 0, acts: 4 });
    await shot(reporter, `chain-rated-${kind}`);
    await done(reporter);

    // All of it stands on the matter's page.
    const reader = await signedIn(kind, 'station_worker', options);
    await reader.goto(matter);
    const life = await reader.locator('main').innerText();
    for (const part of [WORDS[kind], '下午到场', '要换配件', '换了玻璃', '胶条第二天就掉了', '改用铝框', '已结案']) {
      assert.ok(life.includes(part), `${part} is missing from the life:\n${life}`);
    }
    await shot(reader, `chain-life-${kind}`);
    await done(reader);
  });
}

test('triage is put right in five clicks, and its deadline follows', async () => {
  const worker = await signedIn('desk', 'station_worker');
  await worker.goto('/desk');
  const first = worker.locator('.act a[href$="/triage"]').first();
  await Promise.all([worker.waitForEvent('domcontentloaded'), first.click()]);
  const other = async (name) => {
    const values = await worker.locator(`[name=${name}] option:not([value=""])`).evaluateAll((all) => all.map((o) => o.value));
    const present = await worker.locator(`[name=${name}]`).inputValue();
    return values.find((value) => value !== present);
  };
  const correcting = new Burden(worker);
  for (const name of ['class', 'lead']) {
    // With script the page is drawn anew by itself, so that the deadline follows.
    const value = await other(name);
    await Promise.all([worker.waitForEvent('domcontentloaded'), correcting.pick(`[name=${name}]`, value)]);
    assert.equal(await worker.locator(`[name=${name}]`).inputValue(), value);
  }
  await correcting.go('[data-accept]');
  correcting.within({ typed: 0, acts: 5 });
  assert.equal(new URL(worker.url()).pathname, '/desk');
  await done(worker);
});
