// Passkeys: a button asks the device, what it signed goes into the form, the form is sent. Without a script,
// or on a device without passkeys, the button stays hidden and the mailed link is the way.
const part = document.querySelector("[data-passkey]");

if (part && window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
  const form = part.closest("form");
  const button = part.querySelector("button");
  const asked = JSON.parse(part.dataset.passkey);
  const makes = part.dataset.does === "add";
  part.hidden = false;
  document.querySelector("[data-passkey-missing]")?.remove();

  button.addEventListener("click", async (event) => {
    event.preventDefault();
    if (makes && !form.elements.name.value.trim()) {
      form.submit(); // the page says what is missing
      return;
    }
    const said = part.querySelector("[role=alert]");
    said.textContent = "";
    button.disabled = true;
    try {
      const made = makes
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
      form.elements.signed.value = JSON.stringify(made.toJSON());
      form.submit();
    } catch {
      said.textContent = part.dataset.failed; // nobody touched the key, or it is not one of ours
    } finally {
      button.disabled = false;
    }
  });
}
