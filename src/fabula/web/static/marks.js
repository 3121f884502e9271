// Highlights and notes: mark some words, and choose.

import { base, book, bottom, later, placeOf, renew, send } from "./place.js";

const COLOURS = ["yellow", "green", "blue", "pink"];
let bar = null;

function close() {
  bar?.remove();
  bar = null;
}

function made(tag, fields, ...inside) {
  const element = Object.assign(document.createElement(tag), fields);
  element.append(...inside);
  return element;
}

function stand(rect, ...inside) {
  close();
  bar = made("div", { className: "marker" }, ...inside);
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Highlight");
  document.body.append(bar);
  const left = Math.min(Math.max(8, rect.left), innerWidth - bar.offsetWidth - 8);
  bar.style.left = `${left + scrollX}px`;
  const under = rect.bottom + 8;
  const fits = under + bar.offsetHeight < bottom();
  bar.style.top = `${(fits ? under : rect.top - bar.offsetHeight - 8) + scrollY}px`;
}

async function save(path, fields) {
  close();
  getSelection().removeAllRanges();
  await send(path, fields);
  await renew();
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !book.contains(selection.anchorNode)) return;
  const range = selection.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return;
  const dots = COLOURS.map((colour) =>
    made("button", {
      type: "button",
      className: `dot ${colour}`,
      title: `Highlight in ${colour}`,
      ariaLabel: `Highlight in ${colour}`,
      onclick: () => save(`${base}/note`, { start, end, colour }),
    }),
  );
  const write = made("button", { type: "button", onclick: () => compose(rect, start, end) }, "Note");
  const rect = range.getBoundingClientRect();
  stand(rect, ...dots, write);
}

function compose(rect, start, end) {
  const words = made("textarea", { ariaLabel: "Your note", maxLength: 20000 });
  const keep = made("button", {
    type: "button",
    onclick: () => save(`${base}/note`, { start, end, colour: "yellow", note: words.value }),
  }, "Keep");
  stand(rect, words, keep, made("button", { type: "button", onclick: close }, "Cancel"));
  words.focus();
}

function look(mark) {
  const note = mark.dataset.note;
  const said = mark.title ? [made("p", {}, mark.title)] : [];
  const remove = made("button", {
    type: "button",
    onclick: () => save("/notes/remove", { note }),
  }, "Remove");
  stand(mark.getBoundingClientRect(), ...said, remove);
}

export function start() {
  if ("readOnly" in book.dataset) return;
  document.addEventListener("selectionchange", later(500, () => bar || selected())); // by touch
  document.addEventListener("pointerup", (event) => {
    if (bar?.contains(event.target)) return;
    close();
    setTimeout(selected); // the selection is not there before
  });
  document.addEventListener("keyup", (event) => {
    if (event.key === "Escape") close();
    else if (event.shiftKey && event.key.startsWith("Arrow")) selected();
  });
  book.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-note]");
    if (mark && !event.target.closest("a") && getSelection().isCollapsed) setTimeout(() => look(mark));
  });
}
