'use strict';
(() => {
  const report = JSON.parse(document.getElementById('data').textContent);
  const $ = (id) => document.getElementById(id);

  /** Makes an element; text goes in as text, never as markup. */
  const el = (name, attributes = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== null && value !== false) {
        node.setAttribute(key, value === true ? '' : value);
      }
    }
    node.append(...children.filter((c) => c !== null && c !== undefined));
    return node;
  };

  const looks = { 'same': ['✓', 'good'], 'different': ['✗', 'bad'], 'not-reached': ['–', 'none'] };
  const chip = (kind, text) => el('span', { class: `chip ${kind}` }, text);

  const different = report.scripts.filter((s) => !s.same).length;
  $('summary').textContent = `${report.scripts.length} ${report.scripts.length === 1 ? 'script' : 'scripts'} · ${new Date(report.started).toLocaleString()}`;
  $('outcome').textContent = different === 0 ? 'The same' : `${different} of ${report.scripts.length} differ`;
  $('outcome').className = different === 0 ? 'good' : 'bad';
  document.title = `${different === 0 ? '✓' : '✗'} ${document.title}`;
  $('footer').textContent = `Runner ${report.runner_version}. Marked lines are those that the other side does not have.`;

  for (const script of report.scripts) {
    $('scripts').append(el('section', { class: 'script' },
      el('h2', {}, chip(script.same ? 'good' : 'bad', script.same ? '✓ the same' : '✗ different'), script.name),
      el('p', { class: 'soft' }, script.title),
      ...script.implementations.map((i) => el('p', {}, el('b', {}, `${i.name} `), el('code', {}, i.command))),
      ...script.framings.flatMap((f) => [el('h3', {}, `Framing ${f.framing}`), ...f.rows.map((r) => step(script, r)), talk(script, f)]),
      script.measured ? figures(script.measured) : null));
  }

  function step(script, row) {
    const [sign, kind] = looks[row.verdict];
    return el('details', { class: `step ${row.verdict}`, open: row.verdict === 'different' },
      el('summary', {}, el('span', { class: 'number' }, row.number === undefined ? '' : String(row.number)), chip(kind, sign), el('span', {}, row.title)),
      el('div', { class: 'inside' },
        row.note ? el('p', { class: 'soft' }, row.note) : null,
        ...row.differences.map(difference),
        row.did.length > 0 ? sides(script, row.did) : null));
  }

  function difference(d) {
    const list = el('dl', { class: 'diff bad' });
    const add = (name, value, mono) => value && list.append(el('dt', {}, name), el('dd', mono ? { class: 'mono' } : {}, value));
    add('what', d.what);
    add('where', d.pointer === '' ? 'the whole' : d.pointer, true);
    add('expected', d.expected, true);
    for (const side of d.sides) {
      add(side.implementation, `${side.text}${side.wrong ? '  ←' : ''}`, true);
    }
    add('output', d.output.join('\n'), true);
    add('next', d.next);
    return list;
  }

  /** What each did, beside each other; a line that the reference (or, for it, the next one) lacks is marked. */
  function sides(script, did) {
    const lines = did.map((text) => text.split('\n'));
    return el('div', { class: 'sides' }, ...lines.map((own, i) => {
      const common = inBoth(own, lines[i === 0 ? 1 : 0]);
      return el('div', {}, el('h4', {}, script.implementations[i].name),
        el('pre', {}, ...own.map((line, n) => el('span', common.has(n) ? {} : { class: 'other' }, line))));
    }));
  }

  /** Indices of the lines of `a` that are part of a longest common subsequence with `b`. */
  function inBoth(a, b) {
    const best = Array.from({ length: a.length + 1 }, () => new Array(b.length + 1).fill(0));
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        best[i][j] = a[i] === b[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
      }
    }
    const common = new Set();
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
      if (a[i] === b[j]) {
        common.add(i);
        i++;
        j++;
      } else if (best[i + 1][j] >= best[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    return common;
  }

  function talk(script, framing) {
    const who = { sent: 'runtime →', received: '← module', output: 'output' };
    return el('details', { class: 'step' }, el('summary', {}, 'What was said'),
      el('div', { class: 'inside' }, ...framing.conversations.flatMap((lines, i) => [
        el('h3', {}, script.implementations[i].name),
        el('ol', { class: 'talk' }, ...lines.map((l) => el('li', { class: l.kind },
          el('time', {}, `${l.ms.toFixed(1)} ms`),
          el('div', { class: who[l.kind] ? 'say mono' : 'say' }, who[l.kind] ? el('span', { class: 'who' }, who[l.kind]) : null, l.text))))])));
  }

  function figures(measured) {
    const rows = [['start-up', 'ms', 'start_up_ms'], ['memory', 'MiB', 'memory_mb'], ['round trip', 'µs', 'round_trip_us'], ['round trip, p99', 'µs', 'round_trip_p99_us']];
    const [first, ...others] = measured.figures;
    const number = (value, unit) => (value === undefined ? '–' : `${value.toFixed(1)} ${unit}`);
    const ratio = (a, b) => (a === undefined || !b ? '–' : (a / b).toFixed(2));
    return el('div', {},
      el('h3', {}, `Measured: ${measured.rounds} processes each, in turns; ${measured.messages} messages, ${measured.passes} times`),
      el('table', { class: 'figures' },
        el('thead', {}, el('tr', {}, el('th', {}, 'median'), ...measured.figures.map((f) => el('th', {}, f.implementation)), ...others.map((o) => el('th', {}, `${first.implementation} : ${o.implementation}`)))),
        el('tbody', {}, ...rows.map(([name, unit, key]) => el('tr', {}, el('th', {}, name), ...measured.figures.map((f) => el('td', {}, number(f[key], unit))), ...others.map((o) => el('td', {}, ratio(first[key], o[key]))))))));
  }
})();
