// What stands beside the story: asked for as one reads, and put in place. An answer that comes after
// another question has been asked is dropped; focus is never lost.

import { base, book, bottom, horizon, later, linkLike, pageStart, paragraphAt, paragraphs, renew, send, show } from "./place.js";

const aside = document.getElementById("beside");
const content = document.getElementById("beside-content");
const toggle = document.getElementById("beside-toggle");
const back = document.getElementById("beside-back");
const says = document.getElementById("beside-says");
const slider = document.getElementById("h");
const where = document.getElementById("h-where");
const follow = document.getElementById("h-follow");
const hindsight = document.getElementById("h-hindsight");
const warned = document.getElementById("h-warned");
const reached = Number(book.dataset.reached);
const pageEnd = Number(book.dataset.end);
const HERE = "beside";
const WHOLE = new Set(["world", "timeline", "pictures"]); // rooms that want a page of their own

let view = { path: HERE, least: 0 }; // what is shown; `least` is how far its own words reach
let past = [];
let pinned = null; // the slider's place, while it does not follow the reading
let shown = null; // the horizon of what is shown
let running = null;
let chosen = null;
let covered = { h: 0, y: 0 }; // how far the words went that the sheet was opened over, and where that was

/** How far the words go that are or were on the screen: those under the sheet were before it opened. */
const read = () => Math.max(horizon(), scrollY >= covered.y ? covered.h : 0);

/** The horizon of the reader: where the slider is, else the words on the screen. */
export const place = () => pinned ?? Math.max(read(), view.least);

function address(path, h) {
  const url = new URL(`${base}/${path}`, location.origin);
  url.searchParams.set("h", h);
  if (path === HERE && h > read()) url.searchParams.set("at", read()); // here, as known later
  return url;
}

async function load(next, { keep = true, announce = false } = {}) {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  const from = view;
  view = next;
  const h = place();
  content.classList.add("busy");
  try {
    const answer = await fetch(address(next.path, h), { headers: { "x-beside": "1" }, signal });
    const html = await answer.text();
    if (signal.aborted) return;
    put(answer.ok ? html : sorry(html));
    shown = h;
    document.dispatchEvent(new CustomEvent("told"));
    if (keep && from.path !== next.path) past.push(from);
    if (next.path === HERE) past = [];
    back.hidden = !past.length;
    // Fabula is still reading: look again.
    if (content.querySelector(".late")) setTimeout(() => view === next && refresh(), 5000);
    if (announce) says.textContent = content.querySelector("h2")?.textContent ?? "";
  } catch (error) {
    if (error.name !== "AbortError") put("<p class=\"none\">Fabula does not answer; is it still running?</p>");
  } finally {
    if (!signal.aborted) content.classList.remove("busy");
  }
}

const sorry = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const p = document.createElement("p");
  p.textContent = page.querySelector("main p")?.textContent ?? "That did not work.";
  return p.outerHTML;
};

function put(html) {
  const held = content.contains(document.activeElement);
  const made = document.createElement("template");
  made.innerHTML = html;
  content.replaceChildren(made.content);
  const said = content.querySelector("[data-where]")?.dataset;
  if (said) {
    where.textContent = said.where;
    if (pinned === null) slider.value = said.h;
    hindsight.href = address("hindsight", said.h);
    for (const room of aside.querySelectorAll("[data-room]")) {
      room.href = address(room.dataset.room, said.h);
      room.toggleAttribute("aria-current", view.path === room.dataset.room);
    }
  }
  named();
  if (held) focusHere();
}

/** What the sheet from below is called: while it is shut, by what is in it. */
function named() {
  toggle.textContent = aside.classList.contains("open") ? "Close" : title();
}

function title() {
  const heading = content.querySelector("h2")?.textContent.trim() ?? "Beside the story";
  const people = [...content.querySelectorAll(".here .present li")].slice(0, 4).map((li) => li.textContent.trim());
  if (people.length) return `${heading}: ${people.join(", ")}`;
  return view.path === HERE ? "Beside the story" : heading;
}

