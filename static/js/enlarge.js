// A picture marked data-enlarge="Enlarge" data-enlarge-close="Close" opens as large as the screen when tapped.
for (const picture of document.querySelectorAll("[data-enlarge]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "picture__enlarge no-print";
  button.setAttribute("aria-label", picture.dataset.enlarge);
  button.append(iconOf("i-zoom"));
  picture.append(button);
  picture.addEventListener("click", () => open(picture));
}

function open(picture) {
  const dialog = document.createElement("dialog");
  dialog.className = "enlarged";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button button--icon enlarged__close";
  close.setAttribute("aria-label", picture.dataset.enlargeClose);
  close.append(iconOf("i-x"));
  dialog.append(picture.querySelector("svg").cloneNode(true), close);
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function iconOf(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite()}#${name}`);
  svg.append(use);
  return svg;
}

// The brand in the top bar already knows the hashed address of the sprite.
function sprite() {
  return document.querySelector('use[href*="icons."]')?.getAttribute("href").split("#")[0] ?? "";
}
