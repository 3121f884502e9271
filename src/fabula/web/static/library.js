// The library page: files can be dropped anywhere on it, and what is being read is told as it goes.
// Without this the page does the same by its form and when it is loaded again.

const form = document.getElementById("add");
const EVERY = 1500; // milliseconds

if (form) {
  const input = document.getElementById("file");
  let depth = 0;
  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const marked = (on) => document.body.classList.toggle("dropping", on);

  addEventListener("dragenter", (event) => {
    if (holdsFiles(event)) marked(++depth > 0);
  });
  addEventListener("dragleave", (event) => {
    if (holdsFiles(event)) marked((depth = Math.max(0, depth - 1)) > 0);
  });
  addEventListener("dragover", (event) => {
    if (holdsFiles(event)) event.preventDefault();
  });
  addEventListener("drop", async (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    marked((depth = 0) > 0);
    send(await files(event.dataTransfer));
  });
  // The server refuses what is too large without taking it in, which browsers show as a fault.
  form.addEventListener("submit", (event) => {
    const chosen = [...form.querySelectorAll("[type=file]")].flatMap((one) => [...one.files]);
    const size = chosen.reduce((sum, file) => sum + file.size, 0);
    const fits = size <= Number(form.dataset.most);
    if (!fits) event.preventDefault();
    say(fits ? "Adding…" : "That is too large to be sent at once; add it in parts.");
  });

  // What was dropped is sent as if it had been chosen.
  function send(found) {
    if (!found.length) return;
    const chosen = new DataTransfer();
    for (const file of found) chosen.items.add(file);
    input.files = chosen.files;
    form.requestSubmit();
  }

  function say(words) {
    document.getElementById("adding").textContent = words;
  }
}

// The files that were dropped, and those in the folders that were.
async function files(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  return (await Promise.all(entries.map(within))).flat();
}

async function within(entry) {
  if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const more = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!more.length) break;
    found.push(...more);
  }
  return (await Promise.all(found.map(within))).flat();
}

const place = document.getElementById("reading");

async function follow() {
  if (!place.querySelector("[data-busy]")) return;
  const answer = await fetch("/reading").catch(() => null);
  if (!answer?.ok) return;
  const told = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  const bar = place.querySelector("progress");
  const next = told.querySelector("progress");
  const same = place.querySelector("a")?.href === told.querySelector("a")?.href;
  if (bar && next && same) {
    // Only the number moves: a reader of screens is not told every second.
    bar.value = next.value;
    bar.nextElementSibling.textContent = next.nextElementSibling.textContent;
  } else {
    place.replaceChildren(...told.childNodes);
  }
  setTimeout(follow, EVERY);
}

if (place) setTimeout(follow, EVERY);
