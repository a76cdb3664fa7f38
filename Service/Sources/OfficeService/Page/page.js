// The page: source, fields and page images of one record. State is plain data; a draft of it is kept with every key typed.
const $ = id => document.getElementById(id);
const make = (tag, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};
let language = localStorage.getItem('jiyao.language') || (navigator.language.startsWith('zh') ? 'zh' : 'en');
let token = sessionStorage.getItem('jiyao.token');
let state = null;   // { text, minutes, template, record, base }
let past = [], future = [], lastEdited = null;
let marks = [], page = 1, pageCount = 1, layoutMessages = [];
const say = (text, bad) => { $('status').textContent = text; $('status').classList.toggle('bad', !!bad); };
const w = (key, ...values) => typeof WORDS[language][key] === 'function' ? WORDS[language][key](...values) : WORDS[language][key];
const nameOf = key => NAMES[key] ? NAMES[key][language === 'zh' ? 0 : 1] : key;
const pathName = path => path.map(k => typeof k === 'number' ? k + 1 : nameOf(k)).join(' ');

// Talking to the service
async function ask(method, address, body, type, options = {}) {
  const headers = { 'Accept-Language': language };
  if (type) headers['Content-Type'] = type;
  if (token) headers.Authorization = 'Bearer ' + token;
  let answer;
  try { answer = await fetch(address, { method, headers, body, signal: options.signal }); } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw { title: w('offline') };
  }
  if (answer.status === 401) { await askForToken(); return ask(method, address, body, type, options); }
  if (!answer.ok) throw await answer.json().catch(() => ({ title: w('failed') }));
  return answer;
}
function askForToken() {
  return new Promise(resolve => {
    $('token-dialog').onclose = () => { token = $('token').value.trim(); sessionStorage.setItem('jiyao.token', token); resolve(); };
    $('token-dialog').showModal();
  });
}
const complain = problem => say([problem.title || w('failed'), problem.detail, problem.fix].filter(Boolean).join(' — '), true);
const minutesText = () => JSON.stringify(state.minutes, null, 2);
const templateQuery = () => 'template=' + encodeURIComponent(state.template);

// Drafts: nothing typed is lost
function keepDraft() {
  try { localStorage.setItem('jiyao.draft', JSON.stringify(state)); } catch { say(w('full'), true); }
}
$('paste').addEventListener('input', () => { try { localStorage.setItem('jiyao.paste', $('paste').value); } catch { /* the text is in the page still */ } });

// Changing
function remember(path) {
  const place = path ? path.join('.') : null;
  if (place === null || place !== lastEdited) { past.push(JSON.stringify(state.minutes)); if (past.length > 200) past.shift(); }
  lastEdited = place;
  future = [];
}
function changed(structure) {
  keepDraft();
  if (structure) { drawFields(); drawSource(); }
  $('undo').disabled = past.length === 0;
  $('redo').disabled = future.length === 0;
  refresh();
}
function change(path, edit) { remember(null); edit(); changed(true); focusField(path); }
function step(from, to) {
  if (!from.length) return;
  to.push(JSON.stringify(state.minutes));
  state.minutes = JSON.parse(from.pop());
  lastEdited = null;
  changed(true);
}

