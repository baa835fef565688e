// A button that copies its text, where the browser lets a page do so.
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy-text]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copyText);
    button.textContent = button.dataset.doneWords;
  });
}
