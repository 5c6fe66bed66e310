// The list of purchases: one stop for the Tab key, arrow keys move, Enter opens.

import { html } from './dom.js';
import * as words from './words.js';

/** @param open called with a purchase's id, and whether the keyboard or the mouse asked for it. */
export function purchaseList(element, open) {
  let current = null;

  const links = () => [...element.querySelectorAll('a')];

  const stop = (link) => {
    for (const other of links()) other.tabIndex = other === link ? 0 : -1;
  };

  element.addEventListener('keydown', (event) => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined || !all[to]) return;
    event.preventDefault();
    stop(all[to]);
    all[to].focus();
  });

  element.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link.dataset.id);
  });

  const row = (purchase) => html('li', {},
    html('a', {
      href: `#${purchase.purchaseId}`, 'data-id': purchase.purchaseId, tabindex: '-1',
      'aria-current': purchase.purchaseId === current && 'true',
    },
      html('span', { class: 'who' }, purchase.email),
      html('span', { class: `badge is-${purchase.status.toLowerCase()}` }, words.status(purchase.status)),
      html('span', { class: 'what' }, [words.product(purchase.product), words.price(purchase), purchase.reason].filter(Boolean).join(' · ')),
      html('time', { datetime: purchase.createdAt }, words.dateTime(purchase.createdAt))));

  return {
    show(purchases) {
      const focused = element.contains(document.activeElement) ? document.activeElement.dataset.id : null;
      element.replaceChildren(...purchases.map(row));
      const all = links();
      const kept = all.find((link) => link.dataset.id === (focused ?? current)) ?? all[0];
      if (kept) stop(kept);
      if (focused) all.find((link) => link.dataset.id === focused)?.focus();
    },
    mark(id) {
      current = id;
      for (const link of links()) {
        if (link.dataset.id === id) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      }
    },
    focus(id) {
      (links().find((link) => link.dataset.id === id) ?? links()[0])?.focus();
    },
  };
}
