'use strict';
// Asks /actuator/router every two seconds; two answers and the time between them make a rate.
const EVERY = 2000, KEPT = 60, WINDOW = 5, COLORS = 6;
const looks = [];
const at = id => document.getElementById(id);

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function row(cells) {
  const made = element('tr');
  made.append(...cells);
  return made;
}

const shown = number => number >= 100 ? Math.round(number).toLocaleString('en') : number.toFixed(number >= 10 ? 1 : 2);
const seconds = s => s < 0 ? 'none yet' : s < 120 ? `${s} s` : s < 7200 ? `${Math.floor(s / 60)} min` : `${Math.floor(s / 3600)} h`;

function rates(from, to, pick) {
  const past = pick(from.view), now = pick(to.view), span = (to.time - from.time) / 1000;
  return Object.fromEntries(Object.keys(now).map(key => [key, Math.max(0, (now[key] - (past[key] || 0)) / span)]));
}

const callsOf = view => Object.fromEntries(view.cells.map(cell =>
  [cell.id, Object.values(cell.calls).reduce((sum, n) => sum + n, 0)]));

function series(pick) {
  const lines = new Map();
  for (let i = 1; i < looks.length; i++) {
    for (const [key, rate] of Object.entries(rates(looks[i - 1], looks[i], pick))) {
      if (!lines.has(key)) lines.set(key, new Array(looks.length - 1).fill(0));
      lines.get(key)[i - 1] = rate;
    }
  }
  return lines;
}

/** A chart of the busiest lines, with a table of all of them below it. */
function figure(id, title, pick) {
  const lines = [...series(pick)].sort((a, b) => b[1].at(-1) - a[1].at(-1) || a[0].localeCompare(b[0], 'en', {numeric: true}));
  const most = Math.max(1, ...lines.flatMap(line => line[1]));
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 100 100');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `${title}, highest ${shown(most)}; the numbers stand in the table below`);
  for (const y of [1, 50, 99]) {
    const axis = document.createElementNS(svg.namespaceURI, 'line');
    for (const [key, value] of Object.entries({x1: 0, x2: 100, y1: y, y2: y, class: 'axis'})) axis.setAttribute(key, value);
    svg.append(axis);
  }
  const table = element('table'), body = element('tbody');
  lines.forEach(([name, values], i) => {
    const color = 'c' + (Math.min(i, COLORS - 1) + 1);
    if (i < COLORS) {
      const line = document.createElementNS(svg.namespaceURI, 'polyline');
      const step = 100 / (KEPT - 1), first = 100 - step * (values.length - 1);
      line.setAttribute('points', values.map((v, x) => `${first + x * step},${99 - 98 * v / most}`).join(' '));
      line.setAttribute('class', color);
      svg.append(line);
    }
    const label = element('td');
    if (i < COLORS) label.append(element('span', '', 'key ' + color));
    label.append(name.replaceAll('_', ' '));
    body.append(row([label, element('td', shown(values.at(-1)), 'n')]));
  });
  table.append(body);
  const span = element('div', undefined, 'span');
  span.append(element('span', 'two minutes ago'), element('span', `highest ${shown(most)}`), element('span', 'now'));
  at(id).replaceChildren(svg, span, lines.length ? table : element('p', 'Nothing yet.', 'none'));
}

