// The story of one purchase: why it is as it is, then what happened.

import { html } from './dom.js';
import * as words from './words.js';

const KINDS = {
  http: 'request', call: 'call', money: 'money', record: 'record', state: 'saga', message: 'message', change: 'change',
  email: 'e-mail', log: 'log',
};
const OUTCOMES = { done: 'done', failed: 'failed', waiting: 'under way' };

const opened = new Set();
let showsLog = false;

/** @param again draws the story anew, after a choice. */
export function draw(story, element, again) {
  const { purchase, explanation, items, now } = story;
  const lines = items.filter((item) => item.kind === 'log').length;
  const shown = items.filter((item) => item.kind !== 'log' || showsLog || item.outcome === 'failed');
  const began = new Date(items[0]?.time ?? purchase.createdAt);
  const parts = [
    html('p', { class: `verdict is-${explanation.outcome}`, id: 'verdict' }, explanation.sentence),
    ...explanation.contradictions.map((broken) => html('p', { class: 'verdict is-failed' }, `Broken promise: ${broken}`)),
    explanation.run
      && html('p', { class: 'hint' }, 'To go on, run ', html('code', {}, `dotnet run --project local -- ops ${explanation.run}`)),
    facts([
      ['buyer', purchase.email], ['product', `${words.product(purchase.product)}, ${words.price(purchase)}`],
      ['status', words.status(purchase.status)], ['began', `${words.dateTime(purchase.createdAt)} UTC`], ['id', purchase.purchaseId],
      ...now.map((state) => [state.source, state.what]),
    ]),
    html('div', { class: 'story-head' },
      html('h3', {}, 'What happened'),
      lines > 0 && html('label', { class: 'switch' },
        html('input', { type: 'checkbox', checked: showsLog, onchange: (event) => { showsLog = event.target.checked; again(); } }),
        `Log lines (${lines})`)),
    html('ol', { class: 'timeline' }, shown.map((item) => entry(item, began))),
  ];
  element.replaceChildren(...parts.filter(Boolean));
}

function entry(item, began) {
  const more = [...content(item)];
  const line = [
    html('span', { class: 'kind' }, KINDS[item.kind]), ' ',
    html('span', { class: 'title' }, item.title), ' ',
    item.outcome !== 'told' && html('span', { class: 'outcome' }, OUTCOMES[item.outcome]), ' ',
    item.kind === 'log' && html('span', { class: 'took' }, item.who),
    item.milliseconds !== undefined && html('span', { class: 'took' }, words.duration(item.milliseconds)),
    item.problem && html('span', { class: 'problem' }, item.problem),
  ];
  return html('li', { class: `is-${item.outcome} kind-${item.kind}` },
    html('time', { datetime: item.time, title: words.preciseTime(item.time) }, since(item.time, began)),
    html('div', {},
      more.length > 0 ? fold(`${item.time} ${item.kind} ${item.title}`, line, more) : html('p', { class: 'line' }, line)));
}

const since = (time, began) => `+${words.duration(Math.max(0, new Date(time) - began)) || '0 ms'}`.replace('< 1 ms', '0 ms');

/** What was unfolded stays so when the story is drawn anew. An e-mail is loaded once somebody looks. */
function fold(key, line, more) {
  const element = html('details', { open: opened.has(key) }, html('summary', { class: 'line' }, line));
  const fill = () => { if (element.children.length === 1) element.append(...more.map((part) => part())); };
  if (element.open) fill();
  element.addEventListener('toggle', () => {
    if (element.open) fill();
    opened[element.open ? 'add' : 'delete'](key);
  });
  return element;
}

function* content(item) {
  if (item.facts.length > 0) {
    yield () => facts([...item.facts.map(({ name, value }) => [name, value]), ['at', `${words.preciseTime(item.time)} UTC`]]);
  }
  if (item.emailId) yield () => letter(item);
  if (item.attempts.length > 0) yield () => attempts(item.attempts);
  for (const document of item.documents) {
    yield () => html('figure', {}, html('figcaption', {}, document.name), html('pre', { tabindex: '0' }, words.pretty(document.text)));
  }
}

const facts = (rows) => html('dl', { class: 'facts' },
  rows.map(([name, value]) => html('div', {}, html('dt', {}, name), html('dd', {}, value))));

const attempts = (all) => html('ul', { class: 'attempts', 'aria-label': 'Deliveries' }, all.map((attempt) => {
  const took = attempt.milliseconds === undefined ? '' : ` after ${words.duration(attempt.milliseconds)}`;
  const when = `delivery ${attempt.receive} at ${words.preciseTime(attempt.time)}`;
  return html('li', { class: `is-${attempt.outcome}` },
    `${when}: ${OUTCOMES[attempt.outcome]}${took}${attempt.problem ? `. ${attempt.problem}` : ''}`);
}));

/** In a frame that may do nothing at all; its policy lets nothing in from elsewhere. */
const letter = (item) => html('figure', {}, html('figcaption', {}, 'as the reader sees it'), html('iframe', {
  sandbox: '', title: `E-mail: ${item.title}`, src: `/_local/console/emails/${encodeURIComponent(item.emailId)}`,
}));