// Source
function drawSource() {
  const values = placedValues(state.minutes);
  marks = values;
  const source = $('source');
  source.replaceChildren(...segments(state.text, values).map(({ start, end, owners }) => {
    const text = state.text.slice(start, end);
    if (!owners.length) return document.createTextNode(text);
    const span = make('span', { textContent: text });
    span.dataset.owners = owners.join(' ');
    const own = values[owners[0]].path;
    const isLoose = own[0] === 'remainder' && at(state.minutes, ['remainder', own[1], 'reason']) === 'not-understood';
    span.className = own[0] === 'remainder' ? (isLoose ? 'loose' : '') : 'known';
    return span;
  }));
  lastMark = -1;
}
function light(path, scroll) {
  const wanted = path.join('.');
  let first = null;
  $('source').querySelectorAll('.lit').forEach(s => s.classList.remove('lit'));
  $('source').querySelectorAll('[data-owners]').forEach(span => {
    const hit = span.dataset.owners.split(' ').some(o => { const p = marks[o].path.join('.'); return p === wanted || wanted.startsWith(p + '.'); });
    if (hit) { span.classList.add('lit'); first = first || span; }
  });
  if (first && scroll) first.scrollIntoView({ block: 'nearest' });
}
function lightRange([start, end]) {
  const index = byteIndex(state.text), from = index.get(start), to = index.get(end);
  let here = 0, first = null;
  $('source').querySelectorAll('.lit').forEach(s => s.classList.remove('lit'));
  for (const node of $('source').childNodes) {
    const length = node.textContent.length;
    if (here < to && here + length > from) { if (node.classList) node.classList.add('lit'); first = first || node; }
    here += length;
  }
  (first && first.nodeType === 3 ? first.parentElement : first)?.scrollIntoView({ block: 'center' });
}
function fieldOf(span) {
  for (const owner of span.dataset.owners.split(' ')) {
    const path = marks[owner].path.join('.');
    const field = document.querySelector(`#fields [data-path="${path}"], #fields [data-path^="${path}."]`);
    if (field) return field;
  }
  return null;
}
const lightField = span => {
  document.querySelectorAll('.lit-field').forEach(f => f.classList.remove('lit-field'));
  const field = span && fieldOf(span);
  if (field) { field.classList.add('lit-field'); field.scrollIntoView({ block: 'nearest' }); }
};
let lastMark = -1;
$('source').addEventListener('mouseover', e => { const span = e.target.closest('[data-owners]'); if (span) lightField(span); });
$('source').addEventListener('mouseleave', () => lightField(null));
$('source').addEventListener('click', e => { const span = e.target.closest('[data-owners]'); if (span) fieldOf(span)?.focus(); });
$('source').addEventListener('keydown', e => {
  const spans = [...$('source').querySelectorAll('.known, .loose')];
  if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
    lastMark = Math.max(0, Math.min(spans.length - 1, lastMark + (e.key === 'ArrowDown' ? 1 : -1)));
    $('source').querySelectorAll('.lit').forEach(s => s.classList.remove('lit'));
    spans[lastMark]?.classList.add('lit');
    spans[lastMark]?.scrollIntoView({ block: 'nearest' });
    if (spans[lastMark]) { lightField(spans[lastMark]); say(spans[lastMark].textContent); }
    e.preventDefault();
  } else if (e.key === 'Enter' && spans[lastMark]) { fieldOf(spans[lastMark])?.focus(); e.preventDefault(); }
});

