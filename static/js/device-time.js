// Says with a form what this device takes for the time.
for (const field of document.querySelectorAll("[data-device-time]")) {
  field.form.addEventListener("submit", () => { field.value = Date.now(); });
}
