// A toast stays for ten seconds (or data-toast seconds) and until the next tap or key, whichever is later.
const TEN = 10;

for (const toast of document.querySelectorAll("[data-toast]")) goesLater(toast);
document.addEventListener("htmx:load", ({ target }) => {
  if (target.matches?.("[data-toast]")) goesLater(target);
  for (const toast of target.querySelectorAll?.("[data-toast]") ?? []) goesLater(toast);
});

function goesLater(toast) {
  if (toast.dataset.waiting) return;
  toast.dataset.waiting = "yes";
  const seconds = Number(toast.dataset.toast) || TEN;
  setTimeout(() => {
    const leave = ({ target }) => {
      if (toast.contains(target)) return;
      toast.remove();
      removeEventListener("pointerdown", leave);
      removeEventListener("keydown", leave);
    };
    addEventListener("pointerdown", leave);
    addEventListener("keydown", leave);
  }, seconds * 1000);
}