// Fields
function focusField(path) { if (path) document.querySelector(`#fields [data-path="${path.join('.')}"]`)?.focus(); }
function input(path, kind, label) {
  const old = at(state.minutes, path);
  const isLong = kind === 'long';
  const field = make(isLong ? 'textarea' : 'input', { value: words(old) });
  if (isLong) field.rows = Math.min(8, Math.max(1, Math.ceil(words(old).length / 24)));
  if (kind === 'count') field.inputMode = 'numeric';
  field.dataset.path = path.join('.');
  field.lang = 'zh-CN';
  if (old !== undefined && !(isValue(old) && old.at) && typeof old !== 'undefined' && kind !== 'plain') field.classList.add('person');
  field.addEventListener('input', () => {
    const text = kind === 'count' ? (/^\d+$/.test(field.value.trim()) ? Number(field.value.trim()) : undefined) : field.value;
    remember(path);
    const now = at(state.minutes, path);
    if (text === undefined || text === '') put(state.minutes, path, Array.isArray(at(state.minutes, path.slice(0, -1))) ? '' : undefined);
    else put(state.minutes, path, corrected(now, text));
    const holder = at(state.minutes, path.slice(0, -1));
    if (kind === 'plain' && holder && holder.at) { holder.corrected_from = holder.at; ['at', 'rule', 'inferred', 'derivation', 'derived'].forEach(k => delete holder[k]); }
    field.classList.add('person');
    changed(false);
  });
  field.addEventListener('focus', () => light(path, true));
  field.addEventListener('mouseenter', () => light(path, true));
  return make('label', {}, make('span', { className: 'name', textContent: label }), field);
}
const button = (word, label, act) => make('button', { type: 'button', className: 'mini', textContent: word, ariaLabel: label, title: label, onclick: act });
function listEntry(path, number, length, body, label) {
  const list = () => at(state.minutes, path);
  const move = by => change(path.concat(number + by), () => { const [one] = list().splice(number, 1); list().splice(number + by, 0, one); });
  const row = make('div', { className: 'entry' }, body);
  if (number > 0) row.append(button('↑', `${w('up')}: ${label}`, () => move(-1)));
  if (number + 1 < length) row.append(button('↓', `${w('down')}: ${label}`, () => move(1)));
  row.append(button('×', `${w('remove')}: ${label}`, () => change(path.concat(Math.max(0, number - 1)), () => { list().splice(number, 1); if (!list().length) put(state.minutes, path, undefined); })));
  return row;
}
function drawShape(path, shape, label) {
  if (shape.kind === 'group') {
    return Object.keys(shape.fields).map(key => {
      const inner = drawShape(path.concat(key), shape.fields[key], nameOf(key));
      return Array.isArray(inner) ? make('fieldset', {}, make('legend', { textContent: nameOf(key) }), ...inner) : inner;
    });
  }
  if (shape.kind === 'list') {
    const entries = at(state.minutes, path) || [];
    const rows = entries.map((_, i) => {
      const name = `${label} ${i + 1}`;
      const body = drawShape(path.concat(i), shape.entry, name);
      return listEntry(path, i, entries.length, Array.isArray(body) ? make('div', { className: 'group', role: 'group', ariaLabel: name }, ...body) : body, name);
    });
    rows.push(button(`+ ${label}`, `${w('add')}: ${label}`, () => {
      const i = (at(state.minutes, path) || []).length;
      change(path.concat(i), () => put(state.minutes, path.concat(i), shape.entry.kind === 'group' ? {} : ''));
    }));
    return rows;
  }
  return make('div', { className: 'entry' }, input(path, shape.kind, label));
}
function drawFields() {
  const focused = document.activeElement?.dataset?.path;
  const parts = drawShape([], SHAPE, '');
  const document_ = make('fieldset', {}, make('legend', { textContent: w('document') }), ...DOCUMENT.map(key => make('div', { className: 'entry' }, input(['document', key], 'text', nameOf(key)))));
  $('fields').replaceChildren(drawUnplaced(), ...parts, document_);
  drawDiagnostics();
  if (focused) document.querySelector(`#fields [data-path="${focused}"]`)?.focus();
}
function drawUnplaced() {
  const box = make('fieldset', { id: 'unplaced' }, make('legend', { textContent: w('unplaced') }));
  (state.minutes.remainder || []).forEach((entry, i) => {
    if (entry.reason !== 'not-understood') return;
    const target = make('select', { ariaLabel: `${w('placeInto')}: ${words(entry.text)}` }, ...Object.keys(TARGETS).map(key => make('option', { value: key, textContent: nameOf(key) })));
    const text = make('span', { textContent: words(entry.text), tabIndex: 0, lang: 'zh-CN' });
    text.dataset.path = `remainder.${i}.text`;
    text.onfocus = text.onmouseenter = () => light(['remainder', i, 'text'], true);
    const place = make('button', { type: 'button', textContent: w('place'), onclick: () => {
      const key = target.value, list = state.minutes[key] || [];
      change([key, list.length], () => {
        state.minutes[key] = list.concat([TARGETS[key](entry.text)]);
        state.minutes.remainder.splice(i, 1);
      });
      say(`${w('placed')}: ${nameOf(key)}`);
    } });
    box.append(make('div', { className: 'note' }, text, make('div', { className: 'row' }, target, place)));
  });
  if (box.children.length === 1) box.append(make('p', { className: 'hint', textContent: w('noUnplaced') }));
  return box;
}
function drawDiagnostics() {
  const own = (state.minutes.diagnostics || []).map(d => ({ ...d, detail: d.message }));
  $('diagnostics').replaceChildren(...own.map(d => {
    const note = make('p', { className: 'note ' + d.severity }, `${d.detail} `);
    if (d.at) note.append(make('button', { type: 'button', textContent: w('go_to'), ariaLabel: `${w('go_to')}: ${d.detail}`, onclick: () => { const r = Array.isArray(d.at[0]) ? d.at[0] : d.at; lightRange(r); } }));
    return note;
  }));
}

// Pages
let drawing = null, timer = null, lastEdit = 0;
function refresh() { lastEdit = performance.now(); clearTimeout(timer); timer = setTimeout(drawPage, 60); }
async function drawPage() {
  if (!state) return;
  drawing?.abort();
  const own = drawing = new AbortController();
  const began = lastEdit || performance.now();
  try {
    const answer = await ask('POST', `/v1/pages/${page}?dpi=${$('zoom').value}&${templateQuery()}`, minutesText(), 'application/json', { signal: own.signal });
    pageCount = Number(answer.headers.get('Jiyao-Pages'));
    const image = await answer.blob();
    if (own !== drawing) return;
    const old = $('page').src;
    $('page').src = URL.createObjectURL(image);
    await $('page').decode().catch(() => {});
    if (old) URL.revokeObjectURL(old);
    const took = Math.round(performance.now() - began);
    $('page').dataset.milliseconds = took;
    $('page').alt = w('page', page, pageCount);
    $('page-number').textContent = w('page', page, pageCount);
    $('previous').disabled = page <= 1;
    $('next').disabled = page >= pageCount;
    $('problems').replaceChildren();
    say(w('drawn', page, took));
  } catch (problem) {
    if (problem.name === 'AbortError') return;
    if (problem.code === 'record.no-such-page' && page > 1) { page = 1; return drawPage(); }
    complain(problem);
    $('problems').replaceChildren(...(problem.messages || []).map(m => make('li', { className: 'note' }, m.detail + ' ', ...linkToField(m))));
  }
}
// A message that quotes words leads to the field that holds them.
function linkToField(message) {
  const quoted = /“([^”]+)”/.exec(message.detail || '');
  const field = quoted && [...document.querySelectorAll('#fields [data-path]')].find(f => (f.value || '').includes(quoted[1]));
  return field ? [make('button', { type: 'button', textContent: w('go_to'), onclick: () => field.focus() })] : [];
}

