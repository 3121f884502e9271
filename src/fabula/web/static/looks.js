// How the page looks: shown at once, kept by the server in this browser's cookie.

import { send } from "./place.js";

export function start() {
  const form = document.getElementById("looks-form");
  form.querySelector("button").hidden = true;
  form.addEventListener("change", (event) => {
    const { name, value } = event.target;
    document.documentElement.dataset[name] = value;
    document.dispatchEvent(new CustomEvent("looks"));
    send("/settings", { [name]: value }).catch(() => {}); // for this page at least
  });
}
