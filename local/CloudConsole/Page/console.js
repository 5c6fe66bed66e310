// Puts the page together: what is deployed, what goes on, the purchases, the story of one.

import { byId } from './dom.js';
import { keepDoing, NoAnswer, read } from './data.js';
import { purchaseList } from './purchases.js';
import * as story from './story.js';
import * as topology from './topology.js';
import * as words from './words.js';

const PAUSE = 1000;
const PAGE = 50;
const base = '/_local/console';

let deployed = null;
let showCounters = () => {};
let activity = null;
let limit = PAGE;
let listed = null;
let chosen = inAddress();
let isExpected = chosen !== null; // who comes with a purchase in the address comes for its story
let rounds = 0;
let isOpen = true;

const list = purchaseList(byId('list'), (id) => { location.hash = id; attempt(() => choose(id, true)); });

async function showTopology(version) {
  if (version === deployed) return;
  const { value } = await read(`${base}/topology`);
  showCounters = topology.draw(value, byId('diagram'), byId('parts'));
  deployed = version;
}

async function showPurchases() {
  const query = new URLSearchParams({ search: byId('search').value, status: byId('status').value, limit });
  const { value, problem } = await read(`${base}/purchases?${query}`);
  if (!value) {
    byId('count').textContent = problem;
    return;
  }
  if (value === listed) return;
  listed = value;
  list.show(value.purchases);
  const shown = value.purchases.length;
  byId('count').textContent = value.known === 0 ? 'None yet. Buy something in the shop.'
    : `${shown === value.matching ? words.count(shown, 'purchase') : `${shown} of ${words.count(value.matching, 'purchase')}`}`
      + `${value.isPartial ? `; only ${value.known.toLocaleString('en-GB')} are looked at, the table has more` : ''}`;
  byId('more').hidden = shown === value.matching;
}

async function showStory(anew) {
  if (!chosen) return;
  const id = chosen;
  const { value, changed, problem } = await read(`${base}/purchases/${encodeURIComponent(id)}`);
  if (id !== chosen || (!changed && !anew)) return;
  if (!value) {
    isOpen = false;
    byId('story-body').textContent = problem;
    return;
  }
  isOpen = value.explanation.outcome === 'waiting' || value.items.some((item) => item.outcome === 'waiting');
  byId('story-title').textContent = `Story of ${value.purchase.email}`;
  story.draw(value, byId('story-body'), () => showStory(true));
  if (isExpected) byId('story').scrollIntoView();
  isExpected = false;
}

async function choose(id, go) {
  chosen = id;
  list.mark(id);
  await showStory(true);
  if (go) byId('story').focus();
}

async function round() {
  const { value } = await read(`${base}/counters`);
  await showTopology(value.topology);
  showCounters(value);
  rounds += 1;
  // What waits for a time changes without a function's doing.
  const moved = value.activity !== activity || (isOpen && rounds % 5 === 0);
  if (moved) {
    await showPurchases();
    list.mark(chosen);
    await showStory(false);
    activity = value.activity;
  }
}

async function attempt(work) {
  try {
    await work();
    say('live', 'live');
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    say(error.message, 'lost');
  }
}

function say(text, state) {
  const element = byId('live');
  if (element.textContent !== text) element.textContent = text;
  element.className = `live is-${state}`;
}

/** The purchase that the address names; it may name a part of this page as well. */
function inAddress() {
  const name = location.hash.slice(1);
  return name && !byId(name) ? name : null;
}

function find() {
  limit = PAGE;
  attempt(showPurchases);
}

byId('legend').append(...topology.legend());
byId('search').addEventListener('input', find);
byId('status').addEventListener('change', find);
byId('find').addEventListener('submit', (event) => { event.preventDefault(); list.focus(chosen); });
byId('more').addEventListener('click', () => { limit += PAGE; attempt(showPurchases); });
byId('as-list').addEventListener('click', (event) => {
  const on = document.body.classList.toggle('listed');
  event.target.setAttribute('aria-pressed', on);
});
byId('story').addEventListener('keydown', (event) => { if (event.key === 'Escape') list.focus(chosen); });
window.addEventListener('hashchange', () => {
  const id = inAddress();
  if (id && id !== chosen) attempt(() => choose(id, false));
});
keepDoing(() => attempt(round), PAUSE);
