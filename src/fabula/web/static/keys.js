// The keys of the reading page. `?` shows them.

import * as beside from "./beside.js";
import { book } from "./place.js";
import { toggleSpeakers } from "./margin.js";

const dialog = document.getElementById("keys");

function turn(way) {
  document.querySelector(`.turn [rel=${way}]`)?.click();
}

/** The next or previous mention after where one is: the focused one, or the top of the screen. */
function mention(way) {
  const all = [...book.querySelectorAll("a")];
  const now = all.indexOf(document.activeElement);
  const first = all.findIndex((a) => a.getBoundingClientRect().top > 60);
  const next = now >= 0 ? now + way : way > 0 ? first : first - 1;
  const link = all[next];
  if (!link) return;
  link.focus();
  link.scrollIntoView({ block: "nearest" });
}

export function toggleMenu(id) {
  const menu = document.getElementById(id);
  menu.open = !menu.open;
  if (menu.open) menu.querySelector("nav a, select")?.focus();
}

const KEYS = {
  ArrowLeft: () => turn("prev"),
  ArrowRight: () => turn("next"),
  n: () => mention(1),
  p: () => mention(-1),
  h: () => beside.here(true),
  b: beside.goBeside,
  x: beside.correct,
  "[": () => beside.step(-1),
  "]": () => beside.step(1),
  f: () => beside.pin(null),
  c: () => toggleMenu("contents"),
  s: toggleSpeakers,
  "/": () => location.assign(`/search?work=${book.dataset.work}`),
  "?": () => dialog.showModal(),
};

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
  if (event.key === "Escape") {
    const menu = document.querySelector(".menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else beside.leave();
    return;
  }
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  const action = KEYS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

export function start() {
  document.addEventListener("keydown", pressed);
  const button = document.getElementById("show-keys");
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
}