function cellRow(cell, from, to) {
  const rate = rates(from, to, view => (view.cells.find(it => it.id === cell.id) || {calls: {}}).calls);
  const all = Object.values(rate).reduce((sum, n) => sum + n, 0);
  const failed = Object.entries(rate).filter(([why]) => !['answered', 'no_room', 'epoch_ahead', 'wrong_epoch'].includes(why));
  const bad = failed.reduce((sum, [, n]) => sum + n, 0);
  const nodes = element('td');
  for (const node of cell.nodes) {
    nodes.append(element('span', `${node.url.replace('http://', '')}: ${node.inFlight}${node.askedLast ? ', asked last' : ''}`, 'node'));
  }
  return row([
    element('td', cell.id),
    element('td', cell.zone),
    element('td', cell.state + (cell.askedLast ? ', gray' : ''), cell.askedLast ? 'warn' : ''),
    element('td', cell.breaker.replace('_', ' '), cell.breaker === 'closed' ? 'good' : cell.breaker === 'open' ? 'bad' : 'warn'),
    nodes,
    element('td', shown(all), 'n'),
    element('td', all ? `${(100 * bad / all).toFixed(1)} %` : '–', bad ? 'n bad' : 'n none'),
    element('td', failed.filter(([, n]) => n > 0).map(([why]) => why.replaceAll('_', ' ')).join(', '), 'none')]);
}

function show(view, file) {
  const last = looks.at(-1), before = looks[Math.max(0, looks.length - 1 - WINDOW)];
  at('state').textContent = `table ${view.tableVersion}, confirmed ${seconds(view.tableAgeSeconds)} ago, ${view.cells.length} cells, `
    + `${view.tenants.toLocaleString('en')} ${view.tenants === 1 ? 'tenant' : 'tenants'} listed`;
  at('refused').hidden = !view.refused;
  at('refused').textContent = view.refused ? `The newest table is refused, the last good one is in use.\n${view.refused}` : '';
  const facts = [['Requests in flight', view.traffic.inFlight], ['Retries left this second', view.traffic.retriesLeft],
    ['Turned away for their rate', view.traffic.shed.toLocaleString('en')]];
  if (file) {
    facts.push(['File', file.file], ['SHA-256', file.digest + '…'], ['In use since', file.inUseSince.slice(0, 19).replace('T', ' ') + ' UTC'],
      ['Other tenants', file.otherTenants], ['Restart needed', file.restartNeeded ? 'yes' : 'no']);
  } else {
    facts.push(['Tables from', 'the directory']);
  }
  at('now').replaceChildren(...facts.flatMap(([name, value]) => [element('dt', name), element('dd', value)]));
  at('cells').replaceChildren(...view.cells.map(cell => cellRow(cell, before, last)));
  at('tenants').replaceChildren(...view.busiestTenantsOfLastMinute.map(it => row(
    [element('td', it.tenant), element('td', it.requests.toLocaleString('en'), 'n'), element('td', it.atMostTooMany.toLocaleString('en'), 'n')])));
  if (!view.busiestTenantsOfLastMinute.length) {
    const nobody = element('td', 'Nobody in the last whole minute.', 'none');
    nobody.colSpan = 3;
    at('tenants').append(row([nobody]));
  }
  if (looks.length > 1) {
    figure('requests', 'Requests a second by outcome', it => it.traffic.requests);
    figure('calls', 'Calls of cells a second', callsOf);
  }
}

async function json(path) {
  const answer = await fetch(path, {cache: 'no-store'});
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

let hasFile = true;
async function look() {
  try {
    const view = await json('/actuator/router');
    const file = hasFile ? await json('/actuator/standalone').catch(() => { hasFile = false; }) : undefined;
    looks.push({time: performance.now(), view});
    if (looks.length > KEPT + 1) looks.shift();
    show(view, file);
  } catch (gone) {
    at('state').textContent = `The router does not answer (${gone.message}); asking again.`;
  }
  setTimeout(look, EVERY);
}

at('find').addEventListener('submit', async event => {
  event.preventDefault();
  const name = at('tenant').value;
  try {
    const shard = await json('/actuator/router/' + encodeURIComponent(name));
    at('shard').textContent = shard.known
      ? `${name}: ` + shard.cells.map(cell => `${cell.id} (${cell.state}, breaker ${cell.breaker.replace('_', ' ')})`).join(', ') + `; epoch ${shard.epoch}`
      : `${name} has no cells here.`;
  } catch (gone) {
    at('shard').textContent = gone.message;
  }
});

look();
