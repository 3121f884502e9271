// Names of those who speak, in the margin: only for what is above the horizon, as known there.

import { base, horizon, later, pageStart, paragraphAt, send } from "./place.js";

const html = document.documentElement;
let asked = -1;

async function fill() {
  if (html.dataset.speakers !== "yes") return;
  const h = horizon();
  if (h <= Math.max(asked, pageStart)) return;
  asked = h;
  const answer = await fetch(`${base}/said?h=${h}`, { headers: { "x-beside": "1" } });
  if (!answer.ok) return;
  const said = new DOMParser().parseFromString(await answer.text(), "text/html");
  const names = new Map();
  for (const one of said.querySelectorAll("[data-at]")) {
    const paragraph = paragraphAt(Number(one.dataset.at));
    if (!paragraph || !one.dataset.speaker) continue;
    const here = names.get(paragraph) ?? { all: new Set(), doubt: false };
    here.all.add(one.dataset.speaker);
    here.doubt ||= "doubt" in one.dataset;
    names.set(paragraph, here);
  }
  for (const [paragraph, { all, doubt }] of names) {
    paragraph.dataset.speaker = [...all].join(" · ");
    paragraph.toggleAttribute("data-doubt", doubt);
  }
}

export function toggleSpeakers() {
  html.dataset.speakers = html.dataset.speakers === "yes" ? "no" : "yes";
  send("/settings", { speakers: html.dataset.speakers }).catch(() => {}); // for this page at least
  fill();
}

export function start() {
  addEventListener("scroll", later(300, fill), { passive: true });
  document.addEventListener("looks", fill);
  for (const news of ["corrected", "renewed"]) {
    document.addEventListener(news, () => {
      asked = -1;
      fill();
    });
  }
  fill();
}
