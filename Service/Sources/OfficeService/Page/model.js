// Minutes as data: values with their places in the source, paths, differences. Nothing here touches the page.
const LIST = entry => ({ kind: 'list', entry });
const TEXT = { kind: 'text' }, LONG = { kind: 'long' }, COUNT = { kind: 'count' };
const GROUP = fields => ({ kind: 'group', fields });
const SHAPE = GROUP({
  title: TEXT, kicker: TEXT, subheadlines: LIST(TEXT), organisation: TEXT, session: TEXT, sitting: TEXT,
  meeting_date: GROUP({ iso: { kind: 'plain' }, text: { kind: 'plain' } }), place: TEXT, publication_time: TEXT,
  chair: LIST(TEXT), speakers: LIST(TEXT),
  counts: GROUP({ expected: COUNT, present: COUNT, absent: COUNT, observers: COUNT, alternates: COUNT }),
  attendees: LIST(GROUP({ role: TEXT, names: LIST(TEXT), groups: LIST(TEXT) })),
  agenda: LIST(LONG), resolutions: LIST(GROUP({ verb: TEXT, text: LONG, votes: TEXT, paragraphs: LIST(LONG) })),
  appointments: LIST(GROUP({ action: { kind: 'plain' }, person: TEXT, post: TEXT })),
  statements: LIST(GROUP({ verb: TEXT, text: LONG })), proceedings: LIST(LONG),
  speeches: LIST(GROUP({ speaker: TEXT, lead: LIST(LONG), points: LIST(GROUP({ heading: LONG, body: LIST(LONG) })), paragraphs: LIST(LONG) })),
  captions: LIST(LONG), reporters: LIST(TEXT), photographers: LIST(TEXT), recorder: TEXT, source: TEXT,
});
const DOCUMENT = ['organ', 'document_number', 'secrecy', 'urgency', 'signer', 'copied_to', 'issuer', 'issued'];
const TARGETS = { agenda: t => t, resolutions: t => ({ text: t }), statements: t => ({ text: t }), proceedings: t => t, captions: t => t, subheadlines: t => t };

const isValue = v => v !== null && typeof v === 'object' && !Array.isArray(v) && 'value' in v;
const words = v => v === undefined || v === null ? '' : isValue(v) ? String(v.value) : String(v);
const places = v => v === null || typeof v !== 'object' ? [] : v.at || v.corrected_from || [];
const at = (root, path) => path.reduce((v, k) => v === undefined || v === null ? undefined : v[k], root);

// A value a person wrote; it remembers the words it took the place of, under a key that the engine keeps and does not print.
function corrected(old, text) {
  const from = places(old);
  return from.length ? { value: text, corrected_from: from } : text;
}

function put(root, path, value) {
  let node = root;
  path.slice(0, -1).forEach((key, i) => {
    if (node[key] === undefined || node[key] === null) node[key] = typeof path[i + 1] === 'number' ? [] : {};
    node = node[key];
  });
  const last = path[path.length - 1];
  if (value === undefined) { if (Array.isArray(node)) node.splice(last, 1); else delete node[last]; } else node[last] = value;
}

// Every placed value: { path, ranges }, in the order of the minutes.
function placedValues(minutes) {
  const found = [];
  (function walk(node, path) {
    if (node === null || typeof node !== 'object') return;
    const ranges = places(node);
    if (ranges.length && (isValue(node) || 'iso' in node)) found.push({ path, ranges });
    for (const key of Object.keys(node)) {
      if (path.length === 0 && ['points', 'diagnostics', 'record'].includes(key)) continue;
      if (key === 'at' || key === 'corrected_from') continue;
      walk(node[key], path.concat(Array.isArray(node) ? Number(key) : key));
    }
  })(minutes, []);
  return found;
}

// UTF-16 index of each byte of the text that begins a character.
function byteIndex(text) {
  const index = new Map();
  let bytes = 0, units = 0;
  for (const character of text) {
    index.set(bytes, units);
    const code = character.codePointAt(0);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    units += character.length;
  }
  index.set(bytes, units);
  return index;
}

// The source cut where a range begins or ends: { start, end, owners }, the narrowest owner first.
function segments(text, values) {
  const index = byteIndex(text), cuts = new Set([0, text.length]), spans = [];
  values.forEach(({ path, ranges }, owner) => ranges.forEach(([a, b]) => {
    const start = index.get(a), end = index.get(b);
    if (start === undefined || end === undefined || start >= end) return;
    cuts.add(start); cuts.add(end); spans.push({ start, end, owner });
  }));
  spans.sort((x, y) => x.start - y.start);
  const edges = [...cuts].sort((a, b) => a - b), out = [];
  let open = [], next = 0;
  for (let i = 0; i + 1 < edges.length; i++) {
    const start = edges[i], end = edges[i + 1];
    open = open.filter(s => s.end > start);
    while (next < spans.length && spans[next].start <= start) open.push(spans[next++]);
    const owners = [...open].sort((x, y) => (x.end - x.start) - (y.end - y.start)).map(s => s.owner);
    out.push({ start, end, owners: [...new Set(owners)] });
  }
  return out;
}

// path → words, for comparing.
function flat(minutes) {
  const out = new Map();
  (function walk(node, path) {
    if (node === null || node === undefined) return;
    if (typeof node !== 'object' || isValue(node)) { out.set(path.join('.'), words(node)); return; }
    for (const key of Object.keys(node)) {
      if (path.length === 0 && ['points', 'diagnostics', 'record', 'schema', 'remainder'].includes(key)) continue;
      if (['at', 'rule', 'derived', 'derivation', 'inferred', 'corrected_from'].includes(key)) continue;
      walk(node[key], path.concat(Array.isArray(node) ? Number(key) + 1 : key));
    }
  })(minutes, []);
  return out;
}

function differences(older, newer) {
  const a = flat(older), b = flat(newer);
  return [...new Set([...a.keys(), ...b.keys()])].filter(k => a.get(k) !== b.get(k)).map(k => ({ path: k, before: a.get(k), after: b.get(k) }));
}