// Files
function download(blob, name) {
  const link = make('a', { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
const stem = () => state.minutes.id || 'minutes';
async function image(n, dpi) { return (await ask('POST', `/v1/pages/${n}?dpi=${dpi}&${templateQuery()}`, minutesText(), 'application/json')).blob(); }
const actions = {
  pdf: async () => download(await (await ask('POST', `/v1/pdf?${templateQuery()}`, minutesText(), 'application/json')).blob(), stem() + '.pdf'),
  json: async () => download(new Blob([minutesText() + '\n'], { type: 'application/json' }), stem() + '.json'),
  images: async () => { for (let n = 1; n <= pageCount; n++) download(await image(n, 200), `${stem()}-${String(n).padStart(3, '0')}.png`); },
  print: async () => {
    const images = [];
    for (let n = 1; n <= pageCount; n++) images.push(make('img', { src: URL.createObjectURL(await image(n, 300)), alt: '' }));
    $('printing').replaceChildren(...images);
    await Promise.all(images.map(i => i.decode()));
    window.print();
  },
  save: async () => {
    const body = { title: words(state.minutes.title) || stem(), minutes: minutesText(), template: state.template };
    const address = state.record ? `/v1/records/${state.record}/versions` : '/v1/records';
    if (state.record) body.base = state.base; else body.source = state.text;
    const record = await (await ask('POST', address, JSON.stringify(body), 'application/json')).json();
    state.record = record.id;
    state.base = record.versions.length;
    keepDraft();
    await listVersions();
    say(w('savedNow', state.base));
  },
  history: async () => {
    const open = $('versions').hidden;
    $('versions').hidden = !open;
    $('history').setAttribute('aria-expanded', String(open));
    if (open) await listVersions();
  },
  compare: async () => {
    const [a, b] = await Promise.all([versionOf($('older').value), versionOf($('newer').value)]);
    const rows = differences(a, b).map(d => make('tr', {}, make('th', { scope: 'row', textContent: d.path.split('.').map(k => /^\d+$/.test(k) ? k : nameOf(k)).join(' ') }), make('td', {}, make('del', { textContent: d.before ?? '' })), make('td', {}, make('ins', { textContent: d.after ?? '' }))));
    $('differences').replaceChildren(rows.length ? make('table', {}, make('thead', {}, make('tr', {}, ...['field', 'before', 'after'].map(k => make('th', { scope: 'col', textContent: w(k) })))), make('tbody', {}, ...rows)) : make('p', { textContent: w('same') }));
  },
  restore: async () => { const minutes = await versionOf($('older').value); change(null, () => { state.minutes = minutes; }); },
  undo: async () => step(past, future),
  redo: async () => step(future, past),
  new: async () => { if (!state || confirm(w('confirmNew'))) { localStorage.removeItem('jiyao.draft'); localStorage.removeItem('jiyao.paste'); $('paste').value = ''; state = null; await show(); } },
  previous: async () => { page = Math.max(1, page - 1); lastEdit = 0; await drawPage(); },
  next: async () => { page = Math.min(pageCount, page + 1); lastEdit = 0; await drawPage(); },
  understand: async () => { const text = $('paste').value; if (!text.trim()) return say(w('noText'), true); await read(new TextEncoder().encode(text), 'text/plain', 'record.txt'); },
  example: async () => { $('paste').value = await (await ask('GET', '/example.txt')).text(); localStorage.setItem('jiyao.paste', $('paste').value); },
};
for (const [id, act] of Object.entries(actions)) $(id).addEventListener('click', () => act().catch(complain));
async function versionOf(value) {
  if (value === 'current') return JSON.parse(minutesText());
  return JSON.parse((await (await ask('GET', `/v1/records/${state.record}/versions/${value}`)).json()).minutes);
}
async function listVersions() {
  const versions = state.record ? (await (await ask('GET', `/v1/records/${state.record}`)).json()).versions : [];
  const options = () => versions.map(v => make('option', { value: v.number, textContent: `${w('version', v.number)} ${v.saved.slice(0, 16).replace('T', ' ')}` })).concat(make('option', { value: 'current', textContent: w('current') }));
  $('older').replaceChildren(...options());
  $('newer').replaceChildren(...options());
  $('newer').value = 'current';
  if (versions.length) $('older').value = String(versions.length);
}

// Beginning
async function read(bytes, type, name) {
  say(w('loading'));
  const answer = await (await ask('POST', `/v1/reading?name=${encodeURIComponent(name)}`, bytes, type)).json();
  state = { text: answer.text, minutes: JSON.parse(answer.minutes), template: $('template').value, record: null, base: 0 };
  past = []; future = []; page = 1;
  keepDraft();
  await show();
  say(w('ready'));
}
async function openRecord(id) {
  const record = await (await ask('GET', `/v1/records/${id}`)).json();
  const last = record.versions[record.versions.length - 1];
  const version = await (await ask('GET', `/v1/records/${id}/versions/${last.number}`)).json();
  state = { text: record.source, minutes: JSON.parse(version.minutes), template: version.template, record: id, base: last.number };
  past = []; future = []; page = 1;
  keepDraft();
  await show();
}
async function show() {
  const has = !!state;
  $('intake').hidden = has;
  $('desk').hidden = !has;
  $('versions').hidden = true;
  for (const id of ['save', 'history', 'pdf', 'images', 'json', 'print']) $(id).disabled = !has;
  $('undo').disabled = $('redo').disabled = true;
  if (has) { $('template').value = state.template; drawFields(); drawSource(); lastEdit = performance.now(); await drawPage(); return; }
  const records = (await (await ask('GET', '/v1/records')).json()).records;
  $('saved').hidden = !records.length;
  $('saved-list').replaceChildren(...records.map(r => make('li', {}, make('button', { type: 'button', textContent: `${r.title} · ${w('version', r.versions)}`, onclick: () => openRecord(r.id).catch(complain) }))));
}
$('file').addEventListener('change', async () => {
  const file = $('file').files[0];
  if (!file) return;
  const types = { txt: 'text/plain', md: 'text/markdown', html: 'text/html', htm: 'text/html', json: 'application/json' };
  await read(await file.arrayBuffer(), types[file.name.split('.').pop().toLowerCase()] || 'text/plain', file.name).catch(complain);
});
$('template').addEventListener('change', () => { if (state) { state.template = $('template').value; page = 1; keepDraft(); refresh(); } });
$('zoom').addEventListener('change', () => { $('sheet').classList.toggle('large', $('zoom').value === '144'); refresh(); });
$('fields').addEventListener('submit', e => e.preventDefault());
document.addEventListener('keydown', e => {
  if (!(e.ctrlKey || e.metaKey) || !state) return;
  const act = { z: e.shiftKey ? 'redo' : 'undo', y: 'redo', s: 'save' }[e.key.toLowerCase()];
  if (act) { e.preventDefault(); actions[act]().catch(complain); }
});
function speak() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.querySelectorAll('[data-word]').forEach(n => { n.textContent = w(n.dataset.word); });
  document.querySelectorAll('[data-label]').forEach(n => n.setAttribute('aria-label', w(n.dataset.label)));
  $('language').textContent = language === 'zh' ? 'English' : '中文';
  $('language').lang = language === 'zh' ? 'en' : 'zh-CN';
}
$('language').addEventListener('click', () => {
  language = language === 'zh' ? 'en' : 'zh';
  localStorage.setItem('jiyao.language', language);
  speak();
  if (state) { drawFields(); drawSource(); drawPage(); } else show().catch(complain);
});
(async () => {
  speak();
  const templates = (await (await ask('GET', '/v1/templates')).json()).templates;
  $('template').replaceChildren(...templates.map(t => make('option', { value: t.name, textContent: t.name, title: t.description })));
  $('template').value = 'gbt9704-minutes';
  $('paste').value = localStorage.getItem('jiyao.paste') || '';
  const draft = localStorage.getItem('jiyao.draft');
  if (draft) { try { state = JSON.parse(draft); } catch { state = null; } }
  await show();
  if (state) say(w('restored'));
})().catch(complain);
