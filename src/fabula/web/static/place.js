// Places of the text and of the page: code points, as the server counts them.

export const book = document.getElementById("book");
export const work = book.dataset.work;
export const base = `/work/${work}`;
export const pageStart = Number(book.dataset.start);
const TOP = 56; // pixels that the header covers

const csrf = document.querySelector("meta[name=csrf]")?.content ?? "";

/** Change something on the server. Rejects where it refuses, with the `page` that says why. */
export async function send(path, fields, piece = false) {
  const headers = { "x-csrf-token": csrf };
  if (piece) headers["x-beside"] = "1";
  const body = new URLSearchParams(fields);
  const answer = await fetch(path, { method: "POST", headers, body, keepalive: true });
  if (!answer.ok) throw Object.assign(new Error(`${path}: ${answer.status}`), { page: await answer.text() });
  return answer;
}

export function later(wait, action) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };
}

const points = (words) => Array.from(words).length;
const startOf = (element) => Number(element.id.slice(1));
export const paragraphs = () => [...book.querySelectorAll(":scope > [data-end]")];

/** The lowest line of the screen that the sheet from below does not cover. */
export function bottom() {
  const sheet = document.getElementById("beside");
  const over = getComputedStyle(sheet).position === "fixed" ? sheet.offsetHeight : 0;
  return window.innerHeight - over;
}

/** The end of the last paragraph that is wholly on the screen, or above it. */
export function horizon() {
  const low = bottom() + 1;
  let end = pageStart;
  for (const paragraph of paragraphs()) {
    if (paragraph.getBoundingClientRect().bottom > low) break;
    end = Number(paragraph.dataset.end);
  }
  return end;
}

function* pieces(paragraph) {
  let at = startOf(paragraph);
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.dataset.at) at = Number(node.dataset.at);
    } else {
      yield [node, at];
      at += points(node.data);
    }
  }
}

/** The place of a character of a text node. */
export function placeOf(node, offset) {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("#book > [data-end]");
  if (!paragraph) return null;
  let last = startOf(paragraph);
  for (const [text, at] of pieces(paragraph)) {
    if (text === node) return at + points(text.data.slice(0, offset));
    if (node.nodeType !== Node.TEXT_NODE && node.childNodes[offset]?.contains(text)) return at;
    last = at + points(text.data);
  }
  return offset ? last : startOf(paragraph);
}

export function paragraphAt(place) {
  return paragraphs().findLast((p) => startOf(p) <= place);
}

/** Where the character at a place is on the screen. */
export function rectOf(place) {
  const paragraph = paragraphAt(place);
  if (!paragraph) return null;
  for (const [text, at] of pieces(paragraph)) {
    if (place < at + points(text.data)) {
      const skip = Array.from(text.data).slice(0, Math.max(0, place - at)).join("").length;
      const range = document.createRange();
      range.setStart(text, skip);
      range.setEnd(text, Math.min(skip + 1, text.data.length));
      return range.getBoundingClientRect();
    }
  }
  return paragraph.getBoundingClientRect();
}

/** The first words on the screen: of its first whole line, as nearly as the browser tells. */
export function topPlace() {
  const first = paragraphs().find((p) => p.getBoundingClientRect().bottom > TOP + 8);
  if (!first) return null;
  const box = first.getBoundingClientRect();
  if (box.top >= TOP - 8) return startOf(first);
  const x = box.left + 4;
  const y = TOP + 14;
  const caret = document.caretPositionFromPoint?.(x, y);
  const range = caret ? null : document.caretRangeFromPoint?.(x, y);
  const [node, offset] = caret ? [caret.offsetNode, caret.offset] : [range?.startContainer, range?.startOffset];
  const place = node ? placeOf(node, offset) : null;
  return place ?? startOf(first);
}

/** Bring a place into sight: to the top where one reads on, below it where one looks something up. */
export function show(place, look = false) {
  const rect = rectOf(place);
  if (!rect) return;
  window.scrollBy({ top: rect.top - (look ? window.innerHeight / 4 : TOP + 12), behavior: "instant" });
  if (!look) return;
  const paragraph = paragraphAt(place);
  paragraph.classList.remove("flash");
  void paragraph.offsetWidth; // so that it begins again
  paragraph.classList.add("flash");
}

/** The page's text anew, with its marks and links; what is focused stays so. `toldOnly`: not where its
 *  links are still told by form alone. */
export async function renew(toldOnly = false) {
  const answer = await fetch(location.pathname);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("book");
  if (toldOnly && fresh.hasAttribute("data-provisional")) return;
  const held = book.contains(document.activeElement) ? document.activeElement : null;
  book.replaceChildren(...fresh.childNodes);
  book.toggleAttribute("data-provisional", fresh.hasAttribute("data-provisional"));
  if (held) linkLike(held)?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("renewed"));
}

/** The link of the page's text that leads where another one led. */
export const linkLike = (link) => book.querySelector(`a[href="${CSS.escape(link.getAttribute("href") ?? "")}"]`);
