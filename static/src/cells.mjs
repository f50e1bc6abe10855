// The ground that comes as one pans: cells of the map, asked of this host alone, each kept while it is near.
// Until they come, and where they don't, the page's own picture stands.

const HIGHEST = 0.32; // degrees of latitude of a cell of level 0, as in places/cells.py
const LEVELS = 6;
const MOST = 24; // cells asked for at once
const WAIT = 120; // milliseconds after the last move
const GRAIN = 100000;
const SVG = "http://www.w3.org/2000/svg";

const make = (kind, about, into) => {
  const one = document.createElementNS(SVG, kind);
  for (const [key, value] of Object.entries(about)) one.setAttribute(key, value);
  into?.append(one);
  return one;
};

export function panning(svg, frame, came, failed) {
  const address = svg.dataset.cells;
  const held = new Map(); // what has come, by level/column/row
  const asked = new Map(); // what is on its way
  const none = { ask() {}, all: () => [] };
  if (!address) return none;
  const [west, south, east, north] = svg.dataset.city.split(" ").map(Number);
  const ground = svg.querySelector("[data-ground]");
  const names = make("g", { class: "v-map__near", "font-family": "Golos Text, Golos UI, sans-serif", fill: "#4B5765", "text-anchor": "middle" });
  ground.after(names); // above the streets of every cell
  const own = svg.querySelector("[data-own]"); // the streets of the page, until those of the cells are there
  let wanted = [], timer = 0, told = false;

  const near = (view) => {
    const high = view.high / frame.lat;
    let level = 0;
    while (level < LEVELS - 1 && HIGHEST / 2 ** level > high * 1.2) level += 1;
    const tall = HIGHEST / 2 ** level, wide = tall * 2;
    const left = frame.west + view.x / frame.lon, top = frame.north - view.y / frame.lat;
    const columns = [Math.max(left, west), Math.min(left + view.wide / frame.lon, east)].map((lon) => Math.floor((lon + 180) / wide));
    const rows = [Math.max(top - high, south), Math.min(top, north)].map((lat) => Math.floor((lat + 90) / tall));
    const found = [];
    for (let row = rows[0]; row <= rows[1]; row += 1)
      for (let column = columns[0]; column <= columns[1]; column += 1) found.push(`${level}/${column}/${row}`);
    return found.slice(0, MOST);
  };

  const pixels = (origin, x, y) => [
    (origin[0] + x / GRAIN - frame.west) * frame.lon, (frame.north - origin[1] - y / GRAIN) * frame.lat,
  ];
  const trace = (origin, steps) => {
    const spots = [];
    for (let at = 0, x = 0, y = 0; at < steps.length; at += 2) {
      x += steps[at];
      y += steps[at + 1];
      spots.push(pixels(origin, x, y));
    }
    return spots;
  };
  const path = (spots) => "M" + spots.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L");
  const label = (name, spots) => {
    const at = Math.min(spots.length - 2, Math.floor((spots.length - 1) * 0.6));
    const [[x, y], [i, j]] = [spots[at], spots[at + 1]];
    const middle = { x: (x + i) / 2, y: (y + j) / 2 };
    let turn = (Math.atan2(j - y, i - x) * 180) / Math.PI;
    if (turn > 90) turn -= 180;
    if (turn < -90) turn += 180;
    const bent = (turn * Math.PI) / 180;
    const text = make("text", { visibility: "hidden" });
    text.textContent = name;
    return { text, ...middle, turn, long: name.length, cos: Math.abs(Math.cos(bent)), sin: Math.abs(Math.sin(bent)) };
  };

  const drawn = (said) => {
    const group = make("g", { "data-cell": "" });
    const areas = make("g", { fill: "#FFFFFF", stroke: "#D3D8DE" }, group);
    for (const ring of said.a) make("path", { d: `${path(trace(said.o, ring))}Z` }, areas);
    const casing = make("g", { class: "v-map__casing" }, group);
    const roads = make("g", { class: "v-map__road" }, group);
    const streets = [], labels = [];
    for (const [name, ...lines] of said.s) {
      const parts = lines.map((steps) => trace(said.o, steps)).filter((spots) => spots.length > 1);
      if (!parts.length) continue;
      const d = parts.map(path).join("");
      make("path", { d }, casing);
      streets.push(make("path", { d, "data-street": name }, roads));
      labels.push(label(name, parts.reduce((best, one) => (one.length > best.length ? one : best))));
    }
    const known = said.n.map(([name, x, y]) => {
      const [i, j] = pixels(said.o, x, y);
      return { name, x: i, y: j };
    });
    return { group, streets, labels, known };
  };

  const drop = (key, cell) => {
    cell.group.remove();
    for (const one of cell.labels) one.text.remove();
    held.delete(key);
  };
  const settle = () => { // what is no longer looked at goes when all that is looked at has come
    if (!wanted.every((key) => held.has(key))) return;
    for (const [key, cell] of held) if (!wanted.includes(key)) drop(key, cell);
    own?.setAttribute("display", "none");
  };
  const get = async (key) => {
    const stop = new AbortController();
    asked.set(key, stop);
    try {
      const answer = await fetch(`${address}/${key}`, { signal: stop.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const cell = drawn(await answer.json());
      if (!wanted.includes(key)) return;
      ground.append(cell.group);
      names.append(...cell.labels.map((one) => one.text));
      held.set(key, cell);
      settle();
      came();
    } catch (error) {
      if (error.name !== "AbortError" && !told) { told = true; failed(); }
    } finally {
      asked.delete(key);
    }
  };
  const send = (view) => {
    wanted = near(view);
    for (const [key, stop] of asked) if (!wanted.includes(key)) stop.abort();
    for (const key of wanted) if (!held.has(key) && !asked.has(key)) get(key);
    settle();
  };
  return {
    ask(view) {
      clearTimeout(timer);
      timer = setTimeout(send, WAIT, { ...view });
    },
    all: (what) => [...held.values()].flatMap((cell) => cell[what]),
  };
}
