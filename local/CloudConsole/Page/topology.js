// The diagram of what is deployed, and the same as a list: for phones and for whoever prefers words.

import { KINDS, describe } from './counters.js';
import { html, svg } from './dom.js';

export const legend = () => Object.entries(KINDS).map(([kind, name]) => html('li', { class: `kind-${kind}` }, name));

/** Draws both and returns what brings their counters up to date. */
export function draw(topology, diagram, list) {
  const shapes = new Map(topology.parts.map((part) => [part.id, shape(part)]));
  const rows = new Map(topology.parts.map((part) => [part.id, row(part, topology)]));
  const links = topology.links.map((link) => ({ link, path: svg('path', { d: link.path, class: linkClass(link) }) }));
  const picture = svg('svg', {
    viewBox: `0 0 ${topology.width} ${topology.height}`, role: 'group', 'aria-label': 'Diagram: events flow from left to right',
  }, svg('g', { class: 'links', 'aria-hidden': 'true' }, links.map(({ path }) => path)), [...shapes.values()].map(({ element }) => element));
  for (const [id, { element }] of shapes) {
    const light = (on) => follow(id, links, shapes, picture, on);
    element.addEventListener('pointerenter', () => light(true));
    element.addEventListener('pointerleave', () => light(false));
    element.addEventListener('focus', () => light(true));
    element.addEventListener('blur', () => light(false));
  }
  moveByKeys(picture, topology.parts, shapes);
  diagram.replaceChildren(picture);
  for (const { element, part } of shapes.values()) squeeze(element, part.width - 16);
  list.replaceChildren(html('ul', { class: 'parts' }, topology.parts.map((part) => rows.get(part.id).element)));
  return (counters) => {
    for (const part of topology.parts) {
      const now = describe(part, counters.parts);
      shapes.get(part.id).show(now);
      rows.get(part.id).show(now);
    }
  };
}

const linkClass = (link) => ['link', link.isData && 'data', link.isBack && 'back'].filter(Boolean).join(' ');

function shape(part) {
  const { x, y, width, height, lines } = part;
  const numbersText = svg('text', { class: 'numbers' });
  const title = svg('title', {}, part.name);
  const tab = part.deadLetters.length > 0 && deadLetterTab(width);
  const element = svg('g', {
    class: `part kind-${part.kind}`, transform: `translate(${x} ${y})`, tabindex: '-1', role: 'img', 'data-part': part.name,
  }, title,
  svg('rect', { class: 'box', width, height, rx: 7 }), svg('rect', { class: 'edge', width: 4, height, rx: 2 }),
  lines.map((line, index) => svg('text', { class: 'name', x: 11, y: (lines.length === 1 ? 22 : 18) + index * 14 }, line)),
  numbersText, tab && tab.element);
  return {
    element,
    part,
    show({ text, busy, dead }) {
      const said = `${part.name}, ${KINDS[part.kind]}${text && `, ${text}`}${tab ? `, ${dead} dead letters` : ''}`;
      if (title.textContent === said) return;
      title.textContent = said;
      element.setAttribute('aria-label', said);
      numbersText.replaceChildren(...text.split(', ').map((line, index) => numbersLine(line, 11, (lines.length === 1 ? 38 : 46) + index * 13)));
      element.classList.toggle('busy', busy === true);
      element.classList.toggle('dead', dead > 0);
      tab && tab.show(dead);
    },
  };
}

const numbersLine = (line, x, y) => svg('tspan', { x, y, class: /^(no answer|[1-9].* failed)$/.test(line) && 'bad' }, line);

/** Fonts differ in width: a name that its part is too narrow for is set tighter. */
function squeeze(element, width) {
  for (const name of element.querySelectorAll('.name')) {
    if (name.getComputedTextLength() <= width) continue;
    name.setAttribute('textLength', width);
    name.setAttribute('lengthAdjust', 'spacingAndGlyphs');
  }
}

/** At the upper edge of a queue or function: what it could not process. */
function deadLetterTab(width) {
  const text = svg('text', { x: width - 26, y: 4, 'text-anchor': 'middle' });
  return {
    element: svg('g', { class: 'dlq' }, svg('rect', { x: width - 49, y: -8, width: 46, height: 16, rx: 8 }), text),
    show: (dead) => { text.textContent = `DLQ ${dead}`; },
  };
}

function row(part, topology) {
  const names = new Map(topology.parts.map(({ id, name }) => [id, name]));
  const next = topology.links.filter((link) => link.from === part.id).map((link) => names.get(link.to));
  const numbersText = html('span', { class: 'numbers' });
  const dead = part.deadLetters.length > 0 && html('span', { class: 'dlq' });
  const element = html('li', { class: `kind-${part.kind}` },
    html('span', { class: 'name' }, part.name), html('span', { class: 'kind' }, KINDS[part.kind]), numbersText, dead,
    next.length > 0 && html('span', { class: 'next' }, `→ ${next.join(', ')}`));
  return {
    element,
    show(now) {
      numbersText.textContent = now.text;
      element.classList.toggle('wrong', now.wrong === true);
      if (!dead) return;
      dead.textContent = `DLQ ${now.dead}`;
      element.classList.toggle('dead', now.dead > 0);
    },
  };
}

function follow(id, links, shapes, picture, on) {
  picture.classList.toggle('followed', on);
  for (const { link, path } of links) {
    const near = on && (link.from === id || link.to === id);
    path.classList.toggle('near', near);
    if (!near) continue;
    shapes.get(link.from).element.classList.add('near');
    shapes.get(link.to).element.classList.add('near');
  }
  if (!on) for (const { element } of shapes.values()) element.classList.remove('near');
}

/** One stop for the Tab key; arrow keys go to the nearest part in their direction. */
function moveByKeys(picture, parts, shapes) {
  const steps = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const stop = (id) => {
    for (const [other, { element }] of shapes) element.setAttribute('tabindex', other === id ? '0' : '-1');
  };
  if (parts.length > 0) stop([...parts].sort((a, b) => a.x - b.x || a.y - b.y)[0].id);
  picture.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    const from = parts.find((part) => shapes.get(part.id).element === document.activeElement);
    if (!step || !from) return;
    event.preventDefault();
    const distance = (part) => {
      const [dx, dy] = [part.x - from.x, part.y - from.y];
      const ahead = dx * step[0] + dy * step[1];
      return ahead <= 1 ? Infinity : ahead + 3 * Math.abs(dx * step[1] + dy * step[0]);
    };
    const to = parts.reduce((best, part) => (distance(part) < distance(best) ? part : best), from);
    stop(to.id);
    shapes.get(to.id).element.focus();
  });
}
