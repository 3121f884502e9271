// The reading page: where the reader is, kept as one reads; all else is in the modules beside.

import * as beside from "./beside.js";
import * as keys from "./keys.js";
import * as looks from "./looks.js";
import * as margin from "./margin.js";
import * as marks from "./marks.js";
import { base, book, horizon, later, renew, send, show, topPlace } from "./place.js";

const query = new URLSearchParams(location.search);
let floor = 0; // while something is looked up, places before this are not where the reader is
let last = null;

function keep() {
  const at = topPlace();
  if (at === null || at === last || at < floor) return;
  floor = 0;
  last = at;
  send(`${base}/position`, { at, seen: horizon() }).catch(() => {});
}

document.documentElement.classList.add("js");
if (query.has("at")) show(Number(query.get("at")));
if (query.has("words")) {
  floor = Number(book.dataset.reached);
  show(Number(query.get("words")), true);
}
if (query.size) history.replaceState(null, "", location.pathname);

for (const part of [beside, keys, looks, margin, marks]) part.start();
// The text came before Fabula had it at hand: its links are by form alone until it has.
let tried = 0;
const again = later(4000, () => document.dispatchEvent(new CustomEvent("told")));
document.addEventListener("told", () => {
  if (!("provisional" in book.dataset) || Date.now() - tried < 3000 || String(getSelection())) return;
  tried = Date.now();
  renew(true).catch(() => {}).then(again); // it may not have had
});

if (!("readOnly" in book.dataset)) {
  document.addEventListener("looked-up", () => (floor = last ?? 0));
  addEventListener("scroll", later(700, keep), { passive: true });
  addEventListener("visibilitychange", () => document.hidden && keep());
  addEventListener("pagehide", keep);
  later(1000, keep)();
}
