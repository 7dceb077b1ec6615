// The site as its own list of endpoints knows it, and its pages found by following links.

import { readFile } from 'node:fs/promises';

const LIST = new URL('../../docs/authz/endpoints.txt', import.meta.url);
/** Answers that are files or lead elsewhere: no page to look at. */
const NO_PAGE = [/\/export$/, /\/card$/, /\/data$/, /\/codes\/\{file\}$/, /\/photos\/\{key\}$/, /\/marked$/, /^\/q\/\{token\}$/, /^\/api\/v1\//, /^\/api\/openapi\.json$/];
/** Links of one kind followed in search of others, for each person. */
const FOLLOWED = 12;

/** The pages of the site as patterns, `/matters/{number}`; the most particular first. */
export async function patterns() {
  const lines = (await readFile(LIST, 'utf8')).split('\n');
  const addresses = lines.filter((line) => line.startsWith('GET ')).map((line) => line.split(/\s+/)[1]);
  const open = (address) => address.split('{').length;
  return addresses
    .filter((address) => !NO_PAGE.some((file) => file.test(address)))
    .sort((a, b) => open(a) - open(b) || a.localeCompare(b));
}

/** The pattern an address fits, or undefined. */
export function patternOf(all, address) {
  const path = address.split(/[?#]/)[0];
  return all.find((pattern) => new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path));
}

/**
 * Every kind of page that whoever is signed in on `page` reaches by links from `start`: a map from
 * pattern to the first address of it that answers.
 */
export async function reached(page, all, start) {
  const [found, asked, queue] = [new Map(), new Map(), [...start]];
  const known = new Set(queue);
  while (queue.length) {
    const address = queue.shift();
    const pattern = patternOf(all, address);
    const times = asked.get(pattern) ?? 0;
    if (!pattern || times >= FOLLOWED) continue;
    asked.set(pattern, times + 1);
    const answer = await page.request.get(address);
    if (answer.status() !== 200) continue;
    if (!found.has(pattern)) found.set(pattern, address);
    for (const link of links(await answer.text())) {
      if (known.has(link)) continue;
      known.add(link);
      // What is new is worth more than one more of what was seen.
      if (found.has(patternOf(all, link))) queue.push(link);
      else queue.unshift(link);
    }
  }
  return found;
}

/** The addresses of this site that a page links to; switches of language and looks left out. */
function links(html) {
  const all = [...html.matchAll(/href="(\/[^"]*)"/g)].map(([, link]) => link.replaceAll(/&(amp|#38);/g, '&'));
  return all.filter((link) => !/[?&](lang|big|theme|keys)=/.test(link) && !link.startsWith('/assets/'));
}
