// The map as a second hand on the list: whatever it does, it writes into the lines that are sent.
// Every deed has a key and a button and is said aloud; without this script the lines alone do the same.

import { panning } from "./cells.mjs";

const NEAR = 14; // pixels within which a point takes the name of what lies there
const STEP = 16; // pixels of one arrow key
const MOST = 60;
const SVG = "http://www.w3.org/2000/svg";
const AT = /\(?\s*(-?\d{1,3}[.]\d+)\s*[;,\s]\s*(-?\d{1,3}[.]\d+)\s*\)?\s*$/;

for (const root of document.querySelectorAll("[data-map]")) {
  try {
    start(root);
  } catch (error) {
    reportError(error); // the list still works
  }
}

function start(root) {
  const svg = root.querySelector("svg");
  const field = root.querySelector(".v-map__field");
  const said = root.querySelector(".v-map__said");
  const target = root.querySelector("#map-target");
  const words = root.dataset;
  const frame = { lon: +svg.dataset.lon, lat: +svg.dataset.lat, west: +svg.dataset.west, north: +svg.dataset.north };
  const first = svg.viewBox.baseVal;
  const view = { x: first.x, y: first.y, wide: first.width, high: first.height };
  const home = { ...view };
  const cross = { x: view.x + view.wide / 2, y: view.y + view.high / 2 };
  const ownNames = [...svg.querySelectorAll("[data-name]")].map((one) => ({
    name: one.dataset.name, x: +one.getAttribute("cx"), y: +one.getAttribute("cy"),
  }));
  const ownStreets = [...svg.querySelectorAll("[data-street]")];
  let known = ownNames, streets = ownStreets; // and what comes as one pans
  const chosen = svg.querySelector("[data-chosen]");
  const cells = panning(svg, frame, () => {
    const names = new Map([...ownNames, ...cells.all("known")].map((one) => [`${one.name}|${one.x.toFixed(0)}|${one.y.toFixed(0)}`, one]));
    known = [...names.values()];
    streets = [...cells.all("streets"), ...ownStreets];
    labels.near = [...(svg.querySelector("[data-own][display]") ? [] : ownLabels), ...cells.all("labels")];
    draw();
  }, () => tell(words.wordsMissing));
  const past = [];
  let picked = -1;
  let tour = [];

  const put = (words_, values = {}) => words_.replace(/{(\w+)}/g, (_all, name) => values[name] ?? "");
  const tell = (text) => { said.textContent = text; };
  const scale = () => view.wide / (svg.clientWidth || home.wide); // units of a pixel on this screen
  const metres = (units) => Math.round((units / frame.lat) * 111320);
  const spot = (at) => ({ lon: frame.west + at.x / frame.lon, lat: frame.north - at.y / frame.lat });
  const pixels = (lat, lon) => ({ x: (lon - frame.west) * frame.lon, y: (frame.north - lat) * frame.lat });

  // --- names ---------------------------------------------------------------------------
  const nearest = (at) => {
    let found = null;
    for (const one of known) {
      const away = Math.hypot(one.x - at.x, one.y - at.y);
      if (!found || away < found.away) found = { ...one, away };
    }
    return found;
  };
  const streetAt = (at) => {
    for (const one of streets) {
      const box = one.getBBox();
      const room = NEAR * scale();
      if (at.x < box.x - room || at.x > box.x + box.width + room || at.y < box.y - room || at.y > box.y + box.height + room) continue;
      const length = one.getTotalLength();
      for (let along = 0; along <= length; along += 4 * scale()) {
        const on = one.getPointAtLength(along);
        if (Math.hypot(on.x - at.x, on.y - at.y) < room) return one.dataset.street;
      }
    }
    return "";
  };
  // What stands in a line for a spot: the name of what lies there, else the street and the numbers.
  const line = (at) => {
    const close = nearest(at);
    if (close && close.away < NEAR * scale()) return { text: close.name, place: close.name, at: { x: close.x, y: close.y } };
    const { lon, lat } = spot(at);
    const numbers = `(${lat.toFixed(6)}, ${lon.toFixed(6)})`;
    const street = streetAt(at);
    return { text: street ? `${street} ${numbers}` : numbers, place: street || numbers, at };
  };
  const here = () => {
    const close = nearest(cross);
    if (!close) return words.wordsNowhere;
    return close.away < NEAR * scale()
      ? put(words.wordsOn, { place: close.name })
      : put(words.wordsAt, { place: close.name, metres: metres(close.away) });
  };

  // --- the list ------------------------------------------------------------------------
  const lists = () => [...document.querySelectorAll("[data-lines]")];
  const names = () => [...document.querySelectorAll('input[name*="places-"][name$="-name"], input[data-place]')];
  const areaLines = (area) => area.value.split("\n").map((text) => text.trim()).filter(Boolean);
  const goals = () => {
    const found = [];
    for (const input of names()) {
      const row = input.closest("fieldset") || input.form;
      const shape = row.querySelector("[data-shape] select");
      const list = row.querySelector("[data-shape] [data-lines]");
      const legend = input.closest("fieldset")?.querySelector("legend")?.textContent.trim();
      const area = row.querySelector('textarea[name$="-points"]'); // the desk types lines into one box
      found.push({ input, list, shape, words: legend || input.labels[0].textContent.trim() });
      if (area) found.push({ area, shape: row.querySelector('select[name$="-form"]'), words: `${legend}, ${area.labels[0].textContent.trim().toLowerCase()}` });
    }
    for (const list of lists()) if (!list.closest("[data-shape]")) found.push({ list, words: document.querySelector("h1").textContent.trim() });
    return found;
  };
  const fill = () => {
    const kept = target.selectedIndex;
    target.replaceChildren(...goals().map((goal, at) => new Option(goal.words, String(at))));
    target.selectedIndex = Math.max(0, Math.min(kept, target.options.length - 1));
    target.parentElement.querySelector("label").hidden = target.hidden = target.options.length < 2;
  };
  const goal = () => goals()[Math.max(0, target.selectedIndex)];
  const isLined = (one) => one.area || one.list && (!one.shape || one.shape.value !== "");
  const inputs = () => {
    const one = goal();
    if (one.area) return areaLines(one.area).map((value) => ({ value }));
    return isLined(one) ? [...one.list.querySelectorAll("input")] : [one.input];
  };
  const keep = () => past.push({ goal: target.selectedIndex, lines: inputs().map((one) => one.value) });
  const write = (lines) => {
    const one = goal();
    if (one.area) { one.area.value = lines.join("\n"); return; }
    if (!isLined(one)) { one.input.value = lines[0] ?? ""; return; }
    let boxes = [...one.list.querySelectorAll("input")];
    while (boxes.length < lines.length) { addRow(one.list); boxes = [...one.list.querySelectorAll("input")]; }
    const least = +one.list.dataset.least;
    while (boxes.length > Math.max(lines.length, least)) { boxes.pop().closest("li").remove(); }
    boxes.forEach((box, at) => { box.value = lines[at] ?? ""; });
    for (const note of one.list.querySelectorAll(".v-mapnote")) note.remove();
    orderButtons(one.list, least);
  };
  // A line that the map wrote is moved and taken away like any other.
  function orderButtons(list, least) {
    const rows = [...list.children];
    rows.forEach((row, at) => {
      let acts = row.querySelector(".v-acts");
      if (!acts) row.append(acts = Object.assign(document.createElement("p"), { className: "v-acts" }));
      const deeds = [at > 0 && ["up", words.wordsUp], at < rows.length - 1 && ["down", words.wordsDown], rows.length > least && ["remove", words.wordsRemove]];
      acts.replaceChildren(...deeds.filter(Boolean).map(([deed, said_]) => {
        const button = Object.assign(document.createElement("button"), { className: "v-linkbutton", name: "do", value: `${deed}:${list.dataset.lines}-${at}`, textContent: said_ });
        button.append(Object.assign(document.createElement("span"), { className: "govuk-visually-hidden", textContent: ` ${at + 1}` }));
        return button;
      }));
    });
  }
  const filled = () => inputs().map((one) => one.value).filter((text) => text.trim());
  function addRow(list) {
    const name = list.dataset.lines;
    const at = list.children.length;
    const row = document.createElement("li");
    row.innerHTML = '<div><div class="govuk-form-group"><label class="govuk-label"></label><input class="govuk-input" type="text"></div></div>';
    const [label, input] = [row.querySelector("label"), row.querySelector("input")];
    input.name = input.id = label.htmlFor = `${name}-${at}`;
    const first = list.querySelector("label")?.firstChild.textContent.trim(); // without the number that is read after it
    label.textContent = first ?? put(words.wordsLine, { number: at + 1 });
    if (first) label.append(Object.assign(document.createElement("span"), { className: "govuk-visually-hidden", textContent: ` ${at + 1}` }));
    list.append(row);
  }

  // --- spots of the lines that are known here -------------------------------------------
  const placeOf = (text) => {
    const numbers = AT.exec(text);
    if (numbers) return pixels(+numbers[1], +numbers[2]);
    const folded = text.trim().toLowerCase();
    return known.find((one) => one.name.toLowerCase() === folded) ?? null;
  };
  const spots = () => inputs().map((one, at) => ({ at, place: placeOf(one.value) })).filter((one) => one.place);
  const asSent = [...chosen.children]; // the server follows streets: its line stands until the lines change
  const sentRadius = new Map(asSent.map((one) => [one, +one.getAttribute("r") || +one.getAttribute("font-size")]));
  const allLines = () => JSON.stringify(goals().map((one) => [(one.input ?? one.area)?.value, one.shape?.value, [...(one.list?.querySelectorAll("input") ?? [])].map((box) => box.value)]));
  const linesSent = allLines();
  // --- names: none lies on another, whatever the width and however near -----------------
  const labels = {};
  for (const level of ["near", "mid", "far"]) {
    labels[level] = [...svg.querySelectorAll(`.v-map__${level} text`)].map((text) => {
      const [, turn, x, y] = /rotate\((\S+) (\S+) (\S+)\)/.exec(text.getAttribute("transform") ?? "") ?? [];
      const bent = (+(turn ?? 0) * Math.PI) / 180;
      const at = { x: +(x ?? text.getAttribute("x")), y: +(y ?? text.getAttribute("y") - 4) };
      return { text, ...at, turned: Boolean(turn), long: text.textContent.length, cos: Math.abs(Math.cos(bent)), sin: Math.abs(Math.sin(bent)) };
    });
  }
  const ownLabels = labels.near;
  const giveRoom = (rows, unit) => {
    const taken = [...chosen.querySelectorAll("circle")].map((mark) => ({ x: +mark.getAttribute("cx"), y: +mark.getAttribute("cy"), wide: 10 * unit, tall: 10 * unit }));
    for (const one of rows) {
      const long = (one.long * 3.2 + 4) * unit, high = 8 * unit;
      const wide = long * one.cos + high * one.sin, tall = long * one.sin + high * one.cos;
      const inView = one.x > view.x && one.x < view.x + view.wide && one.y > view.y && one.y < view.y + view.high;
      const fits = (y) => taken.every((other) => Math.abs(other.x - one.x) > other.wide + wide || Math.abs(other.y - y) > other.tall + tall);
      const aside = one.turned ? [0] : [0, -19, 19]; // the name of a marked place stands above or below its number
      const y = inView ? aside.map((by) => one.y + by * unit).find(fits) : undefined;
      one.text.setAttribute("visibility", y === undefined ? "hidden" : "visible");
      if (y === undefined) continue;
      if (!one.turned) one.text.setAttribute("y", y + 4);
      taken.push({ x: one.x, y, wide, tall });
    }
  };
  const draw = () => {
    const unit = scale();
    const made = [];
    const untouched = picked < 0 && linesSent === allLines();
    const make = (kind, about, text) => {
      const one = document.createElementNS(SVG, kind);
      for (const [key, value] of Object.entries(about)) one.setAttribute(key, value);
      if (text) one.textContent = text;
      made.push(one);
    };
    const points = spots();
    const isArea = goal()?.shape?.value === "area";
    if (untouched) {
      made.push(...asSent);
      for (const [one, size] of sentRadius) {
        if (one.tagName === "circle") one.setAttribute("r", size * unit);
        if (one.tagName !== "text") continue;
        one.dataset.middle ??= String(+one.getAttribute("y") - 4);
        one.setAttribute("font-size", size * unit);
        one.setAttribute("y", +one.dataset.middle + 4 * unit);
      }
    } else if (points.length > 1) {
      const d = "M" + points.map((one) => `${one.place.x},${one.place.y}`).join("L") + (isArea ? "Z" : "");
      make("path", { d, fill: isArea ? "#2F3D9E" : "none", "fill-opacity": ".16", stroke: "#2F3D9E", "stroke-width": 4, "stroke-dasharray": "2 5", "stroke-linecap": "round" });
    }
    for (const one of untouched ? [] : points) {
      make("circle", { cx: one.place.x, cy: one.place.y, r: 10 * unit, fill: one.at === picked ? "#C9D1FA" : "#fff", stroke: "#2F3D9E", "stroke-width": 2.5 });
      make("text", { x: one.place.x, y: one.place.y + 4 * unit, "font-size": 11 * unit, "font-weight": 700, "text-anchor": "middle", fill: "#17212B" }, String(one.at + 1));
    }
    make("path", { d: `M${cross.x - 14 * unit},${cross.y}h${28 * unit}M${cross.x},${cross.y - 14 * unit}v${28 * unit}`, stroke: "#B3261E", "stroke-width": 2, fill: "none", "data-cross": "" });
    chosen.replaceChildren(...made);
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.wide} ${view.high}`);
    for (const group of svg.querySelectorAll(".v-map__near, .v-map__mid, .v-map__far")) group.setAttribute("font-size", 11 * unit);
    const across = metres(view.wide);
    const far = across > 24000, mid = across > 8000 && !far;
    svg.classList.toggle("is-far", far);
    svg.classList.toggle("is-mid", mid);
    svg.classList.toggle("is-close", across < 2500);
    for (const one of cells.all("labels")) {
      one.text.setAttribute("transform", `translate(${one.x} ${one.y}) rotate(${one.turn.toFixed(0)})`);
      one.text.setAttribute("y", 4 * unit);
    }
    cells.ask(view);
    giveRoom(labels[far ? "far" : mid ? "mid" : "near"], unit);
  };

  // --- deeds ---------------------------------------------------------------------------
  const seen = () => { // the cross stays in view
    const room = 0.1;
    view.x = Math.min(Math.max(view.x, cross.x - view.wide * (1 - room)), cross.x - view.wide * room);
    view.y = Math.min(Math.max(view.y, cross.y - view.high * (1 - room)), cross.y - view.high * room);
  };
  const zoom = (by) => {
    const wide = Math.min(Math.max(view.wide * by, home.wide / 64), home.wide * 256);
    const times = wide / view.wide;
    view.x = cross.x - (cross.x - view.x) * times;
    view.y = cross.y - (cross.y - view.y) * times;
    view.wide *= times;
    view.high *= times;
    tell(put(words.wordsZoom, { metres: metres(view.wide) }));
  };
  const deeds = {
    add() {
      const made = line(cross);
      const lines = filled();
      const one = goal();
      if (isLined(one) && lines.length >= MOST) return tell(words.wordsFull);
      keep();
      if (isLined(one)) write([...lines, made.text]);
      else {
        const text = one.input.value.replace(AT, "").trim();
        const isName = !text || known.some((place) => place.name === text) || !made.text.includes("(");
        write([isName ? made.text : `${text} ${made.text.slice(made.text.indexOf("("))}`]);
      }
      Object.assign(cross, { x: made.at.x, y: made.at.y });
      tell(put(words.wordsAdded, { number: isLined(one) ? lines.length + 1 : 1, place: made.place }));
    },
    remove() {
      const lines = filled();
      if (!lines.length) return tell(words.wordsNone);
      keep();
      write(lines.slice(0, -1));
      tell(put(words.wordsGone, { number: lines.length }));
    },
    move() {
      if (picked >= 0) {
        const made = line(cross);
        keep();
        const lines = inputs().map((one) => one.value);
        lines[picked] = made.text;
        write(lines);
        tell(put(words.wordsPut, { number: picked + 1, place: made.place }));
        picked = -1;
        return;
      }
      const points = spots().map((one) => ({ ...one, away: Math.hypot(one.place.x - cross.x, one.place.y - cross.y) }));
      if (!points.length) return tell(words.wordsNone);
      picked = points.reduce((best, one) => (one.away < best.away ? one : best)).at;
      tell(put(words.wordsPicked, { number: picked + 1 }));
    },
    undo() {
      const before = past.pop();
      if (!before) return tell(words.wordsEmpty);
      target.selectedIndex = before.goal;
      write(before.lines);
      picked = -1;
      tell(words.wordsBack);
    },
    in() { zoom(1 / 1.6); },
    out() { zoom(1.6); },
    whole() {
      const box = svg.getBBox();
      const land = [...svg.querySelectorAll("g[stroke-dasharray] path")].map((one) => one.getBBox());
      const all = land.length ? land : [box];
      const west = Math.min(...all.map((one) => one.x)), east = Math.max(...all.map((one) => one.x + one.width));
      zoom(Math.max(east - west, home.wide) / view.wide);
    },
    next() {
      if (!tour.length) { // from here outwards, until something else is done
        const away = (one) => Math.hypot(one.x - cross.x, one.y - cross.y);
        tour = known.filter((one) => away(one) > 1).sort((one, other) => away(one) - away(other));
      }
      const next = tour.shift();
      if (next) Object.assign(cross, { x: next.x, y: next.y });
      tell(here());
    },
  };
  const done = (deed) => { if (deed !== "next") tour = []; deeds[deed](); seen(); draw(); };
  const go = (x, y, far) => {
    tour = [];
    const step = STEP * scale() * (far ? 5 : 1);
    cross.x += x * step;
    cross.y += y * step;
    seen();
    draw();
    tell(here());
  };

  // --- keys, buttons, fingers -------------------------------------------------------------
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const KEYS = { Enter: "add", " ": "add", Backspace: "remove", Delete: "remove", "+": "in", "=": "in", "-": "out", 0: "whole" };
  const CODES = { KeyM: "move", KeyU: "undo", KeyN: "next", KeyZ: "undo" }; // by place: a Russian keyboard has other letters there
  field.addEventListener("keydown", (event) => {
    if (event.altKey || ((event.ctrlKey || event.metaKey) && event.code !== "KeyZ")) return;
    const arrow = ARROWS[event.key];
    const deed = KEYS[event.key] ?? CODES[event.code];
    if (!arrow && !deed) return;
    event.preventDefault();
    if (arrow) go(...arrow, event.shiftKey);
    else done(deed);
  });
  for (const button of root.querySelectorAll("[data-deed]")) button.addEventListener("click", () => done(button.dataset.deed));

  const under = (event) => {
    const box = svg.getBoundingClientRect();
    return { x: view.x + ((event.clientX - box.left) / box.width) * view.wide, y: view.y + ((event.clientY - box.top) / box.height) * view.high };
  };
  let held = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const at = under(event);
    const grip = spots().find((one) => Math.hypot(one.place.x - at.x, one.place.y - at.y) < 16 * scale());
    held = { x: event.clientX, y: event.clientY, view: { ...view }, grip: grip ? grip.at : -1, moved: false };
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    if (Math.hypot(event.clientX - held.x, event.clientY - held.y) > 5) held.moved = true;
    if (!held.moved) return;
    if (held.grip >= 0) Object.assign(cross, under(event));
    else {
      const box = svg.getBoundingClientRect();
      view.x = held.view.x - ((event.clientX - held.x) / box.width) * view.wide;
      view.y = held.view.y - ((event.clientY - held.y) / box.height) * view.high;
    }
    draw();
  });
  const letGo = (event) => {
    if (!held) return;
    const { grip, moved } = held;
    held = null;
    if (event.type === "pointercancel") return;
    Object.assign(cross, under(event));
    if (grip >= 0 && moved) { picked = grip; done("move"); } else if (!moved) done("add");
    else draw();
  };
  svg.addEventListener("pointerup", letGo);
  svg.addEventListener("pointercancel", letGo);

  document.addEventListener("focusin", (event) => { // the map writes where the person was last
    const at = goals().findIndex((one) => (one.input ?? one.area) === event.target || one.list?.contains(event.target));
    if (at >= 0) { target.selectedIndex = at; picked = -1; draw(); }
  });
  document.addEventListener("input", (event) => { if (event.target.closest("[data-lines], [data-shape], textarea[name$='-points'], select[name$='-form']") || names().includes(event.target)) draw(); });
  target.addEventListener("change", () => { picked = -1; draw(); });

  for (const part of document.querySelectorAll("details")) if (part.contains(root)) part.addEventListener("toggle", () => draw());
  root.querySelector(".v-map__bar").hidden = said.hidden = root.querySelector(".v-map__keys").hidden = false;
  root.classList.add("is-live");
  field.tabIndex = 0;
  field.setAttribute("role", "application");
  field.setAttribute("aria-label", `${svg.getAttribute("aria-label")}. ${words.wordsMove}`);
  svg.setAttribute("aria-hidden", "true");
  const seenFirst = () => { const points = spots(); if (points.length) Object.assign(cross, points[points.length - 1].place); };
  fill();
  seenFirst();
  draw();
}
