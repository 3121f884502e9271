// The pages about a work: the slider shows at once what it is drawn to.

const slider = document.querySelector(".horizon input[type=range]");
if (slider) {
  slider.form.querySelector("button").hidden = true;
  slider.addEventListener("change", () => slider.form.requestSubmit());
}
