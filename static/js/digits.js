// A digit chooses in a group marked data-digits and goes on to the next; 0, and what needs no more, to the next row.
const DONE_WITH = new Set(["", "not_ready"]);

document.addEventListener("keydown", (event) => {
  const row = event.target.closest("[data-row]");
  if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Enter" && event.target.matches("[type=radio], [type=checkbox]")) {
    event.preventDefault(); // a half typed sheet is never sent by the way
    return goTo(after(row, "[data-row]")?.querySelector("[data-digits]"));
  }
  const group = event.target.closest("[data-digits]");
  const choice = /^\d$/.test(event.key) && group?.querySelectorAll("[type=radio]")[event.key];
  if (!choice) return;
  event.preventDefault();
  choice.click();
  if (choice.value === "seen") return group.querySelector("[type=checkbox]").focus();
  const isFirst = group === row.querySelector("[data-digits]");
  goTo(isFirst && DONE_WITH.has(choice.value) ? after(row, "[data-row]")?.querySelector("[data-digits]") : after(group, "[data-digits]"));
});

function after(element, selector) {
  const all = [...document.querySelectorAll(selector)];
  return all[all.indexOf(element) + 1];
}

// After the last line comes the button.
function goTo(group) {
  (group?.querySelector(":checked") ?? document.querySelector(".typed__foot button")).focus();
}
