// Lets a form that says data-passkey="create|get|login" fill in its credential from the browser's passkeys.
// Without this file, or without passkeys in the browser, such a form stays hidden and the other ways remain.
(() => {
  "use strict";
  const able = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;
  if (!able) return;

  const stored = () => JSON.parse(document.getElementById("passkey-options").textContent);

  async function offered(form) {
    if (form.dataset.passkey !== "login") return stored();
    const response = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error("no options");
    return (await response.json()).request_options;
  }

  function creation(options, resident) {
    const chosen = options.authenticatorSelection || {};
    chosen.residentKey = resident ? "required" : "discouraged";
    chosen.requireResidentKey = resident;
    if (resident) chosen.userVerification = "required";
    return { ...options, authenticatorSelection: chosen };
  }

  async function credential(form) {
    const { publicKey } = await offered(form);
    if (form.dataset.passkey !== "create") {
      return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
    }
    const resident = form.elements.passwordless ? form.elements.passwordless.checked : false;
    const options = PublicKeyCredential.parseCreationOptionsFromJSON(creation(publicKey, resident));
    return navigator.credentials.create({ publicKey: options });
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const problem = form.querySelector("[data-passkey-problem]");
      problem.hidden = true;
      try {
        form.elements.credential.value = JSON.stringify(await credential(form));
        HTMLFormElement.prototype.submit.call(form);
      } catch {
        problem.hidden = false;
      }
    });
  }
})();