function focusHere() {
  const heading = content.querySelector("h2") ?? content;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

export function open(yes = true) {
  if (yes && !aside.classList.contains("open")) covered = { h: horizon(), y: scrollY };
  aside.classList.toggle("open", yes);
  toggle.setAttribute("aria-expanded", String(yes));
  named();
}

/** Who is that? `link` is a mention of the text. */
export function ask(link) {
  mark(link);
  const paragraph = link.closest("[data-end]");
  const path = new URL(link.href).pathname.slice(base.length + 1);
  open();
  load({ path, least: Number(paragraph.dataset.end), link }, { announce: true }).then(uncover);
}

/** What was tapped stays in sight above the sheet. */
function uncover() {
  const under = (chosen?.getBoundingClientRect().bottom ?? 0) + 24 - bottom();
  if (under > 0) scrollBy(0, under);
}

function mark(link) {
  chosen?.classList.remove("chosen");
  chosen = link;
  chosen?.classList.add("chosen");
}

export function here(announce = false) {
  mark(null);
  open();
  return load({ path: HERE, least: 0 }, { announce });
}

export const refresh = () => load(view, { keep: false });

export function pin(h) {
  pinned = h === null ? null : Math.min(Math.max(0, h), Number(slider.max));
  follow.hidden = pinned === null;
  if (pinned === null) slider.max = Math.max(reached, pageEnd);
  warned.hidden = place() <= Math.max(reached, read());
  if (pinned !== null) slider.value = pinned;
  refresh();
}

/** Back or forward by a paragraph. */
export function step(way) {
  const ends = [0, pageStart, ...paragraphs().map((p) => Number(p.dataset.end))];
  const now = place();
  const next = way < 0 ? ends.findLast((end) => end < now) : ends.find((end) => end > now);
  if (next !== undefined) pin(next);
}

export function goBeside() {
  open();
  focusHere();
}

/** Back to the text, and to what was asked about there. */
export function leave() {
  const held = aside.contains(document.activeElement);
  if (held && chosen) chosen.focus({ preventScroll: true });
  else if (held) document.getElementById("main").focus({ preventScroll: true });
  else if (past.length) here();
  else mark(null);
  if (matchMedia("(max-width: 68rem)").matches) open(false);
}

export function correct() {
  const details = content.querySelector("details.correct");
  if (!details) return;
  details.open = true;
  open();
  details.querySelector("input:not([type=hidden]), button").focus();
}

function follows() {
  if (pinned !== null) return;
  if (view.link && (view.link.getBoundingClientRect().bottom < 0 || view.link.getBoundingClientRect().top > innerHeight)) {
    mark(null);
    load({ path: HERE, least: 0 }, { keep: false });
  } else if (view.path === HERE && place() !== shown) refresh();
}

function clicked(event) {
  const link = event.target.closest("a");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.dataset.hindsight) {
    event.preventDefault();
    slider.max = book.dataset.length;
    view = { path: HERE, least: 0 };
    pin(link.dataset.hindsight === "yes" ? Number(slider.max) : null);
    return;
  }
  const url = new URL(link.href);
  if (url.origin !== location.origin || !url.pathname.startsWith(`${base}/`)) return;
  const path = url.pathname.slice(base.length + 1);
  if (link.dataset.place) {
    const to = paragraphAt(Number(link.dataset.place));
    if (!to || Number(link.dataset.place) >= Number(to.dataset.end) + 1) return;
    event.preventDefault();
    show(Number(link.dataset.place), true);
    document.dispatchEvent(new CustomEvent("looked-up"));
    if (matchMedia("(max-width: 68rem)").matches) open(false);
    return;
  }
  if ("whole" in link.dataset || WHOLE.has(path)) return;
  event.preventDefault();
  const rest = new URLSearchParams(url.search);
  rest.delete("h");
  if (path.startsWith("person/")) rest.set("short", "");
  load({ path: rest.size ? `${path}?${rest}` : path, least: view.least }, { announce: true });
}

async function submitted(event) {
  const form = event.target;
  event.preventDefault();
  const fields = new FormData(form, event.submitter);
  const path = new URL(form.action).pathname;
  if (form.method === "post") {
    running?.abort();
    const mine = (running = new AbortController());
    const answer = await send(path, fields, true).catch((error) => error);
    const html = answer instanceof Error ? sorry(answer.page ?? "") : await answer.text();
    document.dispatchEvent(new CustomEvent("corrected"));
    if (answer.status === 204) await renew(); // a note: it stands in the text
    if (mine.signal.aborted) return; // something else has been asked since
    if (answer.status === 204) return refresh().then(focusHere);
    put(html);
    return focusHere();
  }
  fields.delete("h");
  const query = new URLSearchParams(fields);
  await load({ path: `${path.slice(base.length + 1)}?${query}`, least: view.least }, { announce: true });
}

export function start() {
  toggle.hidden = false;
  document.getElementById("horizon").hidden = false;
  book.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (String(getSelection())) return; // words are being marked
    ask(link);
  });
  document.addEventListener("renewed", () => {
    if (!chosen) return;
    mark(linkLike(chosen));
    if (view.link) view.link = chosen;
  });
  aside.addEventListener("click", clicked);
  content.addEventListener("submit", submitted);
  toggle.addEventListener("click", () => {
    open(!aside.classList.contains("open"));
    follows(); // shut, it covers fewer words
  });
  back.addEventListener("click", () => {
    const last = past.pop();
    if (last) load(last, { keep: false }).then(focusHere);
  });
  const moved = later(150, () => pin(Number(slider.value)));
  slider.addEventListener("input", moved);
  follow.addEventListener("click", () => {
    pin(null);
    slider.focus();
  });
  addEventListener("scroll", later(250, follows), { passive: true });
  addEventListener("resize", later(250, follows), { passive: true });
  load(view, { keep: false });
}
