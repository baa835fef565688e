// Says "Saving" on the button that was tapped and sends the form once, however often it is tapped.
const words = new WeakMap();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (!navigator.onLine && form.method === "post" && document.querySelector("[data-no-connection]")) {
    event.preventDefault(); // what was typed stays on the page; offline/worker.js says so
    return dispatchEvent(new Event("not-sent"));
  }
  if (!form.matches("[data-busy]")) return;
  if (form.dataset.sending) return event.preventDefault();
  form.dataset.sending = "yes";
  const button = event.submitter;
  if (!button) return;
  button.style.inlineSize = `${button.offsetWidth}px`; // the width stays while the words change
  button.setAttribute("aria-busy", "true");
  words.set(button, [...button.childNodes]);
  button.textContent = form.dataset.busy;
});

// Coming back with the browser's own button shows the page as it was left.
window.addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  for (const form of document.querySelectorAll("[data-sending]")) delete form.dataset.sending;
  for (const button of document.querySelectorAll("button[aria-busy]")) {
    button.removeAttribute("aria-busy");
    button.replaceChildren(...(words.get(button) ?? []));
  }
});
