// Passkeys: asks this device for one and sends the answer. Without JavaScript, or on a device without any, the button stays away.
const { PublicKeyCredential, webauthnJSON } = window;

for (const form of PublicKeyCredential ? document.querySelectorAll("[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
}

async function ask(form) {
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    const options = await optionsOf(form);
    const answer = form.dataset.passkey === "new" ? webauthnJSON.create(options) : webauthnJSON.get(options);
    form.elements.credential.value = JSON.stringify(await answer);
    form.submit();
  } catch {
    failed.hidden = false; // cancelled, too slow, no connection: the person cannot tell them apart, and need not
  }
}

async function optionsOf(form) {
  if (form.dataset.passkey === "new") return kept().creation_options;
  if (form.dataset.passkey === "ask") return kept().request_options;
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

function kept() {
  return JSON.parse(document.getElementById("passkey-options").textContent);
}
