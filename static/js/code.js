// Moves the code of a scanned invitation from behind the # into the field, and out of the address bar.
const field = document.querySelector("[data-code-field]");
const code = decodeURIComponent(location.hash.slice(1));

if (field && code) {
  field.value = code.length === 8 ? `${code.slice(0, 4)} ${code.slice(4)}` : code;
  history.replaceState(null, "", location.pathname);
}
